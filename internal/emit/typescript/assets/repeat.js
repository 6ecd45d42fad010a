import { header } from "./headers.js";
import { errorFromResponse } from "./response.js";

const IDEMPOTENT = /^(?:GET|HEAD|OPTIONS|TRACE|PUT|DELETE)$/i;

export function isRepeatable(error, method, headers) {
  const helps = error.known ? error.retry === "after_delay" || error.retry === "backoff" : error.retryAfter !== undefined;
  if (!helps) return false;
  return IDEMPOTENT.test(method) || (error.known && error.effect === "none") || header(headers, "idempotency-key") !== "";
}

/** Returns a random pause before a repetition, counted from 0, in milliseconds:
 * up to half a second, a second, two, four, eight ("full jitter"). */
const backoff = (repetition) => Math.random() * Math.min(8000, 500 * 2 ** repetition);

export async function repeat(send, options) {
  const { method, headers, maxAttempts = 3, maxWaitSeconds = 60, deadline = Infinity, signal, sleep = pause } = options;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const response = await send(attempt);
    if (response.status < 400) return response;
    const error = await errorFromResponse(response, { method });
    if (error.problem !== undefined) signal?.throwIfAborted(); // most likely why there is one
    // What is no number allows nothing.
    if (!(attempt < maxAttempts) || !isRepeatable(error, method, headers)) throw error;
    const wait = error.retryAfter ?? error.defaultWait;
    const milliseconds = wait * 1000 + backoff(attempt - 1);
    if (!(wait <= maxWaitSeconds) || !(Date.now() + milliseconds < Number(deadline))) throw error;
    await sleep(milliseconds, signal);
  }
}

/** A timer that is longer than this ends at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

async function pause(milliseconds, signal) {
  for (let left = milliseconds; left > 0; left -= LONGEST_TIMER) {
    await timer(Math.min(left, LONGEST_TIMER), signal);
  }
}

function timer(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(id);
      reject(signal.reason);
    };
    const id = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    if (signal?.aborted) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });
}
