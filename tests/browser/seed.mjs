// The page that kabar was made for: a French article for an Indonesian reader, beside what others report.
import assert from "node:assert/strict";

import { articlePath, assertSpeaks, interfaceTexts } from "./checks.mjs";

// What stands around the article on the outlet's page.
const kFurniture = [
  "PUBLICITÉ", "Partager cet article", "Close Button", "Copier/coller", "Copy to clipboard", "Lien copié", "Discussion",
  "Tous droits réservés", "All rights reserved", "cookies", "Continuer sans accepter", "À lire aussi", "À découvrir également",
  "Les plus lus", "La lettre de 7 heures", "Je m’inscris", "Mentions légales", "S’abonner", "Quatre minutes pour voler",
  "Halden", "iframe", "Hélène Vautrin", "Publié le",
];
const kPullQuote = "Les discussions sont engagées avec la partie azerbaïdjanaise";
const kParts = [
  "ont débuté jeudi 21 septembre au matin", "au moins 200 morts et 400 blessés", "Par le corridor de Latchine",
  "Hikmet Hajiev", "Nikol Pachinian", "doivent continuer.",
];

function occurrences(text, part) {
  return text.split(part).length - 1;
}

async function body(page) {
  const text = await page.locator(".article .body").innerText();
  for (const furniture of kFurniture) assert.ok(!text.includes(furniture), `furniture in the body: ${furniture}`);
  for (const part of kParts) assert.ok(text.includes(part), `missing in the body: ${part}`);
  assert.equal(occurrences(text, kPullQuote), 1, "the pull-quote stands once");
  assert.equal(await page.locator(".article .body").getAttribute("lang"), "fr");
}

async function head(page) {
  assert.equal(await page.locator("h1").innerText(), "Haut-Karabakh : les pourparlers s’ouvrent à Yevlakh, Stepanakert manque de tout");
  assert.equal(await page.locator("h1").getAttribute("lang"), "fr");
  assert.match(await page.locator(".article .kicker").innerText(), /Le Courrier de l['’]Est/);
  const byline = await page.locator(".byline").innerText();
  assert.match(byline, /Oleh Hélène Vautrin/);
  assert.match(byline, /dengan bahan dari AFP/);
  assert.match(byline, /21 September 2023/);
}

/// Whether an excerpt ends with a sentence: by its sign, or where a line of the article's text ends.
async function endsWhole(base, item) {
  if (/[.!?…。！？؟»”"』」)]$/.test(item.excerpt)) return true;
  const answer = await fetch(`${base}/api/v1/articles/${item.path.match(/a[0-9a-z]+/)[0]}`);
  const lines = (await answer.json()).text.split("\n");
  return lines.some((line) => line.endsWith(item.excerpt.slice(-40)));
}

async function similar(page, base) {
  assert.equal(await page.locator(".similar h2").innerText().then((text) => text.toLowerCase()), "berita serupa dari sumber lain");
  const items = await page.locator(".similar .version").evaluateAll((all) =>
    all.map((item) => ({
      headline: item.querySelector(".headline a").textContent,
      path: new URL(item.querySelector(".headline a").href).pathname.split("/").pop(),
      lang: item.querySelector(".headline").lang,
      source: item.querySelector(".outlet").textContent,
      time: item.querySelector("time").textContent,
      excerpt: item.querySelector(".excerpt")?.textContent ?? "",
      link: item.querySelector(".more a")?.href ?? "",
      label: item.querySelector(".more a")?.textContent ?? "",
    })),
  );
  const others = new Set(items.map((item) => item.source).filter((source) => !source.startsWith("Le Courrier")));
  assert.ok(others.size >= 3, `at least three other outlets, there are ${others.size}`);
  assert.ok(items.some((item) => item.lang !== "fr"), "at least one in another language");
  assert.ok(!items[0].source.startsWith("Le Courrier"), "another outlet comes first");
  for (const item of items) {
    assert.ok(item.headline && item.source && item.time, JSON.stringify(item));
    assert.ok(await endsWhole(base, item), `a whole sentence: ${item.source}: ${item.excerpt}`);
    assert.match(item.link, /^https:\/\//, item.source);
    assert.equal(item.label, `Baca selengkapnya di ${item.source} »`);
  }
}

async function seedTest({ page, base, picture }) {
  await page.goto(`${base}${await articlePath(base, "courrierest", "pourparlers-haut-karabakh")}?ui=id`);
  await picture("seed", { fullPage: true });
  assert.equal(await page.locator("html").getAttribute("lang"), "id");
  assertSpeaks(await interfaceTexts(page), "id", ["fr"]);
  await head(page);
  await body(page);
  await similar(page, base);
}

export const seed = [{ name: "the seed test: a French article read in Indonesian", run: seedTest }];
