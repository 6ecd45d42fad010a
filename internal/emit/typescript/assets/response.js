import { decode, MAX_BODY } from "./decode.js";

export async function check(response) {
  const settled = await response;
  if (settled.status < 400) return settled;
  throw await errorFromResponse(settled);
}

export async function errorFromResponse(response, request) {
  let body;
  let problem;
  try {
    body = await read(response);
  } catch (reason) {
    problem = `read the body: ${reason?.message ?? reason}`;
  }
  const error = decode(response.status, response.headers, body, { url: response.url, ...request });
  if (problem !== undefined) error.problem = problem;
  return error;
}

/** Reads a body, but no more than is looked at. */
async function read(response) {
  if (response.bodyUsed) throw new Error("it has been read already");
  if (typeof response.body?.getReader !== "function") return response.body === null ? "" : response.text();
  const reader = response.body.getReader();
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.length;
    if (size > MAX_BODY) {
      reader.cancel().catch(() => {});
      break;
    }
  }
  const body = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}
