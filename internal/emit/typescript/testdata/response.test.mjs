// Tests of the generated package against a server, run by the tests of the emitter.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, mock, test } from "node:test";
import { inspect } from "node:util";
import { envelope, ERRORS, lib, LONGEST_WAIT } from "./harness.mjs";

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

  test("abort ends the reading of a body", async () => {
    answer([503, { "Content-Length": "100" }, "{"]);
    const controller = new AbortController();
    const { signal } = controller;
    const reason = new Error("enough");
    setTimeout(() => controller.abort(reason), 100);
    await assert.rejects(lib.repeat(() => fetch(url, { signal }), { method: "GET", signal }), reason);
    assert.equal(stub.seen.length, 1);
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
