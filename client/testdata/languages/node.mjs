import { run } from "./ask.mjs";
import * as lib from "../../../gen/typescript/lib/index.js";

const { BASE, CASES } = process.env;
console.log(JSON.stringify(await run(lib, BASE, JSON.parse(CASES))));
