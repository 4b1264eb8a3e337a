import type { CallType, ClientPlatform, Modality } from "./call-record.ts";
import { isPoorFeedback, ratingValue } from "./feedback.ts";
import type { Interval } from "./interval.ts";
import { addDays, createLocalTime } from "./local-time.ts";
import type { Participation, ParticipationRating } from "./participation.ts";
import type { Quality } from "./stream-quality.ts";

/** One person's calls in one period. The public contract of `callwise ask --format json` is made of it. */
export type Summary = {
  calls: number;
  /** Seconds with milliseconds. */
  durationSeconds: number;
  /** Calls by type; types without a call are absent. */
  byType: Partial<Record<CallType, number>>;
  /** Calls by modality; one call counts once in each of its modalities. */
  byModality: Partial<Record<Modality, number>>;
  quality: Record<Quality, number>;
  feedback: FeedbackSummary;
  platforms: Partial<Record<ClientPlatform, number>>;
  /** The other person of two-party calls, most calls first. */
  people: { id: string; displayName: string | null; calls: number; durationSeconds: number }[];
  /** Every day of the period up to today in the person's time zone, also those without a call. */
  byDay: { date: string; calls: number; durationSeconds: number; poor: number }[];
};

export type FeedbackSummary = {
  rated: number;
  /** Asked and not answered. */
  notRated: number;
  /** Mean of the answered ratings, 1–5; null when none was answered. */
  average: number | null;
  /** Ratings `bad` or `poor`. */
  poor: number;
  /** How often each token was on. */
  tokens: Record<string, number>;
};

/** A call with poor quality, or one that the person rated `bad` or `poor`: what "poor calls" lists. */
export function isPoorCall({ quality, ratings }: Pick<Participation, "quality" | "ratings">): boolean {
  return quality === "poor" || ratings.some(({ rating }) => isPoorFeedback(rating));
}

/**
 * Sums up one person's participations in a period, given newest first. Days after today appear in `byDay` only if they
 * have a call, so that the days always add up to the calls.
 */
export function summarize(
  participations: readonly Participation[],
  period: Interval,
  now: Date,
  timeZone: string,
): Summary {
  const localTime = createLocalTime(timeZone);
  const byType = new Map<CallType, number>();
  const byModality = new Map<Modality, number>();
  const platforms = new Map<ClientPlatform, number>();
  const quality: Record<Quality, number> = { good: 0, poor: 0, unclassified: 0 };
  const people = new Map<string, PersonTally>();
  const days = new Map<string, DayTally>();
  // Whole milliseconds, because sums of fractional seconds gather dust in their last digits.
  let durationMs = 0;

  for (const participation of participations) {
    const ms = Math.round(participation.durationSeconds * 1000);
    durationMs += ms;
    add(byType, participation.callType);
    for (const modality of new Set(participation.modalities)) add(byModality, modality);
    quality[participation.quality] += 1;
    if (participation.client !== null) add(platforms, participation.client.platform);
    tallyPerson(people, participation.others.person, ms);
    tallyDay(days, localTime.dateOf(participation.start), ms, participation.quality === "poor");
  }

  const today = localTime.dateOf(now);
  for (const date of pastDays(period, today, localTime.dateOf)) {
    if (!days.has(date)) days.set(date, { calls: 0, durationMs: 0, poor: 0 });
  }
  return {
    calls: participations.length,
    durationSeconds: durationMs / 1000,
    byType: Object.fromEntries(byType),
    byModality: Object.fromEntries(byModality),
    quality,
    feedback: summarizeFeedback(participations.flatMap(({ ratings }) => ratings)),
    platforms: Object.fromEntries(platforms),
    people: [...people]
      .map(([id, tally]) => ({ id, ...inSeconds(tally) }))
      .sort((a, b) => b.calls - a.calls || b.durationSeconds - a.durationSeconds || compare(a.id, b.id)),
    byDay: [...days].map(([date, tally]) => ({ date, ...inSeconds(tally) })).sort((a, b) => compare(a.date, b.date)),
  };
}

/**
 * Counts ratings, one for each session that was asked. `notRated` is no answer and no zero; a word that is not known is
 * neither an answer nor the lack of one.
 */
export function summarizeFeedback(ratings: readonly ParticipationRating[]): FeedbackSummary {
  const tokens = new Map<string, number>();
  let rated = 0;
  let notRated = 0;
  let poor = 0;
  let sum = 0;
  for (const { rating, tokens: tokensOn } of ratings) {
    const value = ratingValue(rating);
    if (value !== null) {
      rated += 1;
      sum += value;
    }
    if (rating === "notRated") notRated += 1;
    if (isPoorFeedback(rating)) poor += 1;
    for (const token of tokensOn) add(tokens, token);
  }
  return { rated, notRated, average: rated === 0 ? null : sum / rated, poor, tokens: Object.fromEntries(tokens) };
}

type PersonTally = { displayName: string | null; calls: number; durationMs: number };
type DayTally = { calls: number; durationMs: number; poor: number };

function tallyPerson(people: Map<string, PersonTally>, person: Participation["others"]["person"], ms: number): void {
  if (person === null) return;
  const tally = people.get(person.id) ?? { displayName: null, calls: 0, durationMs: 0 };
  // One id may come with two names; the newest call's is shown.
  tally.displayName ??= person.displayName;
  tally.calls += 1;
  tally.durationMs += ms;
  people.set(person.id, tally);
}

function tallyDay(days: Map<string, DayTally>, date: string, ms: number, isPoor: boolean): void {
  const tally = days.get(date) ?? { calls: 0, durationMs: 0, poor: 0 };
  tally.calls += 1;
  tally.durationMs += ms;
  tally.poor += isPoor ? 1 : 0;
  days.set(date, tally);
}

/** The last day of a period may end before that day does. */
function* pastDays({ start, end }: Interval, today: string, dateOf: (instant: Date) => string): Generator<string> {
  const last = dateOf(new Date(end.getTime() - 1));
  for (let date = dateOf(start); date <= last && date <= today; date = addDays(date, 1)) yield date;
}

function inSeconds<Tally extends { durationMs: number }>({
  durationMs,
  ...rest
}: Tally): Omit<Tally, "durationMs"> & { durationSeconds: number } {
  return { ...rest, durationSeconds: durationMs / 1000 };
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
