import type { CatalogError } from "./errors.js";

/**
 * What has to happen before the same request can succeed: it has to change
 * (`never`), something about the account has to change first (`after_change`),
 * or time can help (`after_delay`, `backoff`).
 */
export type Retry = "never" | "after_change" | "after_delay" | "backoff";

/** Whether the failed request may have done its work all the same. */
export type Effect = "none" | "unknown";

/** One item of the details, as it came. */
export type Detail = { readonly [name: string]: unknown };

/** What an error has besides its message. */
export interface Fields {
  readonly code?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfter?: number | undefined;
  readonly docUrl?: string | undefined;
  readonly timestamp?: Date | undefined;
  readonly details?: readonly Detail[] | undefined;
  readonly oauth?: string | undefined;
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly problem?: string | undefined;
}

/** An error as JSON: what {@link ApiError.toJSON} returns and `fromJSON` takes. */
export interface ErrorJSON extends Omit<Fields, "timestamp"> {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly status: number;
  readonly details: readonly Detail[];
  readonly timestamp?: string | undefined;
}

/**
 * An error response of the service. Every code of the catalog is a subclass.
 *
 * `instanceof` goes by a brand: errors of another copy of this package count,
 * as where two bundles are on one page.
 */
export declare class ApiError extends Error {
  static [Symbol.hasInstance](value: unknown): value is CatalogError;

  /** Makes an error, for tests. `message` is the text for people. */
  constructor(message?: string, fields?: Fields);

  /** The code, `""` where the response has none. */
  readonly code: string;
  /** Whether the catalog of this package knows the code. Where it does not, the
   * service may be newer, or a proxy has answered. */
  readonly known: boolean;
  /** HTTP status, 400 or more. */
  readonly status: number;
  /** What to tell support. */
  readonly requestId: string | undefined;
  /** Whole seconds to wait, `undefined` where the response names no wait. */
  readonly retryAfter: number | undefined;
  /** The page that explains the error; it begins with `https://`. */
  readonly docUrl: string | undefined;
  /** When the response was made. */
  readonly timestamp: Date | undefined;
  /** The items of the envelope's `details`. A newer service may send more members. */
  readonly details: readonly Detail[];
  /** The error code of OAuth 2.0, where the service answered in that form. */
  readonly oauth: string | undefined;
  /** The method of the request, if it is known. */
  readonly method: string | undefined;
  /** The URL of the request without user, query and fragment, if it is known. */
  readonly url: string | undefined;
  /** Why the body was not read as an error response; `undefined` if it was. */
  readonly problem: string | undefined;

  /** What has to happen before the same request can succeed; `undefined` if the
   * code is not known. */
  readonly retry: Retry | undefined;
  readonly effect: Effect;
  /** The wait of a response that names none, in seconds; 0 for none. */
  readonly defaultWait: number;
  /** The short name of the error; `""` if the code is not known. */
  readonly title: string;
  /** The category of the code; `""` for none. */
  readonly category: string;

  /** Returns what `JSON.stringify`, `structuredClone` and `postMessage` take. */
  toJSON(): ErrorJSON;
}

/**
 * An error response without a code, or with one that the catalog of this package
 * does not know: it may be newer. A proxy's HTML is one, too.
 */
export declare class UnknownError extends ApiError {
  static [Symbol.hasInstance](value: unknown): value is UnknownError;
  readonly known: false;
  readonly retry: undefined;
}
