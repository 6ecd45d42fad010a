// Opens a page at the key service's origin in Chromium, lets it send requests,
// and saves what the browser saw as a HAR.
//
// usage: node record.mjs CHROMIUM ORIGIN HAR < requests.json
// requests: [{"path": …, "method": …, "headers": {…}, "body": …}, …]
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [executablePath, origin, har] = process.argv.slice(2);
const requests = JSON.parse(readFileSync(0, "utf8"));
const page = `<!doctype html><title>loading</title><script>
(async () => {
  for (const {path, ...init} of ${JSON.stringify(requests)}) {
    const response = await fetch(path, init);
    await response.text();
  }
  document.title = "done";
})().catch(error => { document.title = String(error); });
</script>`;

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const context = await browser.newContext({ recordHar: { path: har, content: "embed" } });
  await context.route(origin + "/app", route => route.fulfill({ contentType: "text/html", body: page }));
  const tab = await context.newPage();
  await tab.goto(origin + "/app");
  await tab.waitForFunction(() => document.title !== "loading");
  const title = await tab.title();
  await context.close(); // writes the HAR
  if (title !== "done") throw new Error(title);
} finally {
  await browser.close();
}
