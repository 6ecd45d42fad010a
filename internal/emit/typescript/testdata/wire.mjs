/**
 * Asks a service for each case, and returns what the package makes of the
 * answers. It runs in Node and in browsers.
 */
export async function run(lib, base, cases) {
  const results = [];
  for (let at = 0; at < cases.length; at += 8) {
    results.push(...(await Promise.all(cases.slice(at, at + 8).map((one) => ask(lib, base, one)))));
  }
  return results;
}

async function ask(lib, base, { code, method, key }) {
  const headers = key ? { "Idempotency-Key": key } : {};
  const send = () => fetch(`${base}/${code}?method=${method}&key=${key}&token=secret`, { method, headers });
  let error;
  let seen;
  let sent = 0;
  try {
    await lib.repeat(
      async () => {
        sent++;
        const response = await send();
        seen = response.headers.get("X-Request-Id") !== null;
        return response;
      },
      { method, headers, sleep: async () => {} },
    );
  } catch (reason) {
    error = reason;
  }
  const twin = lib.fromJSON(structuredClone(error.toJSON()));
  return {
    name: error.name,
    code: error.code,
    status: error.status,
    message: error.message,
    wait: error.retryAfter ?? 0,
    details: JSON.stringify(error.details),
    page: error.docUrl ?? "",
    url: error.url,
    known: error.known,
    repeatable: lib.isRepeatable(error, method, headers),
    sent,
    headers: seen,
    traced: /^req_/.test(error.requestId),
    typed: error instanceof Error && error instanceof lib.ApiError && (!error.known || error instanceof lib[error.name]),
    twin: twin.constructor === error.constructor && JSON.stringify(twin) === JSON.stringify(error),
  };
}
