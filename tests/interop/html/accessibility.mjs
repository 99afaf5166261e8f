// axe-core in both languages and both color schemes.
import { readFileSync } from "node:fs";
import { LANGUAGES, SCHEMES, check, open, speak, tool, unfold } from "./browser.mjs";

const source = readFileSync(tool.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** No violation of WCAG 2.2 AA, and none of axe's best practices; with everything open, which takes long, on demand. */
export async function accessibility(browser, file, { width, isUnfolded }) {
  for (const scheme of SCHEMES) {
    await open(browser, file, { scheme, width }, async (page) => {
      if (isUnfolded) await unfold(page);
      await page.evaluate(source);
      for (const lang of LANGUAGES) {
        await speak(page, lang);
        const found = await page.evaluate((tags) => window.axe.run({ runOnly: tags, resultTypes: ["violations"] }), TAGS);
        const told = found.violations.map(
          (one) => `${one.impact} ${one.id} (${one.nodes.length}): ${one.nodes[0].target} ${one.nodes[0].failureSummary}`,
        );
        check(`${file} ${lang} ${scheme} at ${width}: axe-core`, told, []);
      }
    });
  }
}
