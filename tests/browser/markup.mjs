// The HTML of every screen against the standard: html-validate, and the checker of the W3C (vnu) where there is Java.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { FileSystemConfigLoader, HtmlValidate } from "html-validate";

import { everyScreen, inLanguage } from "./screens.mjs";

const kRules = {
  extends: ["html-validate:recommended"],
  rules: {
    "void-style": "off",
    "no-trailing-whitespace": "off",
    "long-title": "off", // a headline is as long as its outlet made it
    "tel-non-breaking": "off", // figures in headlines are taken for telephone numbers
    "form-dup-name": ["error", { shared: ["radio", "checkbox"] }], // the ticks of one choice
    "no-inline-style": "error",
  },
};

async function sourceOf(base, path, language) {
  return (await fetch(base + inLanguage(path, language))).text();
}

async function everySource(base) {
  const out = [];
  for (const language of ["en", "ar"]) {
    for (const path of await everyScreen(base)) out.push({ name: `${path} ${language}`, html: await sourceOf(base, path, language) });
  }
  return out;
}

async function valid({ base }) {
  const validator = new HtmlValidate(new FileSystemConfigLoader({ root: true, ...kRules }));
  const faults = new Set();
  for (const { name, html } of await everySource(base)) {
    const report = await validator.validateString(html);
    for (const fault of report.results.flatMap((result) => result.messages)) {
      faults.add(`${name} ${fault.line}: ${fault.ruleId} ${fault.message}`);
    }
  }
  assert.deepEqual([...faults], []);
}

function hasJava() {
  try {
    execFileSync("java", ["-version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function conforming({ base }) {
  if (!hasJava()) return console.log("     no java here: the W3C's checker did not run");
  const folder = mkdtempSync(join(tmpdir(), "kabar-markup-"));
  try {
    const sources = await everySource(base);
    const files = sources.map(({ html }, place) => {
      const file = join(folder, `${place}.html`);
      writeFileSync(file, html);
      return file;
    });
    const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
    let report = "";
    try {
      execFileSync("java", ["-Xss1m", "-jar", jar, "--errors-only", "--format", "gnu", ...files], { stdio: ["ignore", "ignore", "pipe"] });
    } catch (failure) {
      report = failure.stderr.toString();
    }
    const faults = report.split("\n").filter(Boolean).map((line) => line.replace(/^.*?(\d+)\.html"?/, (_, place) => sources[place].name));
    assert.deepEqual(faults, []);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const markup = [
  { name: "HTML that html-validate accepts", run: valid },
  { name: "HTML that the W3C's checker accepts", run: conforming },
];
