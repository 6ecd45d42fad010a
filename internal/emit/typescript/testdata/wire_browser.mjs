import { chromium } from "playwright-core";

const { PAGE, BASE, CASES, CHROMIUM } = process.env;
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage();
  await page.goto(PAGE);
  const results = await page.evaluate(
    async ([base, cases]) => {
      const lib = await import("/lib/index.js");
      const { run } = await import("/wire.mjs");
      return run(lib, base, cases);
    },
    [BASE, JSON.parse(CASES)],
  );
  console.log(JSON.stringify(results));
} finally {
  await browser.close();
}
