import type { ApiError } from "./base.js";
import type { HeadersLike } from "./decode.js";
import type { ResponseLike } from "./response.js";

/**
 * Whether the request may be sent again as it is, after a pause.
 *
 * Time has to be able to help, by the code's `retry` or, where the code is not
 * known, by a wait that the response names; and repeating must do no harm: the
 * method is idempotent, the request has an `Idempotency-Key`, or the code says
 * that the failed request has done nothing.
 */
export declare function isRepeatable(error: ApiError, method: string, headers?: HeadersLike): boolean;

export interface RepeatOptions {
  /** The method of the request. */
  readonly method: string;
  /** The headers of the request: an `Idempotency-Key` counts. */
  readonly headers?: HeadersLike | undefined;
  /** How often a request is sent at most, 3 by default. */
  readonly maxAttempts?: number | undefined;
  /** The longest wait that is taken, in seconds, 60 by default. A longer one is
   * not shortened: the error comes at once, with the wait in `retryAfter`. */
  readonly maxWaitSeconds?: number | undefined;
  /** When to give up: a date, or milliseconds on the clock of `Date.now`. A pause
   * that would not end before is not begun. */
  readonly deadline?: Date | number | undefined;
  /** Ends a pause: `repeat` rejects with the signal's reason. Give it to fetch,
   * too, where it ends a request, and the reading of a body. */
  readonly signal?: AbortSignal | undefined;
  /** What to wait with, for tests. */
  readonly sleep?: ((milliseconds: number, signal?: AbortSignal) => Promise<unknown>) | undefined;
}

/**
 * Sends a request, and sends it again where {@link isRepeatable} allows it.
 * Returns the response with a status below 400, and throws the error of the last
 * one otherwise. What `send` itself throws is handed on: nobody knows what has
 * become of a request without a response.
 *
 * `send` makes a new request each time: a stream can be read only once.
 */
export declare function repeat<R extends ResponseLike>(send: (attempt: number) => PromiseLike<R>, options: RepeatOptions): Promise<R>;
