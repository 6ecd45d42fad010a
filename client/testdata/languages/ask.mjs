/**
 * Asks a service for each case, and returns what the package makes of the
 * answers. It runs in Node and in browsers.
 */
export async function run(lib, base, cases) {
  const answers = [];
  for (let at = 0; at < cases.length; at += 8) {
    answers.push(...(await Promise.all(cases.slice(at, at + 8).map((one) => ask(lib, base, one)))));
  }
  return answers;
}

async function ask(lib, base, { index, path, method, headers = {} }) {
  const pauses = [];
  let error;
  try {
    await lib.repeat(() => fetch(`${base}/${path}?case=${index}&token=secret`, { method, headers }), {
      method,
      headers,
      sleep: async (milliseconds) => {
        pauses.push(milliseconds / 1000);
      },
    });
  } catch (reason) {
    error = reason;
  }
  return {
    name: error.name,
    code: error.code,
    oauth: error.oauth ?? "",
    status: error.status,
    message: error.message,
    wait: error.retryAfter ?? 0,
    details: error.details,
    page: error.docUrl ?? "",
    url: error.url,
    id: error.requestId ?? "",
    dated: error.timestamp !== undefined,
    repeatable: lib.isRepeatable(error, method, headers),
    pauses,
    faults: faults(lib, error),
  };
}

/** What has to hold of every error in this language. */
function faults(lib, error) {
  const twin = lib.fromJSON(structuredClone(error.toJSON()));
  return Object.entries({
    "it is no Error": error instanceof Error && error instanceof lib.ApiError,
    "it is not of its class": error.known ? error instanceof lib[error.name] : error.constructor === lib.UnknownError,
    "it does not survive toJSON": twin.constructor === error.constructor && JSON.stringify(twin) === JSON.stringify(error),
  }).flatMap(([fault, holds]) => (holds ? [] : [fault]));
}
