import { addDays, dateFrom, mondayOf, startOfMonth, weekdayOf } from "../../src/calls/local-time.ts";
import { daysOf, type DaySpan, type PeriodName } from "../../src/calls/period.ts";
import type { CompiledPeriods } from "./grammar-compiled.ts";
import type { SpanMeaning } from "./grammar.ts";

/** A hundred years; a longer past is a slip of the finger. */
export const MOST_DAYS = 36_500;
/** The longest wait for a date without a year to come round: 29 February across a century year. */
const MOST_YEARS_BACK = 8;
const SATURDAY = 6;

/**
 * Days that are named by one expression. `comesRound` says that the text left the year (or the week) open and the
 * latest one was taken.
 */
export type Span = DaySpan & {
  name: PeriodName;
  comesRound: "yearly" | "weekly" | null;
  /** Named by its weekday. */
  isWeekday?: true;
};

type Groups = Partial<Record<string, string>>;

/** Reads days named by one expression; null when the text is none, or names what the calendar does not have. */
export function readSpan(text: string, today: string, periods: CompiledPeriods): Span | null {
  for (const { means, patterns } of periods.spans) {
    for (const pattern of patterns) {
      const match = pattern.exec(text);
      const span = match && spanOf(means, match.groups ?? {}, today, periods);
      if (span) return span;
    }
  }
  return null;
}

function spanOf(means: SpanMeaning, groups: Groups, today: string, periods: CompiledPeriods): Span | null {
  switch (means.kind) {
    case "today":
    case "yesterday":
      return named(means, today);
    case "wholeWeek":
      return wholeWeek(means.back, today);
    case "wholeMonth":
      return wholeMonth(means.back, today);
    case "weekend":
      return weekendOf(addDays(today, -7 * means.back));
    case "latestWeekend":
      return weekendOf(weekdayOf(today) >= SATURDAY ? today : addDays(today, -7));
    case "weeksAgo":
    case "monthsAgo":
      return ago(means.kind, numberOf(groups["count"], periods.numbers) ?? 0, today);
    case "wholeQuarter":
      return quarterFrom(startOfMonth(quarterStart(today), -3 * means.back));
    case "wholeYear":
      return wholeYear(Number(today.slice(0, 4)) - means.back);
    case "lastDays":
    case "lastWeeks":
    case "lastMonths":
    case "daysAgo":
      return counted(means.kind, means.count ?? numberOf(groups["count"], periods.numbers) ?? 1, today);
    case "date":
      return readDate(groups, today, periods);
    case "weekOfDate": {
      const date = readDate(groups, today, periods);
      return date && weekFrom(mondayOf(date.first));
    }
    case "dayOfMonth":
      return latestDayOfMonth(numberOf(groups["day"], periods.numbers) ?? 0, today);
    case "month":
      return readMonth(groups, today, periods);
    case "monthBefore":
      return readMonth(groups, addDays(startOfMonth(today, 0), -1), periods);
    case "quarter":
      return readQuarter(groups, today, periods);
    case "year": {
      const year = yearOf(groups["year"], today, periods);
      return year === null ? null : wholeYear(year);
    }
    case "isoWeek":
      return isoWeek(Number(groups["week"]), yearOf(groups["year"], today, periods), today);
    case "weekday":
      return readWeekday(means.which, periods.source.weekdays.get(groups["weekday"] ?? "") ?? 0, today);
  }
}

function counted(kind: "lastDays" | "lastWeeks" | "lastMonths" | "daysAgo", count: number, today: string): Span | null {
  const isAgo = kind === "daysAgo";
  if ((count < 1 && !isAgo) || count > MOST_DAYS / { lastDays: 1, daysAgo: 1, lastWeeks: 7, lastMonths: 31 }[kind]) {
    return null;
  }
  if (isAgo) return count < 1 ? null : day(addDays(today, -count));
  // As many days after the day of the same number, so many months before; the last of a shorter month.
  if (kind === "lastMonths") return range(addDays(sameDayInMonth(today, -count), 1), today);
  return named({ kind, count }, today);
}

/** The week, or month, so many before the present one. */
function ago(kind: "weeksAgo" | "monthsAgo", count: number, today: string): Span | null {
  if (count < 1 || count > MOST_DAYS / 31) return null;
  return kind === "weeksAgo" ? wholeWeek(count, today) : wholeMonth(count, today);
}

function sameDayInMonth(date: string, months: number): string {
  const first = startOfMonth(date, months);
  const last = addDays(startOfMonth(first, 1), -1);
  const same = `${first.slice(0, 8)}${date.slice(8)}`;
  return same < last ? same : last;
}

function readDate(groups: Groups, today: string, periods: CompiledPeriods): Span | null {
  const month = monthOf(groups["month"] ?? groups["monthName"], today, periods);
  const dayNumber = numberOf(groups["day"], periods.numbers);
  if (month === null || dayNumber === null) return null;
  const year = month.year ?? yearOf(groups["year"], today, periods);
  const date = year === null ? latestDate(month.month, dayNumber, today) : dateFrom(year, month.month, dayNumber);
  const weekday = groups["weekday"] === undefined ? null : (periods.source.weekdays.get(groups["weekday"]) ?? null);
  if (date === null || (weekday !== null && weekday !== weekdayOf(date))) return null;
  return { ...day(date), comesRound: year === null ? "yearly" : null };
}

function readMonth(groups: Groups, today: string, periods: CompiledPeriods): Span | null {
  const month = monthOf(groups["month"] ?? groups["monthName"], today, periods);
  if (month === null || month.year !== null) return null;
  const year = yearOf(groups["year"], today, periods);
  const first = year === null ? latestDate(month.month, 1, today) : dateFrom(year, month.month, 1);
  if (first === null) return null;
  const name: PeriodName = { kind: "month", year: Number(first.slice(0, 4)), month: month.month };
  return named(name, today, year === null ? "yearly" : null);
}

function readQuarter(groups: Groups, today: string, periods: CompiledPeriods): Span | null {
  const quarter = numberOf(groups["quarter"], periods.numbers) ?? 0;
  if (quarter < 1 || quarter > 4) return null;
  const year = yearOf(groups["year"], today, periods);
  const month = quarter * 3 - 2;
  const first = year === null ? latestDate(month, 1, today) : dateFrom(year, month, 1);
  return first === null ? null : quarterFrom(first);
}

/** ISO 8601: week 1 holds 4 January. Without a year, the latest that has begun. */
function isoWeek(week: number, year: number | null, today: string): Span | null {
  const thisYear = Number(today.slice(0, 4));
  const years = year === null ? [thisYear + 1, thisYear, thisYear - 1] : [year];
  for (const candidate of years) {
    const monday = addDays(mondayOf(`${String(candidate).padStart(4, "0")}-01-04`), 7 * (week - 1));
    const isOfYear = week >= 1 && addDays(monday, 3).startsWith(`${candidate}-`);
    if (isOfYear && (year !== null || monday <= today)) return weekFrom(monday);
  }
  return null;
}

function readWeekday(
  which: Extract<SpanMeaning, { kind: "weekday" }>["which"],
  weekday: number,
  today: string,
): Span | null {
  if (weekday === 0) return null;
  const isWeekday = true;
  if (which === "latest") return { ...day(latestWeekday(weekday, today)), comesRound: "weekly", isWeekday };
  if (which === "before") return { ...day(latestWeekday(weekday, addDays(today, -1))), isWeekday };
  return { ...day(addDays(mondayOf(today), weekday - 1 - 7 * which.back)), isWeekday };
}

/** A month by its name or number; with its year where it was said from this one ("last month"). */
function monthOf(
  text: string | undefined,
  today: string,
  { source }: CompiledPeriods,
): { month: number; year: number | null } | null {
  const back = source.relativeMonths.get(text ?? "");
  if (back !== undefined) {
    const [year = 0, month = 0] = startOfMonth(today, back).split("-").map(Number);
    return { month, year };
  }
  const month = numberOf(text, source.months);
  return month === null ? null : { month, year: null };
}

function yearOf(text: string | undefined, today: string, { source }: CompiledPeriods): number | null {
  const back = source.relativeYears.get(text ?? "");
  if (back !== undefined) return Number(today.slice(0, 4)) + back;
  return text === undefined ? null : Number(text);
}

/** "2" in "from 2 to 13 November": a day of the month that holds the other end. */
export function dayInMonthOf(dayNumber: number, other: Span): Span | null {
  const [year, month] = other.first.split("-").map(Number);
  const date = other.name.kind === "day" ? dateFrom(year ?? 0, month ?? 0, dayNumber) : null;
  return date === null ? null : day(date);
}

function wholeWeek(back: number, today: string): Span {
  if (back === 0) return named({ kind: "thisWeek" }, today);
  return back === 1 ? named({ kind: "lastWeek" }, today) : weekFrom(addDays(mondayOf(today), -7 * back));
}

function wholeMonth(back: number, today: string): Span {
  if (back === 0) return named({ kind: "thisMonth" }, today);
  if (back === 1) return named({ kind: "lastMonth" }, today);
  const [year = 0, month = 0] = startOfMonth(today, -back).split("-").map(Number);
  return named({ kind: "month", year, month }, today);
}

function wholeYear(year: number): Span | null {
  const first = dateFrom(year, 1, 1);
  return first === null ? null : range(first, `${first.slice(0, 4)}-12-31`);
}

function weekendOf(date: string): Span {
  const saturday = addDays(mondayOf(date), SATURDAY - 1);
  return range(saturday, addDays(saturday, 1));
}

function quarterStart(today: string): string {
  return startOfMonth(today, -((Number(today.slice(5, 7)) - 1) % 3));
}

function quarterFrom(first: string): Span {
  return range(first, addDays(startOfMonth(first, 3), -1));
}

function weekFrom(monday: string): Span {
  return range(monday, addDays(monday, 6));
}

function day(date: string): Span {
  return { name: { kind: "day", date }, first: date, last: date, comesRound: null };
}

function range(from: string, to: string): Span {
  return { name: { kind: "range", from, to }, first: from, last: to, comesRound: null };
}

function named(name: PeriodName, today: string, comesRound: Span["comesRound"] = null): Span {
  return { name, ...daysOf(name, today), comesRound };
}

function latestDate(month: number, dayNumber: number, today: string): string | null {
  const thisYear = Number(today.slice(0, 4));
  for (let year = thisYear; year >= thisYear - MOST_YEARS_BACK; year -= 1) {
    const date = dateFrom(year, month, dayNumber);
    if (date !== null && date <= today) return date;
  }
  return null;
}

function latestDayOfMonth(dayNumber: number, today: string): Span | null {
  for (let back = 0; back <= 2; back += 1) {
    const [year = 0, month = 0] = startOfMonth(today, -back).split("-").map(Number);
    const date = dateFrom(year, month, dayNumber);
    if (date !== null && date <= today) return day(date);
  }
  return null;
}

function latestWeekday(weekday: number, notAfter: string): string {
  return addDays(notAfter, -((weekdayOf(notAfter) - weekday + 7) % 7));
}

/** Digits, or a word of the language; null when the text is absent or neither. */
export function numberOf(text: string | undefined, words: ReadonlyMap<string, number>): number | null {
  if (text === undefined) return null;
  return /^\d+$/.test(text) ? Number(text) : (words.get(text) ?? null);
}
