import { addDays, dateFrom, daysBetween, weekdayOf } from "../../src/calls/local-time.ts";
import { daysOf, type DaySpan, type PeriodName } from "../../src/calls/period.ts";
import type { PeriodGrammar } from "./grammar.ts";

/** A hundred years; a longer past is a slip of the finger. */
const MOST_DAYS = 36_500;
/** The longest wait for a date without a year to come round: 29 February across a century year. */
const MOST_YEARS_BACK = 8;

/** A period as it was read; or, when a range runs backwards, the range that may have been meant. */
export type PeriodReading = { name: PeriodName } | { name: null; instead: PeriodName | null };

/**
 * Reads a period in one language. `text` comes from `plainText`; `today` is the person's local date. What is not
 * understood, and what the calendar does not have (31 February, a Monday that is a Tuesday), is never guessed at.
 */
export function parsePeriod(text: string, today: string, grammar: PeriodGrammar): PeriodReading {
  const bare = text.replace(grammar.leading, "");
  const name =
    readSpan(text, today, grammar)?.name ?? readSpan(bare, today, grammar)?.name ?? readSince(text, today, grammar);
  const reading: PeriodReading = name ? { name } : readRange(text, today, grammar);
  return reading.name !== null && isTooLong(daysOf(reading.name, today)) ? { name: null, instead: null } : reading;
}

function isTooLong({ first, last }: DaySpan): boolean {
  return daysBetween(first, last) >= MOST_DAYS;
}

/**
 * Days that are named by one expression. `comesRound` says that the text left the year (or the week) open and the
 * latest one was taken.
 */
type Span = DaySpan & { name: PeriodName; comesRound: "yearly" | "weekly" | null };

function readSpan(text: string, today: string, grammar: PeriodGrammar): Span | null {
  for (const { pattern, name } of grammar.named) {
    if (pattern.test(text)) return spanOf(name, today);
  }
  for (const { pattern, kind } of grammar.counted) {
    const count = numberOf(pattern.exec(text)?.groups?.["count"], grammar.numbers);
    if (count !== null) return count > 0 && count <= MOST_DAYS ? spanOf({ kind, count }, today) : null;
  }
  return readDate(text, today, grammar) ?? readMonth(text, today, grammar) ?? readWeekday(text, today, grammar);
}

function readDate(text: string, today: string, grammar: PeriodGrammar): Span | null {
  for (const pattern of grammar.dates) {
    const groups = pattern.exec(text)?.groups;
    if (!groups) continue;
    const month = numberOf(groups["month"], grammar.months);
    const day = numberOf(groups["day"], grammar.numbers);
    if (month === null || day === null) return null;
    const year = numberOf(groups["year"], grammar.numbers);
    const date = year === null ? latestDate(month, day, today) : dateFrom(year, month, day);
    const weekday = numberOf(groups["weekday"], grammar.weekdays);
    if (date === null || (weekday !== null && weekday !== weekdayOf(date))) return null;
    return spanOf({ kind: "day", date }, today, year === null ? "yearly" : null);
  }
  return null;
}

function readMonth(text: string, today: string, grammar: PeriodGrammar): Span | null {
  for (const pattern of grammar.monthsOfYear) {
    const groups = pattern.exec(text)?.groups;
    const month = numberOf(groups?.["month"], grammar.months);
    if (!groups || month === null) continue;
    const year = numberOf(groups["year"], grammar.numbers);
    const first = year === null ? latestDate(month, 1, today) : dateFrom(year, month, 1);
    if (first === null) return null;
    return spanOf({ kind: "month", year: Number(first.slice(0, 4)), month }, today, year === null ? "yearly" : null);
  }
  return null;
}

function readWeekday(text: string, today: string, grammar: PeriodGrammar): Span | null {
  const latest = numberOf(grammar.weekday.exec(text)?.groups?.["weekday"], grammar.weekdays);
  if (latest !== null) return spanOf({ kind: "day", date: latestWeekday(latest, today) }, today, "weekly");
  const past = numberOf(grammar.lastWeekday.exec(text)?.groups?.["weekday"], grammar.weekdays);
  return past === null ? null : spanOf({ kind: "day", date: latestWeekday(past, addDays(today, -1)) }, today);
}

/** Since the first day of whatever is named; not since a day to come. */
function readSince(text: string, today: string, grammar: PeriodGrammar): PeriodName | null {
  const fromText = grammar.since.exec(text)?.groups?.["from"];
  const from = fromText === undefined ? null : readSpan(fromText.replace(grammar.leading, ""), today, grammar);
  return from === null || from.first > today ? null : { kind: "since", from: from.first };
}

function readRange(text: string, today: string, grammar: PeriodGrammar): PeriodReading {
  for (const pattern of grammar.ranges) {
    const groups = pattern.exec(text)?.groups;
    const ends = readEnds(groups?.["from"] ?? "", groups?.["to"] ?? "", today, grammar);
    if (!ends) continue;
    const [from, to] = ends;
    if (from.first <= to.last) return { name: { kind: "range", from: from.first, to: to.last } };
    return { name: null, instead: { kind: "range", from: to.first, to: from.last } };
  }
  return { name: null, instead: null };
}

/**
 * Both ends of a range. An end without a year is the latest not after today, like every date, unless that puts the end
 * before the start: then the other end says which one is meant. "From 2 to 30 November" on the 16th ends this month, and
 * "from 1 November to 5 November 2025" starts in 2025.
 */
function readEnds(fromText: string, toText: string, today: string, grammar: PeriodGrammar): [Span, Span] | null {
  const read = (text: string, notAfter: string): Span | null =>
    readSpan(text, notAfter, grammar) ?? readSpan(text.replace(grammar.leading, ""), notAfter, grammar);
  const to = read(toText, today) ?? sameMonth(toText, read(fromText, today), today, grammar);
  const from = read(fromText, today) ?? sameMonth(fromText, to, today, grammar);
  if (from === null || to === null) return null;
  if (from.first <= to.last) return [from, to];
  if (to.comesRound === null) {
    const earlier = from.comesRound === null ? null : read(fromText, to.last);
    return [earlier ?? from, to];
  }
  const limit = to.comesRound === "weekly" ? addDays(from.first, 6) : `${from.first.slice(0, 4)}-12-31`;
  const later = read(toText, limit);
  return [from, later !== null && later.last >= from.first ? later : to];
}

/** "2" in "from 2 to 13 November": a day of the other end's month. */
function sameMonth(text: string, other: Span | null, today: string, grammar: PeriodGrammar): Span | null {
  const day = numberOf(grammar.dayOfMonth.exec(text)?.groups?.["day"], grammar.numbers);
  if (day === null || other?.name.kind !== "day") return null;
  const [year, month] = other.first.split("-").map(Number);
  const date = dateFrom(year ?? 0, month ?? 0, day);
  return date === null ? null : spanOf({ kind: "day", date }, today);
}

function spanOf(name: PeriodName, today: string, comesRound: Span["comesRound"] = null): Span {
  return { name, ...daysOf(name, today), comesRound };
}

function latestDate(month: number, day: number, today: string): string | null {
  const thisYear = Number(today.slice(0, 4));
  for (let year = thisYear; year >= thisYear - MOST_YEARS_BACK; year -= 1) {
    const date = dateFrom(year, month, day);
    if (date !== null && date <= today) return date;
  }
  return null;
}

function latestWeekday(weekday: number, notAfter: string): string {
  return addDays(notAfter, -((weekdayOf(notAfter) - weekday + 7) % 7));
}

/** Digits, or a word of the language; null when the text is absent or neither. */
function numberOf(text: string | undefined, words: ReadonlyMap<string, number>): number | null {
  if (text === undefined) return null;
  return /^\d+$/.test(text) ? Number(text) : (words.get(text) ?? null);
}
