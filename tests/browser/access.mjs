// What a machine can tell of accessibility: axe-core on every screen, in three scripts, in the light and in the dark.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { everyScreen, inLanguage } from "./screens.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/// "color-contrast: .meta a, …" for each rule that the page breaks.
async function violations(page) {
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`);
}

async function accessible({ page, base }, language) {
  const faults = [];
  for (const path of await everyScreen(base)) {
    await page.goto(base + inLanguage(path, language));
    await page.evaluate(axe);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const fault of await violations(page)) faults.push(`${path} ${colorScheme} ${fault}`);
    }
  }
  assert.deepEqual(faults, []);
}

export const access = ["en", "ar", "ja"].map((language) => ({
  name: `nothing that axe finds fault with, in ${language}`,
  context: { bypassCSP: true },
  run: (journey) => accessible(journey, language),
}));
