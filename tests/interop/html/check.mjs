// Checks every page of a folder. Arguments: the folder with NAME.html and NAME.json, the large page, the folder for pictures.
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { accessibility } from "./accessibility.mjs";
import { behaviour } from "./behaviour.mjs";
import { failed, launch, open } from "./browser.mjs";
import { pictures } from "./pictures.mjs";
import { validity } from "./validity.mjs";

/** The page with most kinds of findings, on which everything is looked at opened. */
const THOROUGH = "sakura-fy2023-draft.html";
const [pages, large, pictured] = process.argv.slice(2);
const browser = await launch();

for (const name of readdirSync(pages).filter((one) => one.endsWith(".html")).sort()) {
  const file = join(pages, name);
  const report = JSON.parse(readFileSync(file.replace(/html$/, "json"), "utf8"));
  await validity(file);
  await behaviour(browser, file, report);
  const isThorough = name === THOROUGH;
  for (const width of isThorough ? [1280, 390] : [1280]) await accessibility(browser, file, { width, isUnfolded: isThorough });
  await pictures(browser, file, pictured);
  console.log(`${basename(file)}: ${report.findings.length} findings checked`);
}

await validity(large);
await open(browser, large, {}, async (page) => {
  const [loaded, painted] = await page.evaluate(() => [
    performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
    performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  ]);
  const found = await page.locator("details.finding").count();
  console.log(`${basename(large)}: ${found} findings, ${readFileSync(large).length} bytes, first paint ${Math.round(painted)} ms, ready ${Math.round(loaded)} ms`);
});

await browser.close();
if (failed() > 0) {
  console.log(`${failed()} checks failed`);
  process.exit(1);
}
console.log("HTML: all checks hold");
