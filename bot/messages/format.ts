import { remembered } from "../../src/calls/remembered.ts";

/** Numbers, dates and durations in one language, region and time zone. */
export type Formats = {
  /** The BCP 47 tag that the formats follow. */
  locale: string;
  timeZone: string;
  /** A whole number: "1,204". */
  count: (value: number) => string;
  /** At most `digits` decimals: "4.2". */
  decimal: (value: number, digits: number) => string;
  /** A fraction 0–1 as a percentage with at most `digits` decimals: "12%". */
  percentage: (fraction: number, digits?: number) => string;
  /** "1 h 24 min", "24 min", "3 min 20 s", "45 s". */
  duration: (seconds: number) => string;
  /** A measured number with its unit and at most `digits` decimals: "62.5 ms", "24 fps". */
  measured: (value: number, unit: MeasuredUnit, digits: number) => string;
  /** A local date "YYYY-MM-DD": "Mon 16 Nov", with the year when asked for. */
  day: (date: string, options?: { withYear?: boolean }) => string;
  /** Two local dates, both included: "Mon 16 – Sun 22 Nov". */
  days: (first: string, last: string, options?: { withYear?: boolean }) => string;
  /** "Mon": for axes. */
  weekday: (date: string) => string;
  /** "November 2026" */
  month: (year: number, month: number) => string;
  /** Local time of an instant: "09:30". */
  time: (instant: Date) => string;
  /** Local day and time of an instant: "Mon 16 Nov, 09:30". */
  dayTime: (instant: Date) => string;
};

export type MeasuredUnit = "millisecond" | "framesPerSecond";

type DurationUnit = "hour" | "minute" | "second";

/** Symbols of the units: Intl has none as short as these. `join` puts a number and its symbol together. */
export type Units = Record<DurationUnit | MeasuredUnit | "join", string>;

/**
 * The region of the person's locale with the language of the messages, so that a sentence never mixes two languages:
 * English messages for "de-DE" are formatted as "en-DE". Without a usable region the neutral one of the language is taken.
 */
export function formatLocale(locale: string, language: string, neutral: string): string {
  try {
    const wanted = new Intl.Locale(locale);
    if (!wanted.region) return neutral;
    return wanted.language === language
      ? wanted.toString()
      : new Intl.Locale(language, { region: wanted.region }).toString();
  } catch {
    return neutral;
  }
}

/** Throws RangeError for an unknown time zone or a malformed locale. */
export function createFormats(locale: string, timeZone: string, units: Units): Formats {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const dated = { weekday: "short", day: "numeric", month: "short" } as const;
  // A local date is formatted as its UTC midnight: the zone has done its work when the date was found.
  const day = new Intl.DateTimeFormat(locale, { ...dated, timeZone: "UTC" });
  const dayWithYear = new Intl.DateTimeFormat(locale, { ...dated, year: "numeric", timeZone: "UTC" });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone });
  const dayHere = new Intl.DateTimeFormat(locale, { ...dated, timeZone });
  const numbers = remembered(
    20,
    (style: "decimal" | "percent", digits: `${number}`) =>
      new Intl.NumberFormat(locale, { style, maximumFractionDigits: Number(digits) }),
  );
  const decimal = (value: number, digits: number): string => numbers("decimal", `${digits}`).format(value);

  return {
    locale,
    timeZone,
    count: (value) => number.format(value),
    decimal,
    measured: (value, unit, digits) => `${decimal(value, digits)}${units.join}${units[unit]}`,
    percentage: (fraction, digits = 0) => numbers("percent", `${digits}`).format(fraction),
    duration: (seconds) =>
      durationParts(seconds)
        .map(([value, unit]) => `${number.format(value)}${units.join}${units[unit]}`)
        .join(" "),
    day: (date, { withYear = false } = {}) => dateText((withYear ? dayWithYear : day).formatToParts(utcMidnight(date))),
    days: (first, last, { withYear = false } = {}) =>
      dateText(onceTheMonth((withYear ? dayWithYear : day).formatRangeToParts(utcMidnight(first), utcMidnight(last)))),
    weekday: (date) => weekday.format(utcMidnight(date)),
    month: (year, monthOfYear) => month.format(Date.UTC(year, monthOfYear - 1, 1)),
    time: (instant) => plainSpaces(clock.format(instant)),
    dayTime: (instant) => `${dateText(dayHere.formatToParts(instant))}, ${plainSpaces(clock.format(instant))}`,
  };
}

/** Whole minutes from ten minutes up, as many seconds below; a zero part is left out. */
function durationParts(seconds: number): [number, DurationUnit][] {
  const total = seconds < 600 ? Math.round(seconds) : Math.round(seconds / 60) * 60;
  const parts: [number, DurationUnit][] = [
    [Math.floor(total / 3600), "hour"],
    [Math.floor((total % 3600) / 60), "minute"],
    [total % 60, "second"],
  ];
  const shown = parts.filter(([value]) => value > 0);
  return shown.length > 0 ? shown : [[0, "second"]];
}

function utcMidnight(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** "Mon 16 Nov" also where the locale writes "Mon, 16 Nov": dates stand in lists that have commas of their own. */
function dateText(parts: readonly Intl.DateTimeFormatPart[]): string {
  const isAfterWeekday = (index: number): boolean => parts[index - 1]?.type === "weekday";
  return plainSpaces(
    parts.map(({ value }, index) => (isAfterWeekday(index) ? value.replace(",", "") : value)).join(""),
  );
}

/** "Mon 16 – Sun 22 Nov" also where the locale data says the month twice, as for Great Britain. */
function onceTheMonth(parts: readonly Intl.DateTimeRangeFormatPart[]): readonly Intl.DateTimeRangeFormatPart[] {
  const start = parts.filter(({ source }) => source === "startRange");
  const endMonth = parts.find(({ source, type }) => source === "endRange" && type === "month");
  const last = start.at(-1);
  if (last?.type !== "month" || last.value !== endMonth?.value) return parts;
  return [...start.slice(0, -2), ...parts.slice(start.length)];
}

/** The locale data's thin and narrow no-break spaces, which some chat fonts and terminals show as boxes. */
function plainSpaces(text: string): string {
  return text.replace(/[\u2009\u202f]/g, " ");
}
