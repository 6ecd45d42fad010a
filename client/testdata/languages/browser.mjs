import { createRequire } from "node:module";

const { PAGE, BASE, CASES, CHROMIUM, MODULES } = process.env;
const { chromium } = createRequire(MODULES)("playwright-core");
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage();
  await page.goto(PAGE);
  const answers = await page.evaluate(
    async ([base, cases]) => {
      const lib = await import("/lib/index.js");
      const { run } = await import("/ask.mjs");
      return JSON.stringify(await run(lib, base, cases)); // as JSON has it, not as the way out of the browser does
    },
    [BASE, JSON.parse(CASES)],
  );
  console.log(answers);
} finally {
  await browser.close();
}
