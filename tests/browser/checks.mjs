// What several journeys ask of a page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

/// The articles of a source, as the JSON API gives them.
export async function articlesOf(base, source) {
  const answer = await fetch(`${base}/api/v1/articles?source=${source}&limit=100`);
  assert.equal(answer.status, 200, `articles of ${source}`);
  return (await answer.json()).articles;
}

/// The path of the article of `source` whose address at the outlet holds `part`.
export async function articlePath(base, source, part) {
  const found = (await articlesOf(base, source)).find((article) => article.url.includes(part));
  assert.ok(found, `an article of ${source} with "${part}" in its address`);
  return new URL(found.page, base).pathname;
}

/// All texts that the interface shows: text outside of names and of content that has a language of its own.
export function interfaceTexts(page) {
  return page.evaluate(() => {
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (parent.closest("bdi, script, code") || parent.closest("[lang]") !== document.documentElement) continue;
      const text = walker.currentNode.data.trim();
      if (text) texts.push(text);
    }
    return texts;
  });
}

/// msgid and msgstr of a catalogue's single texts.
function catalogue(language) {
  const source = readFileSync(new URL(`../../web/translations/${language}.po`, import.meta.url), "utf8");
  return [...source.matchAll(/^msgid "(.+)"\nmsgstr "(.+)"$/gm)].map(([, id, text]) => ({ id, text }));
}

/// No text of the interface is one that `language` says otherwise.
export function assertSpeaks(texts, language, others) {
  const own = new Set(catalogue(language).map(({ text }) => text));
  const foreign = new Set(catalogue(language).filter(({ id, text }) => id !== text).map(({ id }) => id));
  for (const other of others) catalogue(other).forEach(({ text }) => foreign.add(text));
  const strays = texts.filter((text) => foreign.has(text) && !own.has(text));
  assert.deepEqual(strays, [], `texts that are not in "${language}"`);
}

export async function assertNoSidewaysScrolling(page) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  const overflow = width - page.viewportSize().width;
  assert.ok(overflow <= 0, `${page.url()} is ${overflow} px wider than the window`);
}

/// Every picture of the page has loaded.
export async function assertPicturesLoaded(page) {
  const broken = await page.evaluate(async () => {
    const images = [...document.images];
    images.forEach((image) => (image.loading = "eager"));
    const loaded = await Promise.all(images.map((image) => image.decode().then(() => true, () => false)));
    return images.filter((_, i) => !loaded[i]).map((image) => image.src);
  });
  assert.deepEqual(broken, [], "pictures that did not load");
}
