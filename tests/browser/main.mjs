// main.mjs BASE_URL SCREENS CHROMIUM [PART OF A NAME]: runs every journey, or those of that name, in a fresh browser context and says how it went.
import { chromium } from "playwright-core";

import { access } from "./access.mjs";
import { convenience } from "./convenience.mjs";
import { devices } from "./devices.mjs";
import { languages } from "./languages.mjs";
import { markup } from "./markup.mjs";
import { reading } from "./reading.mjs";
import { seed } from "./seed.mjs";

const [base, screens, executablePath, only = ""] = process.argv.slice(2);
const desktop = { viewport: { width: 1280, height: 900 }, locale: "en-GB", timezoneId: "UTC" };

async function walk(browser, journey) {
  const context = await browser.newContext({ ...desktop, ...journey.context });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
  page.on("console", (line) => {
    const { pathname } = new URL(line.location().url || base);
    const expected = pathname === "/nothing" || pathname.startsWith("/picture/"); // of a wrong address; one that an outlet has not
    if (line.type() === "error" && !expected) faults.push(`console: ${line.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !journey.forwarded) faults.push(`request to elsewhere: ${request.url()}`);
  });
  const picture = (name, options = {}) =>
    page.screenshot({ path: `${screens}/${name}.jpg`, type: "jpeg", quality: 65, ...options });
  try {
    await journey.run({ page, context, base, picture });
    if (faults.length > 0) throw new Error(faults.join("; "));
    console.log(`ok   ${journey.name}`);
    return true;
  } catch (error) {
    console.log(`FAIL ${journey.name}: ${error.message}`);
    return false;
  } finally {
    await context.close();
  }
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const journeys = [...reading, ...seed, ...devices, ...languages, ...convenience, ...access, ...markup].filter((journey) => journey.name.includes(only));
let failed = 0;
for (const journey of journeys) {
  if (!(await walk(browser, journey))) failed += 1;
}
await browser.close();
console.log(failed === 0 ? `browser: ${journeys.length} passed` : `browser: ${failed} of ${journeys.length} failed`);
process.exit(failed === 0 ? 0 : 1);
