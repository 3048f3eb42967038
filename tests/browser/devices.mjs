// The same site on a phone, without scripts, from right to left, in the dark.
import assert from "node:assert/strict";

import { articlePath, assertNoSidewaysScrolling } from "./checks.mjs";
import { everyScreen } from "./screens.mjs";

const kPhone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

async function phone({ page, base, picture }) {
  for (const path of await everyScreen(base)) {
    await page.goto(base + path);
    await assertNoSidewaysScrolling(page);
  }
  await page.goto(base);
  await picture("phone");
}

async function narrowest({ page, base }) {
  for (const path of await everyScreen(base)) {
    await page.goto(base + path);
    await assertNoSidewaysScrolling(page);
  }
}

async function noScript({ page, base, picture }) {
  await page.goto(base);
  await page.locator(".card .full").first().click();
  await page.locator(".filters a[href*='lang=']").first().click();
  assert.match(page.url(), /[?&]lang=/);
  await page.locator(".version .headline a").first().click();
  assert.ok(await page.locator(".article .action").isVisible());
  await page.locator("#find-q").fill("rugby");
  await page.locator(".find button").click();
  assert.ok((await page.locator(".hit").count()) > 0, "search answers");
  await picture("no-javascript");
}

async function rightToLeft({ page, base, picture }) {
  await page.goto(base + (await articlePath(base, "almina", "")));
  for (const part of ["h1", ".article .body"]) {
    assert.equal(await page.locator(part).evaluate((item) => getComputedStyle(item).direction), "rtl", part);
  }
  assert.equal(await page.locator(".masthead").evaluate((item) => getComputedStyle(item).direction), "ltr");
  await picture("right-to-left");
}

async function dark({ page, base, picture }) {
  await page.goto(base);
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.match(ground, /^rgb\((\d|[1-4]\d), /, `a dark ground, not ${ground}`);
  await picture("dark");
}

async function print({ page, base, picture }) {
  await page.goto(base + (await articlePath(base, "northledger", "karabakh")));
  await page.emulateMedia({ media: "print" });
  assert.ok(!(await page.locator(".ways").isVisible()), "no navigation on paper");
  await picture("print");
}

async function keyboard({ page, base }) {
  await page.goto(base);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#main$/);
  const reached = new Set();
  for (let i = 0; i < 12; i += 1) {
    await page.keyboard.press("Tab");
    const focus = await page.evaluate(() => ({
      href: document.activeElement.href,
      outline: getComputedStyle(document.activeElement).outlineStyle,
    }));
    assert.equal(focus.outline, "solid", `focus is visible on ${focus.href}`);
    reached.add(focus.href);
  }
  assert.ok(reached.size >= 8, "the keyboard reaches the stories");
}

export const devices = [
  { name: "phone width", context: kPhone, run: phone },
  { name: "320 pixels", context: { viewport: { width: 320, height: 600 } }, run: narrowest },
  { name: "JavaScript off", context: { javaScriptEnabled: false }, run: noScript },
  { name: "right to left", run: rightToLeft },
  { name: "dark", context: { colorScheme: "dark" }, run: dark },
  { name: "print", run: print },
  { name: "keyboard alone", run: keyboard },
];
