// bundle.mjs IN OUT: checks a document and those that it refers to, and writes
// all of it as one.
import { writeFile } from "node:fs/promises";
import { Validator } from "@seriousme/openapi-schema-validator";
import { bundle, createConfig, lint } from "@redocly/openapi-core";

const [ref, out] = process.argv.slice(2);
const config = await createConfig({ extends: ["spec"] });
const bundled = await bundle({ ref, config });
for (const p of [...(await lint({ ref, config })), ...bundled.problems]) {
  console.error(`${p.ruleId}: ${p.message} (${p.location[0]?.pointer})`);
  process.exitCode = 1;
}
const document = bundled.bundle.parsed;
const result = await new Validator().validate(structuredClone(document));
if (!result.valid) {
  console.error(JSON.stringify(result.errors, null, 2));
  process.exitCode = 1;
}
await writeFile(out, JSON.stringify(document, null, 2));
