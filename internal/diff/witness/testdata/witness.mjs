// What somebody has built on the npm package of the old catalog. Reads pairs from
// standard input and prints what does not hold, by pair.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

const read = (client, { status, header, body }) => client.decode(status, header, body, { method: "GET", url: "https://api.example.com/orders/7" });

// All that a client can tell a failure by.
const conclusions = ({ name, status, message, details, retryAfter, docUrl }, { header, body }) => [name, status, message, details, retryAfter, docUrl, header, body];

function witness(client, call, fail) {
  const error = read(client, call.answer);
  const { meant } = call;
  if (!(error instanceof client[call.class])) {
    fail("code", `comes as ${error.code}`);
    return;
  }
  if (error.status !== call.status) fail("status", `comes with ${error.status}, not ${call.status}`);
  if (error.retry !== meant.retry) fail("retry", `waits for ${error.retry}, ${meant.retry} helps`);
  if (error.effect === "none" && meant.effect !== "none") fail("effect", "is taken for a failure that has done nothing");
  if (client.isRepeatable(error, "GET") !== meant.right.GET) fail("repeat", `GET repeated: ${!meant.right.GET}`);
  if (client.isRepeatable(error, "POST") && !meant.right.POST) fail("repeat", "a POST that may have done its work is repeated");
  for (const [name, value] of Object.entries(call.item ?? {})) {
    if (!isDeepStrictEqual(error.details[0]?.[name], value)) fail("details", `says ${JSON.stringify(error.details)}, not ${name}=${JSON.stringify(value)}`);
  }
  for (const text of call.texts ?? []) {
    if (!error.message.includes(text)) fail("message", `says ${JSON.stringify(error.message)}, without ${text}`);
  }
  if (error.docUrl !== call.page) fail("page", `has its page at ${error.docUrl}, not ${call.page}`);
  const { oauth } = read(client, call.by_oauth);
  if (oauth !== call.oauth) fail("oauth", `is ${oauth} to OAuth, not ${call.oauth}`);
  if (call.concealed) {
    const again = conclusions(read(client, call.again), call.again);
    if (!isDeepStrictEqual(conclusions(error, call.answer), again)) fail("concealment", "tells its cause");
  } else if (!("X-Shop-Place" in call.answer.header)) {
    fail("concealment", "no longer comes with the headers of the handler");
  }
}

const found = {};
for (const pair of JSON.parse(readFileSync(0, "utf8"))) {
  const client = await import(`${process.env.CLIENTS}/${pair.package}/lib/index.js`);
  const lines = (found[pair.name] = []);
  for (const call of pair.calls) witness(client, call, (name, text) => lines.push([name, `${call.what} ${text}`]));
  for (const answer of pair.others) {
    const error = read(client, answer);
    if (pair.retired.includes(error.code)) lines.push(["reserved", `${error.code} is taken for what it was`]);
    if (error.status !== answer.status || error.problem || !error.message) lines.push(["unknown", `an answer is no error of its status: ${error}`]);
  }
}
console.log(JSON.stringify(found));
