import { BRAND, is } from "./brand.js";

const ordinary = Function.prototype[Symbol.hasInstance];

/** Sets what console.log and loops over properties do not show. */
function hide(target, values) {
  for (const name of Reflect.ownKeys(values)) {
    Object.defineProperty(target, name, { value: values[name], writable: true, configurable: true });
  }
}

/** Makes instanceof go by the brand, so that errors of another copy of this
 * package count. Classes that users derive from cls are told as usual. */
function identify(cls, test) {
  hide(cls, {
    [Symbol.hasInstance](value) {
      return this === cls ? test(value) : ordinary.call(this, value);
    },
  });
}

export const ApiError = /* @__PURE__ */ (() => {
  class ApiError extends Error {
    constructor(message = "", fields = {}) {
      super(message);
      for (const name of NAMES) {
        if (fields[name] !== undefined) this[name] = fields[name];
      }
      this.code ??= "";
      this.status ??= 0;
      this.details ??= [];
    }

    toJSON() {
      const json = { name: this.name, message: this.message };
      for (const name of NAMES) {
        if (this[name] !== undefined) json[name] = this[name];
      }
      if (this.timestamp) json.timestamp = this.timestamp.toISOString();
      return json;
    }
  }
  hide(ApiError, { name: "ApiError" });
  hide(ApiError.prototype, {
    [BRAND]: true, name: "ApiError", known: false, retry: undefined, effect: "unknown", defaultWait: 0, title: "", category: "",
  });
  identify(ApiError, (value) => is(value));
  return ApiError;
})();

/** The fields that an error has of its own, in the order of logs. */
const NAMES = ["code", "status", "requestId", "retryAfter", "docUrl", "timestamp", "details", "oauth", "method", "url", "problem"];

/** Returns the class of a code. Its name is a text, which no minifier changes. */
export function define(name, code, title, category, retry, effect, defaultWait = 0) {
  const cls = class extends ApiError {
    constructor(message, fields) {
      super(message, { ...fields, code });
    }
  };
  hide(cls, { name, code });
  hide(cls.prototype, { name, known: true, retry, effect, defaultWait, title, category });
  identify(cls, (value) => is(value, code));
  return cls;
}

export const UnknownError = /* @__PURE__ */ (() => {
  class UnknownError extends ApiError {}
  hide(UnknownError, { name: "UnknownError" });
  hide(UnknownError.prototype, { name: "UnknownError" });
  identify(UnknownError, (value) => is(value) && !value.known);
  return UnknownError;
})();
