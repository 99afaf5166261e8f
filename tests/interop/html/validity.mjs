// html-validate: the document is valid HTML.
import { fileURLToPath } from "node:url";
import { check, tool } from "./browser.mjs";

const { FileSystemConfigLoader, HtmlValidate } = tool("html-validate");
const config = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y", "html-validate:document"],
  rules: {
    // The text of the page is one line per element, however long.
    "no-trailing-whitespace": "off",
  },
};

/** No error and no warning. */
export async function validity(file) {
  const validator = new HtmlValidate(new FileSystemConfigLoader(config));
  const report = await validator.validateFile(file instanceof URL ? fileURLToPath(file) : file);
  const messages = report.results.flatMap((result) => result.messages);
  const told = messages.map((one) => `${one.line}:${one.column} ${one.ruleId} ${one.message} ${one.selector ?? ""}`);
  check(`${file}: html-validate, ${told.length} messages`, told.slice(0, 10), []);
}
