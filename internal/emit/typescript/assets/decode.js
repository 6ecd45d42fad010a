import { UnknownError } from "./base.js";
import { httpDate, timestamp } from "./date.js";
import { BASE, ERRORS, PAGES } from "./errors.js";
import { header } from "./headers.js";

/** How much of a body is read, in bytes. */
export const MAX_BODY = 1 << 20;

const MAX_CODE = 80;
const MAX_MESSAGE = 199;
const MAX_REQUEST_ID = 128;

/** The longest wait that is told from a longer one, in seconds. */
const LONGEST_WAIT = 2 ** 31 - 1;

const UNSAFE = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Cs}]/gu;

const CLASSES = /* @__PURE__ */ (() => new Map(ERRORS.map((cls) => [cls.code, cls])))();

/** Returns the class of a code. */
const classOf = (code) => CLASSES.get(code) ?? UnknownError;

export function decode(status, headers, body, request = {}) {
  const [members, problem] = object(body);
  const found = members && read(members);
  const wait = Math.max(headerWait(headers), bodyWait(members?.retry_after));
  const code = found?.code ?? "";
  return new (classOf(code))(found?.message || `HTTP status ${status}`, {
    ...found,
    code,
    status,
    requestId: requestId(members && found ? members.request_id : undefined) ?? requestId(header(headers, "x-request-id")),
    retryAfter: wait || undefined,
    method: request.method,
    url: place(request.url),
    problem: problem ?? (found ? undefined : "the body is no error response that is known here"),
  });
}

/** Returns the members of a JSON object, or why there are none. */
function object(body) {
  if (!body?.length) return [undefined, "the body is empty"];
  if (body.length > MAX_BODY) return [undefined, `the body has more than ${MAX_BODY} bytes`];
  try {
    const text = typeof body === "string" ? body : new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
    const value = JSON.parse(text);
    if (isObject(value)) return [value, undefined];
  } catch {
    // Told below.
  }
  return [undefined, "the body is no JSON object"];
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads the members of the envelope, of problem details or of OAuth 2.0. */
function read(members) {
  const has = (name) => Object.hasOwn(members, name);
  const error = string(members.error);
  let found;
  if (members.success === false && isCode(error)) {
    found = { code: error, message: string(members.message), docUrl: page(members.doc_url) };
  } else if (error && (has("error_description") || has("error_uri"))) {
    const docUrl = page(members.error_uri);
    found = { code: codeOfPage(docUrl), oauth: clean(error, MAX_CODE), message: string(members.error_description), docUrl };
  } else if (has("status") && (has("title") || has("detail"))) {
    found = { message: string(members.detail) || string(members.title), docUrl: page(members.type) };
  } else {
    return undefined;
  }
  found.message = clean(found.message, MAX_MESSAGE);
  found.timestamp = timestamp(members.timestamp);
  found.details = items(members.details);
  return found;
}

const isCode = (text) => text.length <= MAX_CODE && /^[a-z][a-z0-9_]*$/.test(text);

const string = (value) => (typeof value === "string" ? value : "");

const page = (value) => (string(value).startsWith("https://") ? value : undefined);

const items = (value) => (Array.isArray(value) ? value.filter(isObject) : []);

function codeOfPage(url) {
  return url && ERRORS.find(({ code }) => (PAGES[code] ?? BASE + code) === url)?.code;
}

function clean(text, limit) {
  const characters = text.length > limit ? [...text] : [];
  if (characters.length > limit) text = characters.slice(0, limit - 1).join("") + "…";
  return text.replace(UNSAFE, "\ufffd");
}

function requestId(value) {
  return string(value).length <= MAX_REQUEST_ID && /^[A-Za-z0-9._~:+/=@-]+$/.test(string(value)) ? value : undefined;
}

/** Returns a URL without user, query and fragment. */
function place(url) {
  if (!url) return undefined;
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return String(url).replace(/[?#].*$/s, "").replace(/\/\/[^/]*@/, "//");
  }
}

/** Returns the wait that "retry_after" names, in seconds; 0 for none. */
function bodyWait(value) {
  return typeof value === "number" && value > 0 ? Math.min(Math.ceil(value), LONGEST_WAIT) : 0;
}

/** Returns the wait that Retry-After names, in seconds; 0 for none. */
function headerWait(headers) {
  const value = header(headers, "retry-after").replace(/^[ \t]+|[ \t]+$/g, "");
  if (/^[0-9]+$/.test(value)) return Math.min(Number(value), LONGEST_WAIT);
  const since = httpDate(header(headers, "date").replace(/^[ \t]+|[ \t]+$/g, ""));
  return bodyWait((httpDate(value) - (Number.isNaN(since) ? Date.now() : since)) / 1000);
}

export function fromJSON(value) {
  if (!isObject(value) || typeof value.message !== "string" || typeof value.code !== "string" || typeof value.status !== "number") return undefined;
  if (value.code !== "" && !isCode(value.code)) return undefined;
  const text = (name) => (typeof value[name] === "string" ? value[name] : undefined);
  return new (classOf(value.code))(value.message, {
    code: value.code,
    status: value.status,
    requestId: requestId(value.requestId),
    retryAfter: bodyWait(value.retryAfter) || undefined,
    docUrl: page(value.docUrl),
    timestamp: timestamp(value.timestamp),
    details: items(value.details),
    oauth: text("oauth"),
    method: text("method"),
    url: text("url"),
    problem: text("problem"),
  });
}
