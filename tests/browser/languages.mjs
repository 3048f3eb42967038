// The interface in each of its languages, on a phone.
import assert from "node:assert/strict";

import { articlesOf, assertNoSidewaysScrolling, assertSpeaks, interfaceTexts } from "./checks.mjs";
import { namePath } from "./screens.mjs";

const kPhone = { viewport: { width: 360, height: 740 } };
const kRightToLeft = ["ar", "fa"];

async function offered(page, base) {
  await page.goto(base);
  return page.locator(".languages a").evaluateAll((links) => links.map((link) => link.lang));
}

async function assertMenuInsideWindow(page, code) {
  await page.locator(".languages summary").click();
  const box = await page.locator(".languages ul").boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= page.viewportSize().width, `the menu in ${code} stays inside`);
  await assertNoSidewaysScrolling(page);
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator(".languages ul").isVisible()), "Escape closes the menu");
}

async function everyLanguage({ page, base, picture }) {
  const [article] = await articlesOf(base, "northledger");
  const paths = ["/", `/story/${article.story}`, new URL(article.page, base).pathname, await namePath(base, article.story),
    "/search?q=Karabakh", "/about"];
  const codes = await offered(page, base);
  assert.equal(codes.length, 18);
  for (const code of codes.filter((code) => code !== "en")) {
    for (const path of paths) {
      await page.goto(`${base}${path}${path.includes("?") ? "&" : "?"}ui=${code}`);
      assertSpeaks(await interfaceTexts(page), code, []);
      await assertNoSidewaysScrolling(page);
    }
    const direction = await page.locator("html").getAttribute("dir");
    assert.equal(direction, kRightToLeft.includes(code) ? "rtl" : "ltr", code);
    await assertMenuInsideWindow(page, code);
  }
  for (const code of ["ar", "de", "hi", "ja"]) {
    await page.goto(`${base}/?ui=${code}`);
    await picture(`phone-${code}`);
  }
}

async function mirrored({ page, base, picture }) {
  await page.goto(`${base}/?ui=ar`);
  const [brand, find] = await Promise.all([page.locator(".masthead .brand").boundingBox(), page.locator(".find").boundingBox()]);
  assert.ok(brand.x > find.x, "the masthead is mirrored");
  const headline = page.locator(".teaser .headline:lang(en)").first();
  const side = await headline.evaluate((item) => {
    const words = document.createRange();
    words.selectNodeContents(item);
    return { text: words.getBoundingClientRect().right, box: item.getBoundingClientRect().right, dir: item.dir };
  });
  assert.equal(side.dir, "ltr", "an English headline keeps its order");
  assert.ok(Math.abs(side.text - side.box) < 2, "and stands on the page's side");
  await picture("front-ar");
}

export const languages = [
  { name: "every language of the interface", context: kPhone, run: everyLanguage },
  { name: "the interface from right to left", run: mirrored },
];
