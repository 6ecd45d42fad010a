// Tests of the generated package, run by the tests of the emitter.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { after, before, describe, mock, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import fc from "fast-check";

const { PACKAGE } = process.env;
const lib = await import(pathToFileURL(PACKAGE + "/lib/index.js").href);
const common = createRequire(import.meta.url)(PACKAGE + "/lib/index.cjs");
const { ERRORS } = await import(pathToFileURL(PACKAGE + "/lib/errors.js").href);
const table = (name) => JSON.parse(readFileSync(new URL(`../../../../client/testdata/${name}`, import.meta.url), "utf8"));

const LONGEST_WAIT = 2 ** 31 - 1;
const MAX_BODY = 1 << 20;

function envelope(code, members = {}) {
  return JSON.stringify({
    success: false, error: code, message: "m", details: [], retry_after: null,
    doc_url: `https://example.com/${code}`, request_id: "req_1", timestamp: "2026-11-25T12:00:00Z", ...members,
  });
}

const bytes = (text) => new TextEncoder().encode(text);
const withHeaders = (headers) => Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));

describe("decoding", () => {
  for (const one of table("waits.json")) {
    test(`wait: ${one.name}`, () => {
      const headers = withHeaders({ "retry-after": one.header, Date: one.date });
      const body = envelope("burst_limit_exceeded").replace('"retry_after":null', `"retry_after":${one.body ?? "null"}`);
      for (const given of [headers, Object.entries(headers)]) {
        const error = lib.decode(429, given, body);
        assert.equal(error.retryAfter ?? 0, one.want);
        assert.equal(error.constructor, lib.BurstLimitExceededError);
      }
    });
  }

  for (const one of table("shapes.json")) {
    test(`shape: ${one.name}`, async () => {
      const headers = [["X-Request-ID", "req_header"]];
      for (const error of [
        lib.decode(502, headers, one.body),
        lib.decode(502, headers, bytes(one.body)),
        await lib.errorFromResponse(new Response(one.body, { status: 502, headers })),
      ]) {
        assert.deepEqual(
          { code: error.code, oauth: error.oauth ?? "", message: error.message, request_id: error.requestId, problem: error.problem !== undefined },
          { code: one.code, oauth: one.oauth, message: one.message, request_id: one.request_id, problem: one.problem },
        );
        assert.equal(error.status, 502);
      }
    });
  }

  test("a header twice names no wait", () => {
    for (const headers of [[["Retry-After", "7"], ["retry-after", "8"]], { "Retry-After": ["7", "8"] }]) {
      assert.equal(lib.decode(429, headers, "").retryAfter, undefined);
    }
  });

  test("the three forms of a date, and no other", () => {
    const from = { date: "Wed, 25 Nov 2026 12:00:00 GMT" };
    for (const [value, want] of [
      ["Wed, 25 Nov 2026 12:01:30 GMT", 90],
      ["Wednesday, 25-Nov-26 12:01:30 GMT", 90],
      ["Wed Nov 25 12:01:30 2026", 90],
      ["Tue Dec  1 12:00:00 2026", 6 * 86400],
      ["Wednesday, 25-Nov-99 12:01:30 GMT", undefined],
      ["Wed, 25 Nov 2026 25:01:30 GMT", undefined],
      ["Wed, 25 Anv 2026 12:01:30 GMT", undefined],
      ["Mon, 30 Feb 2027 12:00:00 GMT", undefined],
      ["25 Nov 2026 12:01:30", undefined],
      ["Wed, 25 Nov 2026 12:01:30 UTC", undefined],
      ["Wed, 25 Nov 9999 12:01:30 GMT", LONGEST_WAIT],
    ]) {
      assert.equal(lib.decode(503, { ...from, "Retry-After": value }, "").retryAfter, want, value);
    }
  });

  test("every code has its class", () => {
    assert.ok(ERRORS.length > 50);
    for (const cls of ERRORS) {
      const error = lib.decode(400, {}, envelope(cls.code));
      assert.equal(error.constructor, cls);
      assert.equal(cls, lib[cls.name]);
      assert.deepEqual([error.code, error.message, error.known, error.name], [cls.code, "m", true, cls.name]);
      assert.ok(lib[`is${cls.name}`](error));
      assert.equal(ERRORS.filter((other) => lib[`is${other.name}`](error)).length, 1);
      assert.equal(ERRORS.filter((other) => error instanceof other).length, 1);
      assert.ok(!(error instanceof lib.UnknownError));
    }
  });

  test("hostile bodies", () => {
    for (const body of ["[".repeat(1e5), '{"a":'.repeat(1e5), new Uint8Array([255, 254, 123, 125]), "x".repeat(MAX_BODY + 1), "\ud800",
      envelope("key_not_found", { message: "\ud800 \u0000" }), `{"success":false,"error":"a","retry_after":${"9".repeat(5000)}}`]) {
      assert.equal(lib.decode(500, {}, body).status, 500);
    }
    assert.match(lib.decode(500, {}, envelope("internal_error") + " ".repeat(MAX_BODY)).problem, /more than 1048576 bytes/);
    assert.equal(lib.decode(500, {}, envelope("internal_error", { message: "a\ud800b" })).message, "a\ufffdb");
  });

  test("timestamps", () => {
    const at = (timestamp) => lib.decode(500, {}, envelope("internal_error", { timestamp })).timestamp;
    assert.equal(at("2026-11-25T12:00:00Z").getTime(), Date.UTC(2026, 10, 25, 12));
    for (const none of ["2026-02-30T12:00:00Z", "2026-11-25", "2026-11-25T24:00:00Z", 0, null]) assert.equal(at(none), undefined);
  });

  test("pages that are none", () => {
    for (const doc_url of ["http://example.com/", "javascript:alert(1)", 7, null]) {
      assert.equal(lib.decode(500, {}, envelope("internal_error", { doc_url })).docUrl, undefined);
    }
  });

  test("the URL has nothing secret", () => {
    for (const [url, want] of [
      ["https://user:pw@example.com:8443/v1/keys?token=s#f", "https://example.com:8443/v1/keys"],
      ["/v1/keys?token=s", "/v1/keys"],
      ["//user:pw@example.com/v1", "//example.com/v1"],
      ["", undefined],
    ]) {
      assert.equal(lib.decode(500, {}, "", { url }).url, want);
    }
  });
});

describe("errors", () => {
  const error = lib.decode(404, {}, envelope("key_not_found", { details: [{ a: 1 }] }), { method: "GET", url: "https://example.com/k?q" });

  test("are told across copies of the package", () => {
    for (const [a, b] of [[lib, common], [common, lib]]) {
      const other = a.decode(404, {}, envelope("key_not_found"));
      assert.notEqual(a.KeyNotFoundError, b.KeyNotFoundError);
      assert.ok(other instanceof b.KeyNotFoundError && other instanceof b.ApiError && b.isKeyNotFoundError(other) && b.isApiError(other));
      assert.ok(!(other instanceof b.ValidationError) && !(other instanceof b.UnknownError) && !b.isValidationError(other));
      const newer = a.decode(404, {}, envelope("a_newer_code"));
      assert.ok(newer instanceof b.UnknownError && newer instanceof b.ApiError && b.isApiError(newer));
    }
  });

  test("are not confused with other values", () => {
    for (const value of [undefined, null, 0, "key_not_found", {}, { code: "key_not_found" }, new Error("x"), Object.assign(new Error(), { code: "key_not_found" }), () => {}]) {
      assert.ok(!(value instanceof lib.ApiError) && !(value instanceof lib.KeyNotFoundError) && !(value instanceof lib.UnknownError));
      assert.ok(!lib.isApiError(value) && !lib.isKeyNotFoundError(value));
    }
  });

  test("have subclasses of users, told as usual", () => {
    class Mine extends lib.KeyNotFoundError {}
    const mine = new Mine("m");
    assert.ok(mine instanceof Mine && mine instanceof lib.KeyNotFoundError);
    assert.ok(!(error instanceof Mine));
  });

  test("are errors of JavaScript", () => {
    assert.ok(error instanceof Error);
    assert.equal(String(error), "KeyNotFoundError: m");
    assert.match(error.stack, /^KeyNotFoundError: m\n/);
    assert.match(inspect(error), /code: 'key_not_found'/);
    assert.doesNotMatch(inspect(error), /undefined/);
    assert.equal(Object.prototype.toString.call(error), "[object Error]");
  });

  test("travel as JSON", () => {
    for (const value of [structuredClone(error.toJSON()), JSON.parse(JSON.stringify(error))]) {
      const twin = lib.fromJSON(value);
      assert.equal(twin.constructor, lib.KeyNotFoundError);
      assert.deepEqual(twin.toJSON(), error.toJSON());
    }
    const unknown = lib.decode(502, { "Retry-After": "7" }, "<html>");
    assert.deepEqual(lib.fromJSON(unknown.toJSON()).toJSON(), unknown.toJSON());
    for (const value of [undefined, null, [], {}, "x", { message: "m", code: "A", status: 1 }, new Error("x")]) assert.equal(lib.fromJSON(value), undefined);
  });

  test("can be made for tests", () => {
    const made = new lib.ValidationError("m", { status: 422, details: [{ loc: [] }] });
    assert.deepEqual([made.code, made.status, made.retry, made.known, made.details.length], ["validation_error", 422, "never", true, 1]);
    assert.equal(new lib.KeyNotFoundError("m", { code: "other" }).code, "key_not_found");
    assert.deepEqual([new lib.UnknownError().code, new lib.ApiError("m").known], ["", false]);
  });
});

/** A server that answers with what the test has set. */
const stub = { answers: [], seen: [] };
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    const [status, headers, body] = stub.answers[Math.min(stub.seen.length, stub.answers.length - 1)];
    stub.seen.push(request.method);
    response.writeHead(status, headers).end(body);
  });
});
let url;
before(async () => {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${server.address().port}/v1/keys?token=secret`;
});
after(() => {
  server.close();
  server.closeAllConnections();
});

function answer(...answers) {
  stub.answers = answers;
  stub.seen = [];
}

describe("responses", () => {
  const found = (error) => {
    assert.ok(error instanceof lib.KeyNotFoundError);
    assert.deepEqual([error.status, error.requestId, error.url], [404, "req_1", url.split("?")[0]]);
  };

  test("check", async () => {
    answer([404, {}, envelope("key_not_found")]);
    await assert.rejects(lib.check(fetch(url)), (error) => (found(error), true));
    answer([200, {}, "body"]);
    const response = await fetch(url);
    assert.equal(await lib.check(response), response);
    assert.equal(await response.text(), "body");
  });

  test("a consumed body", async () => {
    answer([404, { "X-Request-Id": "req_1", "Retry-After": "7" }, envelope("key_not_found")]);
    const response = await fetch(url);
    await response.json();
    const error = await lib.errorFromResponse(response);
    assert.ok(error instanceof lib.UnknownError);
    assert.deepEqual([error.status, error.requestId, error.retryAfter, error.message], [404, "req_1", 7, "HTTP status 404"]);
    assert.match(error.problem, /read already/);
  });

  test("a body that somebody else reads", async () => {
    answer([404, {}, envelope("key_not_found")]);
    const response = await fetch(url);
    const reader = response.body.getReader();
    assert.match((await lib.errorFromResponse(response)).problem, /^read the body: /);
    await reader.cancel();
  });

  test("a broken connection", async () => {
    const body = new ReadableStream({ pull: (c) => c.error(new Error("connection reset")) });
    const error = await lib.errorFromResponse(new Response(body, { status: 503 }));
    assert.deepEqual([error.status, error.problem], [503, "read the body: connection reset"]);
  });

  test("an endless body is read no further than it is looked at", async () => {
    let read = 0;
    let canceled = false;
    const body = new ReadableStream({ pull: (c) => (read++, c.enqueue(new Uint8Array(1 << 16))), cancel: () => void (canceled = true) });
    const error = await lib.errorFromResponse(new Response(body, { status: 500 }));
    assert.match(error.problem, /more than/);
    assert.ok(read <= 19 && canceled);
  });

  test("no body, and implementations without streams", async () => {
    assert.equal((await lib.errorFromResponse(new Response(null, { status: 500 }))).problem, "the body is empty");
    const old = { status: 404, headers: new Map([["X-Request-Id", "req_1"]]), url, text: async () => envelope("key_not_found") };
    found(await lib.errorFromResponse(old));
  });
});

describe("repeating", () => {
  async function run(method, headers, options = {}) {
    const pauses = [];
    let error;
    try {
      await lib.repeat(() => fetch(url, { method, headers }), { method, headers, sleep: async (ms) => void pauses.push(ms), ...options });
    } catch (reason) {
      if (!lib.isApiError(reason)) throw reason;
      error = reason;
    }
    return { sent: stub.seen.length, pauses, error };
  }

  for (const [code, headers, method, key, want] of [
    ["burst_limit_exceeded", { "Retry-After": "7" }, "POST", {}, 3],
    ["burst_limit_exceeded", {}, "GET", {}, 3],
    ["monthly_usage_limit_exceeded", { "Retry-After": "7" }, "GET", {}, 1],
    ["key_not_found", { "Retry-After": "7" }, "GET", {}, 1],
    ["internal_error", {}, "GET", {}, 3],
    ["internal_error", {}, "DELETE", {}, 3],
    ["internal_error", {}, "POST", {}, 1],
    ["internal_error", {}, "POST", { "idempotency-key": "k" }, 3],
    ["a_newer_code", {}, "GET", {}, 1],
    ["a_newer_code", { "Retry-After": "5" }, "GET", {}, 3],
    ["a_newer_code", { "Retry-After": "5" }, "POST", {}, 1],
  ]) {
    test(`${method} ${code} ${Object.keys(headers)} ${Object.keys(key)}`, async () => {
      answer([429, headers, envelope(code)]);
      const { sent, pauses, error } = await run(method, key);
      assert.deepEqual([sent, error.code, pauses.length, error.method], [want, code, want - 1, method]);
    });
  }

  test("without a method nothing is harmless", async () => {
    answer([500, {}, envelope("internal_error")]);
    assert.equal((await run(undefined, {})).sent, 1);
  });

  test("pauses", async () => {
    answer([429, { "Retry-After": "7" }, envelope("burst_limit_exceeded")]);
    const { pauses } = await run("GET", {}, { maxAttempts: 8 });
    assert.equal(pauses.length, 7);
    pauses.forEach((pause, n) => assert.ok(pause >= 7000 && pause <= 7000 + Math.min(8000, 500 * 2 ** n), String(pauses)));
  });

  test("a wait above a limit is not shortened", async () => {
    answer([429, { "Retry-After": "61" }, envelope("burst_limit_exceeded")]);
    for (const [options, want] of [
      [{}, 1], [{ maxWaitSeconds: 61 }, 3], [{ maxWaitSeconds: NaN }, 1], [{ maxWaitSeconds: 100, maxAttempts: NaN }, 1],
      [{ maxWaitSeconds: 100, deadline: new Date(Date.now() + 20_000) }, 1], [{ maxWaitSeconds: 100, deadline: Date.now() + 200_000 }, 3], [{ deadline: NaN, maxWaitSeconds: 100 }, 1],
    ]) {
      stub.seen = [];
      const { sent, error } = await run("GET", {}, options);
      assert.deepEqual([sent, error.retryAfter], [want, 61], inspect(options));
    }
  });

  test("where a response names no wait, the catalog's counts", async () => {
    const waits = ERRORS.map(({ code }) => lib.decode(429, {}, envelope(code))).filter((error) => error.defaultWait > 60 && lib.isRepeatable(error, "GET"));
    assert.ok(waits.length > 0);
    for (const { code, defaultWait } of waits) {
      answer([429, {}, envelope(code)]);
      assert.equal((await run("GET", {})).sent, 1);
      stub.seen = [];
      const { pauses } = await run("GET", {}, { maxWaitSeconds: defaultWait });
      assert.ok(pauses.length === 2 && pauses.every((pause) => pause >= defaultWait * 1000));
    }
  });

  test("success after all", async () => {
    answer([503, {}, envelope("service_unavailable")], [200, {}, "{}"]);
    assert.deepEqual(await run("GET", {}).then(({ sent, error }) => [sent, error]), [2, undefined]);
  });

  test("abort ends a pause", async () => {
    answer([429, { "Retry-After": "30" }, envelope("burst_limit_exceeded")]);
    const controller = new AbortController();
    const reason = new Error("enough");
    const [started, cleared] = ["setTimeout", "clearTimeout"].map((name) => mock.method(globalThis, name).mock);
    setTimeout(() => controller.abort(reason), 100);
    await assert.rejects(lib.repeat(() => fetch(url), { method: "GET", signal: controller.signal }), reason);
    const pause = started.calls.find((call) => call.arguments[1] >= 30_000).result;
    assert.ok(cleared.calls.some((call) => call.arguments[0] === pause)); // or Node would go on for so long
    started.restore();
    cleared.restore();
    assert.equal(stub.seen.length, 1);
    await assert.rejects(lib.repeat(() => assert.fail("sent"), { method: "GET", signal: controller.signal }), reason);
  });

  test("what send throws is handed on", async () => {
    let sent = 0;
    const reason = new TypeError("fetch failed");
    await assert.rejects(lib.repeat(async () => { sent++; throw reason; }, { method: "GET" }), reason);
    assert.equal(sent, 1);
  });

  test("a wait that is longer than the longest timer", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const mocked = globalThis.setTimeout;
    const longest = mock.method(globalThis, "setTimeout", (done, ms) => (assert.ok(ms <= 2 ** 31 - 1), mocked(done, ms)));
    try {
      let sent = 0;
      const send = async () => (sent++, new Response("", { status: sent === 1 ? 503 : 200, headers: { "Retry-After": String(LONGEST_WAIT) } }));
      const done = lib.repeat(send, { method: "GET", maxWaitSeconds: Infinity });
      const settle = async () => { for (let i = 0; i < 50; i++) await Promise.resolve(); };
      for (let n = 0; n < 1000; n++) {
        await settle();
        assert.equal(sent, 1);
        mock.timers.tick(2 ** 31 - 1);
      }
      await settle();
      mock.timers.tick(2 ** 31 - 1);
      assert.equal((await done).status, 200);
    } finally {
      longest.mock.restore();
      mock.timers.reset();
    }
  });
});

describe("properties", () => {
  const names = ["success", "error", "message", "details", "retry_after", "doc_url", "request_id", "timestamp", "status", "title", "detail", "error_description", "error_uri"];
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: "small" }, fc.constantFrom(null, true, false, "key_not_found", "validation_error", "constructor"), fc.double(), fc.string({ unit: "binary" }), fc.array(tie("value")),
      fc.dictionary(fc.constantFrom(...names), tie("value")), fc.dictionary(fc.string(), tie("value"))),
  }));
  const ours = fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] }).map((members) => ({ ...members, success: false, error: "validation_error" }));
  const body = fc.oneof(value.map((v) => JSON.stringify(v) ?? ""), ours.map((v) => JSON.stringify(v)), fc.string({ unit: "binary" }), fc.uint8Array());
  const headers = fc.dictionary(fc.constantFrom("Retry-After", "X-Request-Id", "Date", "x-request-id"), fc.string({ unit: "binary" }));

  test("whatever answers, there is an error", () => {
    fc.assert(fc.property(fc.integer({ min: 400, max: 599 }), headers, body, (status, fields, text) => {
      const error = lib.decode(status, fields, text);
      assert.equal(error.status, status);
      assert.ok(error.retryAfter === undefined || (Number.isInteger(error.retryAfter) && error.retryAfter > 0 && error.retryAfter <= LONGEST_WAIT));
      assert.doesNotMatch(error.message + (error.requestId ?? "") + (error.oauth ?? ""), /[\x00-\x1f\p{Cs}]/u);
      assert.ok([...error.message].length <= 199 && error.code.length <= 80);
      assert.ok(error.details.every((item) => typeof item === "object" && item !== null));
      lib.isRepeatable(error, "POST", fields);
      assert.deepEqual(lib.fromJSON(structuredClone(error.toJSON())).toJSON(), error.toJSON());
    }), { numRuns: 1000 });
  });

  test("fromJSON takes any value", () => {
    fc.assert(fc.property(fc.anything(), (any) => void lib.fromJSON(any)));
  });
});
