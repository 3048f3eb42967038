// The ways through the site that a reader takes.
import assert from "node:assert/strict";

import { articlePath, assertNoSidewaysScrolling, assertPicturesLoaded, assertSpeaks, interfaceTexts } from "./checks.mjs";

async function toTheOutlet({ page, base, picture }) {
  await page.goto(base);
  await assertPicturesLoaded(page);
  assert.ok((await page.locator(".card").count()) >= 8, "at least eight stories on the front page");
  assert.match(await page.locator(".card .why").first().innerText(), /\d+ outlets/);
  await picture("front");
  await page.locator(".card .full").first().click();
  await page.waitForURL(/\/story\/s/);
  assert.ok((await page.locator(".version").count()) >= 3, "at least three versions of the first story");
  await picture("story");
  await page.locator(".version .headline a").first().click();
  await page.waitForURL(/\/article\/a/);
  await picture("article");
  const outlet = page.locator(".article .action");
  assert.match(await outlet.getAttribute("href"), /^https:\/\/[a-z]+\.example\/|^https:\/\/www\.[a-z]+\.example\//);
  assert.match(await outlet.innerText(), /^Read more at .+ »$/);
}

/** Where everything stands, in whole pixels. */
function places(page) {
  return page.locator(".card, .card .headline, .picture").evaluateAll((all) =>
    all.map((item) => { const box = item.getBoundingClientRect(); return [box.x, box.y, box.width, box.height].map(Math.round); }));
}

async function pictures({ page, base }) {
  await page.goto(base);
  await assertPicturesLoaded(page);
  const lead = page.locator(".card-lead .picture img");
  const shown = await lead.evaluate((image) => ({ path: new URL(image.currentSrc).pathname, width: image.naturalWidth }));
  assert.match(shown.path, /^\/picture\/a[0-9a-z]+\/(240|480|960)$/);
  assert.ok(shown.width >= 240, "a picture with pixels");
  const withPictures = await places(page);
  await page.route("**/picture/**", (route) => route.fulfill({ status: 404, body: "" }));
  await page.reload();
  assert.deepEqual(await places(page), withPictures, "nothing moves where a picture cannot be had");
}

async function chooseLanguage(page, code) {
  await page.locator(".languages summary").click();
  await page.locator(`.languages a[lang=${code}]`).click();
}

async function switchLanguage({ page, base, picture }) {
  await page.goto(`${base}/sources?ui=ja`); // as somebody passed it on
  await page.goto(`${base}/sources`);
  assert.equal(await page.locator("html").getAttribute("lang"), "en", "whose language it was is no matter");
  await chooseLanguage(page, "fr");
  assert.equal(page.url(), `${base}/sources`, "the same page, at an address for everybody");
  assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  assertSpeaks(await interfaceTexts(page), "fr", ["id"]);
  await page.locator(".source-grid a").first().click();
  assert.equal(new URL(page.url()).search, "", "links hold no language");
  assertSpeaks(await interfaceTexts(page), "fr", ["id"]);
  await page.goto(base); // the choice is remembered
  assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  await chooseLanguage(page, "id");
  assertSpeaks(await interfaceTexts(page), "id", ["fr"]);
  await picture("front-id");
  await chooseLanguage(page, "en");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
}

async function search({ page, base, picture }) {
  await page.goto(base);
  await page.keyboard.press("/");
  await page.keyboard.type("Karabakh");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=Karabakh/);
  assert.ok((await page.locator(".hit").count()) >= 5, "at least five matches");
  await picture("search");
  await page.selectOption("#lang", "en");
  await page.locator(".search-form button").click();
  const languages = await page.locator(".hit .headline").evaluateAll((all) => [...new Set(all.map((item) => item.lang))]);
  assert.deepEqual(languages, ["en"]);
  await page.goto(`${base}/search?q=%3Cscript%3Ealert(1)%3C/script%3Exyzzy`);
  assert.equal(await page.locator(".blank h2").innerText(), "Nothing found");
}

async function saveSearch({ page, base, picture }) {
  await page.goto(`${base}/search?q=Karabakh`);
  const facet = page.locator(".facts .filters a").first();
  const count = Number(await facet.locator(".count").innerText());
  await facet.click();
  const found = await page.locator(".hit, .hit .copies li").count();
  assert.equal(found, count, "as many as the facet counted, copies under their originals included");
  await picture("search-facets");
  const feed = await page.locator('link[rel="alternate"][type="application/atom+xml"]').getAttribute("href");
  const atom = await (await page.request.get(base + feed)).text();
  assert.equal(atom.split("<entry").length - 1, count, "the feed of the search holds the same");
  await page.goto(`${base}/search?q=${encodeURIComponent("Arménei (")}`);
  assert.match(await page.locator(".remark").first().innerText(), /bracket/);
  await page.locator(".remark a").click();
  assert.ok((await page.locator(".hit").count()) > 0, "the mended query finds something");
}

async function revisions({ page, base, picture }) {
  await page.goto(base + (await articlePath(base, "northledger", "karabakh")));
  const section = page.locator(".revisions");
  assert.equal(await section.locator("li").count(), 2, "two versions");
  assert.match(await section.locator("ins").allInnerTexts().then((all) => all.join(" ")), /200/);
  assert.match(await section.locator("del").allInnerTexts().then((all) => all.join(" ")), /100/);
  await section.scrollIntoViewIfNeeded();
  await picture("revisions");
}

async function wrongAddress({ page, base }) {
  for (const path of ["/nothing", "/story/s99999", "/article/zzz", "/source/nobody"]) {
    const answer = await fetch(base + path);
    assert.equal(answer.status, 404, path);
  }
  await page.goto(`${base}/about`);
  await assertNoSidewaysScrolling(page);
}

async function sideBySide({ page, base, picture }) {
  await page.goto(base + (await articlePath(base, "northledger", "karabakh")));
  await page.locator('a[href*="/story/"]').first().click();
  await page.locator(".jumps a[href='#figures-title']").click();
  const top = await page.locator("#figures-title").evaluate((item) => item.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 200, `the jump leads to the figures, ${top} px`);
  await picture("figures");
}

export const reading = [
  { name: "front page, story, article, the outlet's own page", run: toTheOutlet },
  { name: "pictures of articles, and places where they would be", run: pictures },
  { name: "from the head of a story to its figures", run: sideBySide },
  { name: "switch the interface language", run: switchLanguage },
  { name: "search by keyboard, narrow to a language, find nothing", run: search },
  { name: "narrow a search by a facet, follow it as a feed, mend a query", run: saveSearch },
  { name: "what an outlet changed later", run: revisions },
  { name: "addresses that lead nowhere", run: wrongAddress },
];
