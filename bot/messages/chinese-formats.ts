import { createFormats, type Formats } from "./format.ts";

/**
 * The formats of the mainland, whatever the person's region: those of other regions' data mix with Simplified Chinese
 * texts ("16/11/2026周一", a 12-hour clock).
 */
const LOCALE = "zh-Hans-CN";

/**
 * Numbers, dates and durations in Simplified Chinese: "11月16日 周一", "5 小时 24 分钟". A date is one word, without
 * spaces but for its weekday; everywhere else a space stands between Chinese characters and digits or Latin letters.
 * Throws RangeError for an unknown time zone.
 */
export function chineseFormats(timeZone: string): Formats {
  const formats = createFormats(LOCALE, timeZone, {
    hour: "小时",
    minute: "分钟",
    second: "秒",
    millisecond: "毫秒",
    framesPerSecond: "帧/秒",
    join: " ",
  });
  const dated = { weekday: "short", day: "numeric", month: "long" } as const;
  // A local date is formatted as its UTC midnight: the zone has done its work when the date was found.
  const day = new Intl.DateTimeFormat(LOCALE, { ...dated, timeZone: "UTC" });
  const dayWithYear = new Intl.DateTimeFormat(LOCALE, { ...dated, year: "numeric", timeZone: "UTC" });
  const dayHere = new Intl.DateTimeFormat(LOCALE, { ...dated, timeZone });
  const dayText = (date: string, withYear: boolean): string =>
    dateText(withYear ? dayWithYear : day, new Date(`${date}T00:00:00Z`));

  return {
    ...formats,
    day: (date, { withYear = false } = {}) => dayText(date, withYear),
    // Written out instead of by Intl, whose Chinese ranges change to slashes: "11/16周一至11/22周日".
    days: (first, last, { withYear = false } = {}) => {
      const isOneYear = first.slice(0, 4) === last.slice(0, 4);
      return `${dayText(first, withYear)} – ${dayText(last, withYear && !isOneYear)}`;
    },
    dayTime: (instant) => `${dateText(dayHere, instant)} ${formats.time(instant)}`,
  };
}

/** "11月16日 周一": Intl puts no space before the weekday. */
function dateText(format: Intl.DateTimeFormat, date: Date): string {
  return format
    .formatToParts(date)
    .map(({ type, value }) => (type === "weekday" ? ` ${value}` : value.trim()))
    .join("")
    .trim();
}
