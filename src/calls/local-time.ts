import { remembered } from "./remembered.ts";

/** Dates and instants of one IANA time zone. A date is local, "YYYY-MM-DD". */
export type LocalTime = {
  timeZone: string;
  /** The day that holds an instant. */
  dateOf: (instant: Date) => string;
  /** The day's first instant: midnight, or the end of the gap where clocks skip midnight (or, in Apia 2011, the day). */
  startOfDay: (date: string) => Date;
  /** The first instant at which the day's clocks show this full hour (0 to 23) or, where they skip it, a later time. */
  atHour: (date: string, hour: number) => Date;
  /** The first instant at which the day's clocks show so many milliseconds since midnight, or a later time. */
  atTimeOfDay: (date: string, ms: number) => Date;
  /** What the clocks show at an instant, in milliseconds since midnight. */
  timeOfDay: (instant: Date) => number;
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Zones and, of each, days whose beginning is remembered: a year of a chart. */
const MOST_ZONES = 100;
const MOST_DAYS = 400;

/**
 * Local time of an IANA zone across every change of its clocks. Days are a partition of time: a day runs from the
 * first instant that carries its date to the first instant of the next day, also where clocks are set back over
 * midnight and the former date comes back for an hour. Throws RangeError for a zone that `isTimeZone` refuses.
 */
export const createLocalTime: (timeZone: string) => LocalTime = remembered(MOST_ZONES, (timeZone) => {
  const wallClock = createWallClock(timeZone);
  const startMsOf = remembered(MOST_DAYS, (date) => firstInstantAt(wallClock, midnight(date)));
  let known = { date: "", startMs: 0, endMs: 0 };

  function startOfDay(date: string): Date {
    return new Date(startMsOf(date));
  }

  function atHour(date: string, hour: number): Date {
    return atTimeOfDay(date, hour * HOUR_MS);
  }

  function atTimeOfDay(date: string, ms: number): Date {
    return new Date(firstInstantAt(wallClock, midnight(date) + ms));
  }

  function timeOfDay(instant: Date): number {
    const shown = wallClock(instant.getTime()) % DAY_MS;
    return shown < 0 ? shown + DAY_MS : shown;
  }

  function dateOf(instant: Date): string {
    const instantMs = instant.getTime();
    if (instantMs < known.startMs || instantMs >= known.endMs) known = dayAround(instantMs);
    return known.date;
  }

  function dayAround(instantMs: number): typeof known {
    let date = isoDate(wallClock(instantMs));
    let endMs = startMsOf(addDays(date, 1));
    // Set back over midnight (St. John's until 2011): the clock shows the former date again, the next day has begun.
    while (instantMs >= endMs) {
      date = addDays(date, 1);
      endMs = startMsOf(addDays(date, 1));
    }
    return { date, startMs: startMsOf(date), endMs };
  }

  return { timeZone, dateOf, startOfDay, atHour, atTimeOfDay, timeOfDay };
});

/** True for a zone name that the runtime's IANA database knows. Bare offsets ("+02:00") are no zones: they have no DST. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** The date `days` later (earlier when negative). */
export function addDays(date: string, days: number): string {
  return isoDate(midnight(date) + days * DAY_MS);
}

/** Days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return (midnight(to) - midnight(from)) / DAY_MS;
}

/** ISO weekday: Monday 1 … Sunday 7. */
export function weekdayOf(date: string): number {
  return new Date(midnight(date)).getUTCDay() || 7;
}

/** The Monday of the date's week. */
export function mondayOf(date: string): string {
  return addDays(date, 1 - weekdayOf(date));
}

/** The first day of the month `months` away from the date's own. */
export function startOfMonth(date: string, months = 0): string {
  const first = new Date(midnight(date));
  first.setUTCMonth(first.getUTCMonth() + months, 1);
  return isoDate(first.getTime());
}

/** Year, month and day as a date, or null when the calendar has no such day (31 February) or the year has not four digits. */
export function dateFrom(year: number, month: number, day: number): string | null {
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const instantMs = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(instantMs) && isoDate(instantMs) === date ? date : null;
}

/** A date's UTC midnight: the number that day arithmetic is done with. */
function midnight(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** Years beyond 9999 keep ISO's sign and six digits, which Date.parse reads back. */
function isoDate(utcMs: number): string {
  return new Date(utcMs).toISOString().split("T")[0] ?? "";
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** What the zone's clocks show at an instant, as the milliseconds of that reading taken for UTC. */
type WallClock = (instantMs: number) => number;

/**
 * Reads the zone's offset rather than its date: offsets have no calendar, no era and, in the zone database, no
 * fractions of a second.
 */
function createWallClock(timeZone: string): WallClock {
  const format = offsetFormat(timeZone);
  return (instantMs) => instantMs + offsetMs(format.format(instantMs));
}

const offsetFormat = remembered(
  500,
  (timeZone) => new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }),
);

/** From "…, GMT+05:45", "…, GMT-00:44:30" or, at no offset, perhaps "…, GMT". */
function offsetMs(text: string): number {
  const [, sign, hours, minutes, seconds = "0"] = /GMT([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? [];
  const size = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds);
  return (sign === "-" ? -size : size) * 1000;
}

/**
 * The first instant at which clocks show `wallMs` or later. A reading lies within a day of its UTC namesake, so the
 * offsets a day before and after are the only candidates; two changes of the clocks within two days are unknown.
 */
function firstInstantAt(wallClock: WallClock, wallMs: number): number {
  const offsetBefore = wallClock(wallMs - DAY_MS) - (wallMs - DAY_MS);
  const offsetAfter = wallClock(wallMs + DAY_MS) - (wallMs + DAY_MS);
  const candidates = [wallMs - offsetBefore, wallMs - offsetAfter].filter((ms) => wallClock(ms) === wallMs);
  if (candidates.length > 0) return Math.min(...candidates);
  return clockChange(wallClock, wallMs - offsetAfter, wallMs - offsetBefore, offsetBefore);
}

/** The instant within (from, to] at which the clocks leave `offsetBefore`. */
function clockChange(wallClock: WallClock, fromMs: number, toMs: number, offsetBefore: number): number {
  let before = fromMs;
  let after = toMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallClock(middle) - middle === offsetBefore) before = middle;
    else after = middle;
  }
  return after;
}
