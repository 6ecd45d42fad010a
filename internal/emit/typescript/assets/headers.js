/** Returns a field of headers, "" for none: of pairs, which a Headers is too, of
 * what has a get, or of an object as Node has it. */
export function header(headers, name) {
  if (typeof headers?.[Symbol.iterator] !== "function") {
    if (typeof headers?.get === "function") return headers.get(name) ?? "";
    headers = Object.entries(headers ?? {});
  }
  const values = [];
  for (const [key, value] of headers) {
    if (String(key).toLowerCase() === name && value !== undefined && value !== null) values.push(...[value].flat());
  }
  return values.join(", ");
}
