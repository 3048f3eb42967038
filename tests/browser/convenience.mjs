// What scripts add: keys, what is new, hidden sources, the appearance, reading without a network.
import assert from "node:assert/strict";
import http from "node:http";

import { assertNoSidewaysScrolling } from "./checks.mjs";

const focused = (page) => page.evaluate(() => document.activeElement.textContent);
const headlines = (page) => page.locator("main .headline a:visible").allInnerTexts();

async function keys({ page, base }) {
  await page.goto(base);
  const all = await headlines(page);
  await page.keyboard.press("j");
  assert.equal(await focused(page), all[0]);
  await page.keyboard.press("j");
  assert.equal(await focused(page), all[1]);
  await page.keyboard.press("k");
  assert.equal(await focused(page), all[0]);
  await page.keyboard.press("o");
  await page.waitForURL(/\/article\//);
  await page.keyboard.press("?");
  await page.waitForURL(/\/about#keyboard$/);
  await page.keyboard.press("/");
  await page.keyboard.type("j?");
  assert.equal(await page.locator("#find-q").inputValue(), "j?", "letters in a field are letters");
}

async function hiding({ page, base, picture }) {
  await page.goto(`${base}/source/northledger`);
  await page.locator("#hide-source").click();
  assert.ok((await page.locator(".hit:visible").count()) > 0, "on its own page it stays");
  await page.goto(base);
  assert.equal(await page.locator('[data-source="northledger"]:visible').count(), 0);
  await page.goto(`${base}/edition`);
  await picture("edition");
  await page.locator("#hidden-sources button").click();
  assert.ok(!(await page.locator("#hidden-sources").isVisible()));
  await page.goto(base);
  assert.ok((await page.locator('[data-source="northledger"]:visible').count()) > 0);
}

async function appearance({ page, base }) {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.goto(`${base}/edition`);
  const light = await ground();
  await page.selectOption("#theme", "dark");
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.goto(base);
  assert.equal(await ground(), dark, "the choice is kept");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${base}/edition`);
  await page.selectOption("#theme", "light");
  assert.equal(await ground(), light, "against the system, too");
}

async function whatIsNew({ page, base }) {
  await page.goto(base);
  assert.equal(await page.locator(".is-new").count(), 0, "on the first visit all is new, so nothing is marked");
  const times = await page.locator(".teaser time").evaluateAll((all) => all.map((time) => Date.parse(time.dateTime)));
  await page.evaluate((newest) => localStorage.setItem("visit", JSON.stringify({ at: 0, newest })), times[3]);
  await page.goto(base);
  assert.equal(await page.locator(".teaser.is-new").count(), times.filter((time) => time > times[3]).length);
  await page.goto(base);
  assert.ok((await page.locator(".is-new").count()) > 0, "during the same visit the marks stay");
}

async function chosenLanguages({ page, base, picture }) {
  await page.goto(`${base}/edition`);
  await page.getByLabel("French", { exact: true }).check();
  await page.getByLabel("Spanish", { exact: true }).check();
  await page.locator(".choices button").click();
  await page.waitForURL(`${base}/`);
  await page.goto(base);
  const shown = await page.locator(".card > .headline, .teaser .headline").evaluateAll((all) => [...new Set(all.map((item) => item.lang))]);
  assert.deepEqual(shown.sort(), ["es", "fr"]);
  await picture("front-french-spanish");
  await page.goto(`${base}/edition`);
  assert.ok(await page.getByLabel("French", { exact: true }).isChecked());
}

async function sections({ page, base, picture }) {
  await page.goto(base);
  await page.locator(".by-topic .rule a").first().click();
  await page.waitForURL(/\/topic\/[a-z]+$/);
  assert.ok((await page.locator(".card").count()) >= 1);
  await page.goto(base);
  await page.locator("section.outlets a[href='/country/fr']").click();
  assert.equal(await page.locator("h1").innerText(), "France");
  assert.ok((await page.locator(".hit").count()) >= 5);
  await picture("country");
  await page.goto(`${base}/latest`);
  await page.locator("a[rel=next]").click();
  assert.match(page.url(), /page=2/);
  await assertNoSidewaysScrolling(page);
}

/// The site at another port, which can go away as a network does.
function forward(base) {
  const server = http.createServer((request, response) => {
    const { method, headers, url } = request;
    const onward = http.request(base + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

async function offline({ page, base }) {
  const network = await forward(base);
  const site = `http://127.0.0.1:${network.address().port}`;
  await page.goto(site);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.reload(); // this time the worker sees it, and keeps it
  const first = await page.locator(".card-lead > .headline").innerText();
  await page.waitForFunction(async () => (await (await caches.open("kabar-front")).keys()).some((entry) => entry.url.endsWith(".css")));
  network.closeAllConnections();
  await new Promise((resolve) => network.close(resolve));
  await page.goto(`${site}/latest`);
  assert.equal(await page.locator(".card-lead > .headline").innerText(), first, "the last front page");
  assert.equal(await page.evaluate(() => document.styleSheets.length), 1, "with its style");
}

/// What a front page may weigh, compressed as browsers ask for it.
async function weight({ base }) {
  const size = async (path) => {
    const answer = await fetch(base + path, { headers: { "Accept-Encoding": "br" } });
    return { sent: Number(answer.headers.get("content-length")), text: await answer.text() };
  };
  const front = await size("/");
  assert.ok(front.sent > 0 && front.sent <= 60_000, `the front page has ${front.sent} bytes`);
  const scripts = [...front.text.matchAll(/<script src="([^"]+)"/g)].map(([, path]) => path).concat("/worker.js");
  let bytes = 0;
  for (const path of scripts) bytes += (await size(path)).text.length;
  assert.ok(bytes <= 15_000, `scripts have ${bytes} bytes, uncompressed`);
  assert.equal([...front.text.matchAll(/rel="stylesheet"/g)].length, 1);
}

export const convenience = [
  { name: "sections, countries, the latest", run: sections },
  { name: "news in the languages that were chosen", run: chosenLanguages },
  { name: "keys for headlines, search and help", run: keys },
  { name: "hide a source and show it again", run: hiding },
  { name: "light and dark by choice", run: appearance },
  { name: "what is new since the last visit", run: whatIsNew },
  { name: "the last front page without a network", forwarded: true, run: offline },
  { name: "few bytes", run: weight },
];
