// Tests of the generated package, run by the tests of the emitter.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import fc from "fast-check";
import { common, envelope, ERRORS, lib, LONGEST_WAIT, MAX_BODY, table } from "./harness.mjs";

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
