// What users write, compiled with all checks on.
import { ApiError, check, decode, errorFromResponse, fromJSON, isApiError, isKeyNotFoundError, isRepeatable, KeyNotFoundError, repeat, UnknownError, ValidationError } from "asterwise-errors";
import type { CatalogError, KnownError, ValidationErrorDetail } from "asterwise-errors";

declare const caught: unknown;

export function narrow(): string {
  if (caught instanceof ApiError) {
    const error: CatalogError = caught;
    if (!error.known) {
      const retry: undefined = error.retry;
      return error.code + String(retry);
    }
    const known: KnownError = error;
    switch (known.code) {
      case "key_not_found": {
        const typed: KeyNotFoundError = known;
        const never: "never" = known.retry;
        return typed.title + never;
      }
      case "validation_error":
        return known.details.map((item: ValidationErrorDetail) => item.loc.join(".") + item.msg).join();
      case "invalid_key_name": {
        const issue = known.details[0]?.issue;
        // @ts-expect-error Two values are known, and others may come.
        const closed: "empty" | "too_long" | undefined = issue;
        return issue === "too_long" ? "shorten it" : String(closed);
      }
      default:
        // @ts-expect-error There are more codes.
        known satisfies never;
        return known.title;
    }
  }
  return "";
}

type Two = KeyNotFoundError | ValidationError | UnknownError;

export function exhaustive(error: Two): number {
  if (!error.known) return 0;
  switch (error.code) {
    case "key_not_found":
      return 1;
    case "validation_error":
      return error.details.length;
    default:
      return error satisfies never;
  }
}

export function guards(value: unknown): string {
  if (isKeyNotFoundError(value)) {
    const code: "key_not_found" = value.code;
    return code;
  }
  if (value instanceof ValidationError) return value.details[0]?.type ?? "";
  if (value instanceof UnknownError) return value.code;
  if (isApiError(value)) {
    // @ts-expect-error The code has to be known first.
    const code: KnownError["code"] = value.code;
    return code;
  }
  // @ts-expect-error There is no such code.
  return value instanceof KeyNotFoundError && value.code === "key_lost" ? "" : "";
}

export async function send(signal: AbortSignal): Promise<Response> {
  const options = { method: "POST", headers: { "Idempotency-Key": "k" }, deadline: new Date(), signal };
  // @ts-expect-error The method decides what may be repeated.
  await repeat(() => fetch("/"), {});
  await check(await fetch("/"));
  const error = await errorFromResponse(new Response(), { method: "GET" });
  isRepeatable(error, "GET", new Headers());
  decode(404, { "retry-after": "7", "set-cookie": ["a"], none: undefined }, new Uint8Array());
  decode(404, [["retry-after", "7"]], "{}");
  fromJSON(JSON.parse(JSON.stringify(error)))?.code.trim();
  throw await repeat(() => check(fetch("/")), options).then(() => new KeyNotFoundError("m", { status: 404 }));
}
