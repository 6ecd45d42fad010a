import type { CatalogError } from "./errors.js";

/** The headers of a response: a `Headers`, an object as Node has it, or pairs. */
export type HeadersLike =
  | { get(name: string): string | null }
  | Iterable<readonly [string, string]>
  | { readonly [name: string]: string | readonly string[] | number | undefined };

/** What is known of the request. */
export interface RequestInfoLike {
  readonly method?: string | undefined;
  /** User, query and fragment are left out of the error. */
  readonly url?: string | undefined;
}

/**
 * Returns the error that a response with a status of 400 or more is, for HTTP
 * clients other than fetch. It never throws because of what the response says.
 * A body of more than 1 MiB is not read. Numbers in details are JavaScript's:
 * integers above 2^53 lose digits.
 */
export declare function decode(
  status: number,
  headers: HeadersLike | null | undefined,
  body: string | Uint8Array | null | undefined,
  request?: RequestInfoLike,
): CatalogError;

/**
 * Returns the error that `toJSON` was called of: in another
 * worker, frame or process. `structuredClone` and `postMessage` of the error
 * itself would lose its class and its code. Returns `undefined` for any other
 * value.
 */
export declare function fromJSON(value: unknown): CatalogError | undefined;
