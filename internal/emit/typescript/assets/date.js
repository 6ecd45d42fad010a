const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

const FORMS = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<d>\d\d) (?<b>[A-Z][a-z]{2}) (?<Y>\d{4}) (?<t>\d\d:\d\d:\d\d) GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<d>\d\d)-(?<b>[A-Z][a-z]{2})-(?<y>\d\d) (?<t>\d\d:\d\d:\d\d) GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<b>[A-Z][a-z]{2}) (?<d>[ \d]\d) (?<t>\d\d:\d\d:\d\d) (?<Y>\d{4})$/,
];

/** Reads one of the three forms of a date in HTTP (RFC 9110 §5.6.7). Date.parse
 * reads far more: for it, "120" is a year. Returns milliseconds, or NaN. */
export function httpDate(text) {
  for (const form of FORMS) {
    const parts = form.exec(text)?.groups;
    const month = parts ? MONTHS.indexOf(parts.b) : -1;
    if (month < 0) continue;
    let year = Number(parts.Y ?? parts.y);
    if (parts.Y === undefined) year += year >= 69 ? 1900 : 2000;
    return utc(year, month / 3, Number(parts.d), ...parts.t.split(":").map(Number));
  }
  return NaN;
}

/** Reads the timestamp of an envelope: UTC, whole seconds. */
export function timestamp(value) {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.000)?Z$/.test(value)) return undefined;
  const [year, month, day, hour, minute, second] = value.split(/[-T:.Z]/).map(Number);
  const time = utc(year, month - 1, day, hour, minute, second);
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** Returns NaN for a day or an hour of no calendar, which Date.UTC would carry. */
function utc(year, month, day, hour, minute, second) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(hour, minute, second);
  return date.getUTCMonth() === month && hour < 24 && minute < 60 && second < 60 ? date.getTime() : NaN;
}
