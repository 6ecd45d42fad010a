// What the tests of the generated package share.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const { PACKAGE } = process.env;
export const lib = await import(pathToFileURL(PACKAGE + "/lib/index.js").href);
export const common = createRequire(import.meta.url)(PACKAGE + "/lib/index.cjs");
export const { ERRORS } = await import(pathToFileURL(PACKAGE + "/lib/errors.js").href);
export const table = (name) => JSON.parse(readFileSync(new URL(`../../../../client/testdata/${name}`, import.meta.url), "utf8"));

export const LONGEST_WAIT = 2 ** 31 - 1;
export const MAX_BODY = 1 << 20;

export function envelope(code, members = {}) {
  return JSON.stringify({
    success: false, error: code, message: "m", details: [], retry_after: null,
    doc_url: `https://example.com/${code}`, request_id: "req_1", timestamp: "2026-11-25T12:00:00Z", ...members,
  });
}
