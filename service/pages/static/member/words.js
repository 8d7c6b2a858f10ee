// How values read. Times in the member's own zone.

import { serverNow } from "./api.js";

const LOCALE = "en-GB";
const numbers = new Intl.NumberFormat("en");
const points = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const distance = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });

let zone;
let offset = 0;

/** The member's zone, and how far the programme's clock is ahead of the server's, in ms. */
export function setTimes(newZone, offsetMs) {
  zone = newZone || undefined;
  offset = offsetMs;
}

export const programmeNow = () => serverNow() + offset;
export const grouped = (number) => numbers.format(number);
/** 1 day, 3 days */
export const counted = (count, word, many = `${word}s`) => `${grouped(count)} ${count === 1 ? word : many}`;
export const seeds = (count) => counted(count, "seed");
export const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/** An id or a code as words: `level_not_reached` as "Level not reached". */
export const spoken = (code) => upper(code.replace(/[_-]+/g, " "));

function written(at, options) {
  try {
    return new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: zone }).format(new Date(at));
  } catch {
    return new Intl.DateTimeFormat(LOCALE, options).format(new Date(at)); // a zone this browser has not
  }
}

/** 3 March, with the year if it is another one. */
export function day(at) {
  const far = Math.abs(Date.parse(at) - programmeNow()) > 300 * 86_400_000;
  return written(at, { day: "numeric", month: "long", ...(far ? { year: "numeric" } : {}) });
}

/** A date without a time, such as 2026-03-04, is the same everywhere. */
const onDate = (date, options) => new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));

/** 4 March */
export const dateOf = (date) => onDate(date, { day: "numeric", month: "long" });

/** Wednesday 4 March */
export const weekday = (date) => onDate(date, { weekday: "long", day: "numeric", month: "long" });

/** The date of a moment, in the member's zone, as 2026-03-04. */
export const dateAt = (at) => written(at, { year: "numeric", month: "2-digit", day: "2-digit" }).split("/").reverse().join("-");

/** 14:05 */
export const clock = (at) => written(at, { hour: "2-digit", minute: "2-digit" });

/** 2 to 8 March: the days of a season, by the programme's zone. */
export function days(starts, ends, programmeZone) {
  const last = new Date(Date.parse(ends) - 1);
  const format = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", timeZone: programmeZone });
  return format.formatRange(new Date(starts), last);
}

/** 3 March, 14:05 */
export const moment = (at) => `${day(at)}, ${clock(at)}`;

/** in 29 days, in 3 hours, 2 minutes ago */
export function away(at) {
  const ms = Date.parse(at) - programmeNow();
  const [size, unit] = [
    [86_400_000, "day"],
    [3_600_000, "hour"],
    [60_000, "minute"],
  ].find(([each]) => Math.abs(ms) >= each) ?? [1000, "second"];
  return distance.format(Math.trunc(ms / size), unit);
}

const OFTEN = { once: "once", daily: "every day", weekly: "every week" };
export const often = (kind) => OFTEN[kind] ?? spoken(kind);

/** 12 of 100 km: metres as people count distances, every other unit by its name. */
export function share(done, goal, unit) {
  const [size, shown] = unit === "metres" && goal >= 1000 ? [1000, "km"] : [1, unit];
  return `${points.format(done / size)} of ${points.format(goal / size)} ${shown}`;
}
