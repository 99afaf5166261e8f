// What a reader does: filter, open, follow links, change language and colors, work without a mouse or without scripts.
import { check, open, speak } from "./browser.mjs";

const shown = (page) => page.locator("details.finding:visible").count();
const status = async (page) => Number(await page.locator("#status .shown:visible").textContent());
const isOpen = (page, id) => page.locator(`[id="${id}"]`).evaluate((one) => one.open);

/** The values a finding of the JSON report has in one group of filters. */
const values = {
  verdict: (finding) => [finding.verdict],
  method: (finding) => [finding.method],
  subject: (finding) => [finding.subject],
  section: (finding) => [finding.section],
  mark: (finding) =>
    ["contradiction", "plan", "review", "disposition"]
      .filter((name) => finding[name])
      .concat(finding.obligation === "optional" ? ["optional"] : []),
};

/** Every single filter shows as many findings as the JSON report has. */
async function filters(browser, file, report) {
  await open(browser, file, {}, async (page) => {
    check("all findings are shown", [await shown(page), await status(page)], Array(2).fill(report.findings.length));
    await page.locator(".by-section").evaluate((one) => (one.open = true));
    for (const [group, of] of Object.entries(values)) {
      for (const box of await page.locator(`#filter input[name=${group}]`).all()) {
        const value = await box.getAttribute("value");
        if (value === "lapse") continue;
        const wanted = report.findings.filter((finding) => of(finding).includes(value)).length;
        await box.check();
        check(`${group} ${value}`, [await shown(page), await status(page)], [wanted, wanted]);
        await page.locator("#clear").click();
      }
    }
    const [one] = report.findings;
    const wide = [...one.requirement].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join("");
    for (const text of [one.requirement, one.title.ja, one.title.en.toUpperCase(), wide]) {
      await page.locator("#text").fill(text);
      const left = await page.locator("details.finding:visible").evaluateAll((all) => all.map((found) => found.id));
      check(`text ${text}`, left.includes(one.requirement) && left.length < report.findings.length, true);
    }
    await page.locator("#text").fill("no finding says this");
    check("nothing fits", [await shown(page), await page.locator(".group:visible").count()], [0, 0]);
  });
}

/** Links lead to an open finding, from the page and from outside. */
async function links(browser, file, report) {
  const [reason] = report.decision.reasons.filter((one) => one.requirement);
  const finding = report.findings.find((one) => one.requirement === reason.requirement);
  await open(browser, file, {}, async (page) => {
    await page.locator(`#reasons a[href="#${reason.requirement}"]`).first().click();
    check("a reason opens its finding", await isOpen(page, reason.requirement), true);
    await page.locator(`.heat a[data-section=${finding.section}][data-verdict=${finding.verdict}]`).click();
    const alike = (one) => one.section === finding.section && one.verdict === finding.verdict;
    check("a cell of the heat map filters", await shown(page), report.findings.filter(alike).length);
    await page.locator(`.counts a[data-verdict=${finding.verdict}]`).click();
    const same = (one) => one.verdict === finding.verdict;
    check("a count filters", await shown(page), report.findings.filter(same).length);
    const other = report.findings.find((one) => !same(one));
    await page.locator("#open").click();
    check("all that is shown is open", await page.locator("details.finding[open]").count(), report.findings.filter(same).length);
    await page.locator("#close").click();
    check("all is closed", await page.locator("details.finding[open]").count(), 0);
    if (!other) return;
    await page.evaluate((id) => (location.hash = id), other.requirement);
    await page.waitForTimeout(100);
    const hidden = await page.locator(`[id="${other.requirement}"]`).isHidden();
    check("a link to what is filtered out shows it", hidden, false);
  });
  await open(browser, file, { hash: `#${finding.requirement}` }, async (page) => {
    check("a link from outside opens", await isOpen(page, finding.requirement), true);
    const box = await page.locator(`[id="${finding.requirement}"] > summary`).boundingBox();
    check("and it is in view", box.y >= 0 && box.y < 900, true);
  });
}

/** Everything a mouse does, a keyboard does; focus is always seen. */
async function keyboard(browser, file, report) {
  await open(browser, file, {}, async (page) => {
    await page.keyboard.press("Tab");
    check("the first stop skips to the findings", await page.evaluate(() => document.activeElement.hash), "#findings");
    await page.locator("#lang-ja").focus();
    await page.keyboard.press("ArrowRight");
    check("arrows change the language", await page.evaluate(() => document.documentElement.lang), "en");
    const summary = page.locator("details.finding > summary").first();
    await summary.focus();
    await page.keyboard.press("Enter");
    check("Enter opens", await isOpen(page, report.findings[0].requirement), true);
    await page.locator("#filter input[type=checkbox]").first().focus();
    await page.keyboard.press("Space");
    check("Space filters", (await shown(page)) < report.findings.length || new Set(report.findings.map((one) => one.verdict)).size === 1, true);
    for (const selector of ["a", "#lang-en", "#text", "button", "details.finding:visible > summary"]) {
      await page.locator(selector).first().focus();
      const outline = await page.locator(selector).first().evaluate((one) => getComputedStyle(one).outlineStyle);
      check(`focus of ${selector} is seen`, outline, "solid");
    }
  });
}

/** One language at a time, and the colors that were chosen. */
async function switches(browser, file) {
  await open(browser, file, { scheme: "dark" }, async (page) => {
    for (const [lang, other] of [["en", "ja"], ["ja", "en"]]) {
      await speak(page, lang);
      check(`${lang}: the page says its language`, await page.evaluate(() => document.documentElement.lang), lang);
      check(`${lang}: no word of ${other}`, await page.locator(`span[lang=${other}]:visible, tspan[lang=${other}]:visible`).count(), 0);
    }
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await paper();
    await page.locator("#theme-light").check();
    check("light on demand", await paper(), "rgb(255, 255, 255)");
    await page.locator("#theme-auto").check();
    check("dark as the system wants it", (await paper()) === dark && dark !== "rgb(255, 255, 255)", true);
  });
}

/** Without scripts: Japanese, everything there, no dead control. */
async function withoutScript(browser, file, report) {
  await open(browser, file, { javaScriptEnabled: false }, async (page) => {
    check("Japanese is shown", await page.locator(".outcome span[lang=ja]").isVisible(), true);
    check("English is not", await page.locator(".outcome span[lang=en]").isVisible(), false);
    check("no dead control", await page.locator("input:visible, button:visible").count(), 0);
    check("all findings are there", await shown(page), report.findings.length);
    await page.locator("details.finding > summary").first().click();
    check("a finding opens", await page.locator("details.finding[open]").count(), 1);
  });
}

/** Nothing is wider than the page. */
async function widths(browser, file) {
  for (const width of [320, 1280]) {
    await open(browser, file, { width }, async (page) => {
      for (const lang of ["ja", "en"]) {
        await speak(page, lang);
        await page.locator("#open").click();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        check(`${file} ${lang} at ${width}`, wide <= width, true);
      }
    });
  }
}

/** All of it on one page. */
export async function behaviour(browser, file, report) {
  await filters(browser, file, report);
  if (report.decision.reasons.some((one) => one.requirement)) await links(browser, file, report);
  await keyboard(browser, file, report);
  await switches(browser, file);
  await withoutScript(browser, file, report);
  await widths(browser, file);
}
