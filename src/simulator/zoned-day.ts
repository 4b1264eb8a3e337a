export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return format;
}

function localFields(timeZone: string, instant: number): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const part of formatOf(timeZone).formatToParts(instant)) fields[part.type] = part.value;
  return fields;
}

/** What the clocks of a zone show at an instant, minus UTC, in milliseconds. */
export function zoneOffset(timeZone: string, instant: number): number {
  const local = localFields(timeZone, instant);
  const shown = Date.UTC(
    Number(local["year"]),
    Number(local["month"]) - 1,
    Number(local["day"]),
    Number(local["hour"]),
    Number(local["minute"]),
    Number(local["second"]),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}

const mornings = new Map<string, number>();

/** When the clocks of a zone showed midnight on a day; working hours are counted from it, changes of the clock aside. */
export function localMidnight(timeZone: string, day: number): number {
  const key = `${timeZone}/${day}`;
  let midnight = mornings.get(key);
  if (midnight === undefined) {
    midnight = day * DAY_MS - zoneOffset(timeZone, day * DAY_MS + 12 * HOUR_MS);
    mornings.set(key, midnight);
  }
  return midnight;
}

/** The calendar date, yyyy-mm-dd, that the clocks of a zone show at an instant. */
export function localDate(timeZone: string, instant: number): string {
  const local = localFields(timeZone, instant);
  return `${local["year"]}-${local["month"]}-${local["day"]}`;
}

/** Days since 1970-01-01 of the UTC date of an instant. */
export function dayNumber(instant: number): number {
  return Math.floor(instant / DAY_MS);
}

/** 0 is Sunday. Day 0, 1970-01-01, was a Thursday. */
export function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function isWeekend(day: number): boolean {
  const name = weekday(day);
  return name === 0 || name === 6;
}
