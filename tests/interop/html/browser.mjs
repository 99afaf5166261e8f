// Pages in Chromium, and what they must never do: ask for anything, or complain.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

export const tool = createRequire(`${process.env.TOOLS}/`);
const { chromium } = tool("playwright-core");

export const LANGUAGES = ["ja", "en"];
export const SCHEMES = ["light", "dark"];

let failures = 0;

/** Reports one check: what was found where it is not what was wanted. */
export function check(what, found, wanted) {
  const [left, right] = [found, wanted].map((value) => JSON.stringify(value));
  if (left === right) return;
  failures += 1;
  console.log(`FAILED ${what}\n  found  ${left}\n  wanted ${right}`);
}

/** How many checks failed. */
export const failed = () => failures;

export const launch = () => chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

/** Opens `file`, hands the page to `use`, and checks that nothing else was asked for and nothing was complained about. */
export async function open(browser, file, options, use) {
  const { hash = "", width = 1280, scheme = "light", ...rest } = options;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, ...rest });
  const page = await context.newPage();
  const url = pathToFileURL(file).href + hash;
  const [requests, complaints] = [[], []];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(url);
  await use(page);
  check(`${file}: requests`, requests.filter((one) => one.split("#")[0] !== url.split("#")[0]), []);
  check(`${file}: console`, complaints, []);
  await context.close();
}

/** Shows the page in one language. */
export const speak = (page, lang) => page.locator(`#lang-${lang}`).check();

/** Opens everything that can be opened. */
export const unfold = (page) =>
  page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
