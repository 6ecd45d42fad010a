import type { HeadersLike, RequestInfoLike } from "./decode.js";
import type { CatalogError } from "./errors.js";

/** A response as fetch has it, of any implementation. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: HeadersLike;
  readonly url?: string;
  readonly body?: unknown;
  readonly bodyUsed?: boolean;
  text(): Promise<string>;
}

/**
 * Returns a response with a status below 400, whose body it does not touch, and
 * throws the error of any other: `await check(fetch(url))`.
 */
export declare function check<R extends ResponseLike>(response: R | PromiseLike<R>): Promise<R>;

/**
 * Returns the error of a response with a status of 400 or more. It reads the
 * body, of a stream at most 1 MiB. It never rejects: where the body was read
 * before, or the connection breaks, `status` and headers are still known, and
 * `problem` says what happened.
 */
export declare function errorFromResponse(response: ResponseLike, request?: RequestInfoLike): Promise<CatalogError>;
