import { addDays, daysBetween } from "../../src/calls/local-time.ts";
import { daysOf, type DaySpan, type PeriodName } from "../../src/calls/period.ts";
import type { CompiledPeriods } from "./grammar-compiled.ts";
import { dayInMonthOf, MOST_DAYS, numberOf, readSpan, type Span } from "./parse-span.ts";

/** A period as it was read; or, when a range runs backwards, the range that may have been meant. */
export type PeriodReading = { name: PeriodName } | { name: null; instead: PeriodName | null };

/** Days of a range without years that ends in a year to come. */
const LONGEST_OVER_NEW_YEAR = 90;

const NOTHING: PeriodReading = { name: null, instead: null };

/**
 * Reads a period in one language. `text` comes from `plainText`; `today` is the person's local date. What is not
 * understood, and what the calendar does not have (31 February, a Monday that is a Tuesday), is never guessed at.
 */
export function parsePeriod(text: string, today: string, periods: CompiledPeriods): PeriodReading {
  const whole = text.toLowerCase().replace(periods.trailing, "");
  const name = readEnd(whole, today, periods)?.name ?? readSince(whole, today, periods);
  const reading: PeriodReading = name ? { name } : readRange(whole, today, periods);
  return reading.name !== null && isTooLong(daysOf(reading.name, today)) ? NOTHING : reading;
}

function isTooLong({ first, last }: DaySpan): boolean {
  return daysBetween(first, last) >= MOST_DAYS;
}

/** As it stands first: a word may be part of one expression and before another. */
function readEnd(text: string, today: string, periods: CompiledPeriods): Span | null {
  const bare = text.replace(periods.leading, "");
  return readSpan(text, today, periods) ?? (bare === text ? null : readSpan(bare, today, periods));
}

/** Since the first day of whatever is named; not since a day to come. */
function readSince(text: string, today: string, periods: CompiledPeriods): PeriodName | null {
  for (const pattern of periods.since) {
    const fromText = pattern.exec(text)?.groups?.["from"];
    const from = fromText === undefined ? null : readEnd(fromText, today, periods);
    if (from !== null) return from.first > today ? null : { kind: "since", from: from.first };
  }
  return null;
}

function readRange(text: string, today: string, periods: CompiledPeriods): PeriodReading {
  for (const pattern of periods.ranges) {
    const groups = pattern.exec(text)?.groups;
    const ends = groups && readEnds(groups["from"] ?? "", groups["to"] ?? "", today, periods);
    if (!ends) continue;
    const [from, to] = ends;
    if (from.first <= to.last) return { name: { kind: "range", from: from.first, to: to.last } };
    return { name: null, instead: { kind: "range", from: to.first, to: from.last } };
  }
  return NOTHING;
}

/**
 * Both ends of a range. An end without a year is the latest not after today, like every date, unless that puts the end
 * before the start: then the other end says which one is meant. "From 2 to 30 November" on the 16th ends this month, and
 * "from 1 November to 5 November 2025" starts in 2025.
 */
function readEnds(fromText: string, toText: string, today: string, periods: CompiledPeriods): [Span, Span] | null {
  const to = sameMonth(toText, readEnd(fromText, today, periods), periods) ?? readEnd(toText, today, periods);
  const from = sameMonth(fromText, to, periods) ?? readEnd(fromText, today, periods);
  if (from === null || to === null) return null;
  // "From Monday last week to Wednesday" is three days.
  if (from.isWeekday && to.comesRound === "weekly")
    return [from, readEnd(toText, addDays(from.first, 6), periods) ?? to];
  if (from.first <= to.last) return [from, to];
  if (to.comesRound === null) {
    const earlier = from.comesRound === null ? null : readEnd(fromText, to.last, periods);
    return [earlier ?? from, to];
  }
  const limit = to.comesRound === "weekly" ? addDays(from.first, 6) : `${from.first.slice(0, 4)}-12-31`;
  // "From 28 December to 3 January", said on the 30th; but "from 13 to 2 November" is a slip.
  const limits = to.comesRound === "weekly" ? [limit] : [limit, addDays(from.first, LONGEST_OVER_NEW_YEAR)];
  const later = limits.map((last) => readEnd(toText, last, periods)).find((end) => end && end.last >= from.first);
  return [from, later ?? to];
}

function sameMonth(text: string, other: Span | null, periods: CompiledPeriods): Span | null {
  if (other === null) return null;
  for (const pattern of periods.dayOfMonth) {
    const dayNumber = numberOf(pattern.exec(text)?.groups?.["day"], periods.numbers);
    if (dayNumber !== null) return dayInMonthOf(dayNumber, other);
  }
  return null;
}
