// Runs TypeScript samples: jobs from standard input, results to standard
// output. Each run has a module of its own with a fetch that names the run and
// its pauses, and a setTimeout that records pauses and goes on at once.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const jobs = JSON.parse(readFileSync(0, "utf8"));
const ts = createRequire(import.meta.url)(jobs.compiler);
const most = 25; // requests, pauses and calls, after which a run is ended

/** Returns the last exported async function, and what its parameters are. */
function entry(name, code) {
  const file = ts.createSourceFile(name + ".ts", code, ts.ScriptTarget.ES2022, true);
  const found = file.statements.filter((s) => {
    const has = (kind) => s.modifiers?.some((m) => m.kind === kind);
    return ts.isFunctionDeclaration(s) && has(ts.SyntaxKind.ExportKeyword) && has(ts.SyntaxKind.AsyncKeyword);
  }).at(-1);
  if (found === undefined) {
    throw new Error("no exported async function");
  }
  const parameters = found.parameters.map((p) => ({
    name: p.name.getText(), type: p.type?.getText() ?? "", optional: !!p.initializer || !!p.questionToken,
  }));
  return { name: found.name.text, parameters };
}

function compile(name, code) {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
  const js = ts.transpileModule(code, { compilerOptions: options }).outputText;
  return { js, ...entry(name, code) };
}

const compiled = jobs.samples.map((s) => {
  try {
    return compile(s.name, s.code);
  } catch (error) {
    return { error };
  }
});

function argumentsFor(sample, run, others) {
  const { callbacks } = jobs.arguments;
  const values = { ...jobs.arguments.values, ...others };
  return sample.parameters.map(({ name, type, optional }) => {
    const key = name.toLowerCase();
    if (key in callbacks) {
      const call = () => {
        run.count("calls its caller again and again");
        return callbacks[key] === "headers" ? { Authorization: `Bearer session_${run.counted}` }
          : callbacks[key] === "" ? undefined : `${callbacks[key]}_${run.counted}`;
      };
      return type !== "" && !type.includes("Promise") ? call : async () => call();
    }
    if (key in values) {
      return structuredClone(values[key]);
    }
    if (!optional) {
      throw new Error(`no value for the parameter ${name}; add it to arguments_test.go`);
    }
    return undefined;
  });
}

function newRun(id, scale, ended) {
  const run = { id, slept: [], counted: 0 };
  run.count = (what) => {
    if (++run.counted > most) {
      ended(what);
    }
  };
  run.stopped = () => run.counted > most;
  run.fetch = (input, init = {}) => {
    run.count("sends requests again and again");
    if (run.stopped()) {
      return new Promise(() => {});
    }
    const headers = new Headers(init.headers);
    headers.set("X-Run", run.id);
    if (run.slept.length > 0) {
      headers.set("X-Slept", run.slept.join(","));
    }
    const host = new URL(String(input)).host;
    if (host !== new URL(jobs.base).host) {
      ended(`sends a request to ${host}`);
    }
    return fetch(input, { ...init, headers });
  };
  run.setTimeout = (then, ms, ...rest) => {
    run.slept.push(Number.isFinite(ms) ? ms / 1000 : -1);
    run.count("pauses again and again");
    return run.stopped() ? undefined : setTimeout(then, 0, ...rest);
  };
  run.AbortSignal = {
    timeout: (ms) => AbortSignal.timeout(ms / scale),
    any: (signals) => AbortSignal.any(signals),
    abort: (reason) => AbortSignal.abort(reason),
  };
  const slept = () => run.slept.reduce((sum, s) => sum + s, 0) * 1000;
  run.Date = class extends Date {
    static now() {
      return Date.now() + slept();
    }
  };
  run.performance = { now: () => performance.now() + slept() };
  return run;
}

// What the language and its parsers throw; fetch itself throws a TypeError
// where there is no answer.
function ofLanguage(error) {
  const noAnswer = error instanceof TypeError && ["fetch failed", "terminated"].includes(error.message);
  return !noAnswer && ["SyntaxError", "TypeError", "ReferenceError", "RangeError", "URIError"].includes(error.constructor.name);
}

async function perform([index, id, silent, others]) {
  const sample = compiled[index];
  let call, run;
  const stopped = new Promise((resolve) => {
    run = newRun(id, silent ? jobs.scale : 1, (text) => resolve({ end: "does not end", text }));
  });
  try {
    if (sample.error) {
      throw sample.error;
    }
    const names = ["fetch", "setTimeout", "AbortSignal", "Date", "performance"];
    const exports = {};
    new Function("exports", "require", ...names, sample.js)(
      exports, (name) => { throw new Error(`it requires ${name}`); }, ...names.map((name) => run[name]),
    );
    const given = argumentsFor(sample, run, others);
    call = () => exports[sample.name](...given);
  } catch (error) {
    return { id, end: "cannot be run", text: String(error), slept: [] };
  }
  const ends = call().then(
    () => ({ end: "value", text: "" }),
    (error) => error instanceof Error
      ? { end: "error", text: `${error.constructor.name}: ${error.message}`, parser: ofLanguage(error) }
      : { end: "throws what is no Error", text: String(error) },
  );
  return { id, slept: run.slept, ...(await Promise.race([ends, stopped])) };
}

process.on("unhandledRejection", (error) => {
  console.error("a promise that nobody waits for:", error);
  process.exit(1);
});
const waiting = jobs.runs.values();
const worker = async () => {
  for (const job of waiting) {
    process.stdout.write(JSON.stringify(await perform(job)) + "\n");
  }
};
await Promise.all(Array.from({ length: 24 }, worker));
process.exit(0); // what is left belongs to runs that were ended
