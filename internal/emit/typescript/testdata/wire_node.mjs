import { pathToFileURL } from "node:url";
import { run } from "./wire.mjs";

const { PACKAGE, BASE, CASES } = process.env;
const lib = await import(pathToFileURL(PACKAGE + "/lib/index.js").href);
console.log(JSON.stringify(await run(lib, BASE, JSON.parse(CASES))));
