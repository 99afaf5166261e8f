// Screenshots and a PDF, for people to look at; and that the PDF is A4.
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { check, open, speak } from "./browser.mjs";

const VIEWS = [
  { lang: "ja", scheme: "light", width: 1280 },
  { lang: "ja", scheme: "light", width: 390 },
  { lang: "en", scheme: "dark", width: 1280 },
  { lang: "en", scheme: "dark", width: 390 },
];

/** Writes what the page looks like. */
export async function pictures(browser, file, folder) {
  const name = basename(file, ".html");
  for (const { lang, scheme, width } of VIEWS) {
    await open(browser, file, { scheme, width }, async (page) => {
      await speak(page, lang);
      const first = page.locator("#reasons a").first();
      if (await first.count()) await first.click();
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: join(folder, `${name}-${lang}-${scheme}-${width}.png`), fullPage: true });
    });
  }
  await open(browser, file, {}, async (page) => {
    const path = join(folder, `${name}.pdf`);
    await page.pdf({ path, preferCSSPageSize: true, printBackground: true });
    const boxes = [...readFileSync(path, "latin1").matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)];
    const sizes = new Set(boxes.map(([, width, height]) => `${Math.round(width)}x${Math.round(height)}`));
    check(`${path}: A4`, [...sizes], ["595x842"]);
    check(`${path}: pages`, boxes.length > 1, true);
    check(`${path}: what was closed is closed again`, await page.locator("details.finding[open]").count(), 0);
  });
}
