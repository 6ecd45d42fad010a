// Runs the samples for the typed client. Standard input is a list of { id, code,
// method, url, sends }; each sample is a module beside this one with a function
// handle. A line of standard output is what came of a run.

import { readFileSync } from "node:fs";
import { ApiError } from "asterwise-errors";

async function run({ id, code, method, url, sends }) {
  const logs = [];
  const result = { id, logs, raised: false };
  const { handle } = await import(`./${code}.js`);
  const request = new Request(url, { method });
  try {
    await handle(sends ? request : await fetch(request), { log() {}, error(text) { logs.push(text); } });
  } catch (error) {
    result.raised = true;
    result.text = String(error);
    if (error instanceof ApiError) Object.assign(result, { code: error.code, status: error.status });
  }
  console.log(JSON.stringify(result));
}

await Promise.all(JSON.parse(readFileSync(0, "utf8")).map(run));
