import type { TrueCall, TrueParticipation } from "./true-call.ts";
import type { TrueQuality } from "./true-quality.ts";
import { DAY_MS, localDate } from "./zoned-day.ts";

export type TrueSummary = {
  calls: number;
  durationSeconds: number;
  byType: Record<string, number>;
  byModality: Record<string, number>;
  quality: Record<TrueQuality, number>;
  feedback: {
    rated: number;
    notRated: number;
    average: number | null;
    poor: number;
    tokens: Record<string, number>;
  };
  platforms: Record<string, number>;
  /** The other one of calls with exactly one other; seconds are the person's own. Most calls first, then most seconds. */
  people: { id: string; displayName: string | null; calls: number; durationSeconds: number }[];
  /** Every day of the period up to today. */
  byDay: { date: string; calls: number; durationSeconds: number; poor: number }[];
};

const STARS: Readonly<Record<string, number>> = { bad: 1, poor: 2, fair: 3, good: 4, excellent: 5 };

/** What "my calls" must say of these calls, which are the person's calls of the period. */
export function summarizeTruth(
  personId: string,
  calls: readonly TrueCall[],
  period: { start: Date; end: Date },
  timeZone: string,
  now: Date,
): TrueSummary {
  const summary = emptySummary(period, timeZone, now);
  const people = new Map<string, TrueSummary["people"][number]>();
  let milliseconds = 0;
  let stars = 0;
  for (const call of calls) {
    const own = call.participations.find((participation) => participation.personId === personId);
    if (!own) continue;
    summary.calls += 1;
    milliseconds += own.durationSeconds * 1000;
    add(summary.byType, call.type);
    for (const modality of call.modalities) add(summary.byModality, modality);
    summary.quality[own.quality] += 1;
    if (own.platform !== null) add(summary.platforms, own.platform);
    stars += addRatings(summary.feedback, own);
    addPerson(people, call, own);
    const day = summary.byDay.find(({ date }) => date === localDate(timeZone, call.start.getTime()));
    if (!day) continue;
    day.calls += 1;
    day.durationSeconds = roundMs(day.durationSeconds + own.durationSeconds);
    if (own.quality === "poor") day.poor += 1;
  }
  summary.durationSeconds = Math.round(milliseconds) / 1000;
  if (summary.feedback.rated > 0) summary.feedback.average = stars / summary.feedback.rated;
  summary.people = [...people.values()].sort(
    (left, right) => right.calls - left.calls || right.durationSeconds - left.durationSeconds,
  );
  return summary;
}

function emptySummary(period: { start: Date; end: Date }, timeZone: string, now: Date): TrueSummary {
  const byDay: TrueSummary["byDay"] = [];
  const last = Math.min(period.end.getTime() - 1, now.getTime());
  const lastDate = localDate(timeZone, last);
  for (let instant = period.start.getTime(); instant <= last + DAY_MS; instant += DAY_MS / 4) {
    const date = localDate(timeZone, instant);
    if (date > lastDate || period.start.getTime() > last) break;
    if (byDay[byDay.length - 1]?.date !== date) byDay.push({ date, calls: 0, durationSeconds: 0, poor: 0 });
  }
  return {
    calls: 0,
    durationSeconds: 0,
    byType: {},
    byModality: {},
    quality: { good: 0, poor: 0, unclassified: 0 },
    feedback: { rated: 0, notRated: 0, average: null, poor: 0, tokens: {} },
    platforms: {},
    people: [],
    byDay,
  };
}

/** Returns the stars given. */
function addRatings(feedback: TrueSummary["feedback"], own: TrueParticipation): number {
  let stars = 0;
  for (const { rating, tokens } of own.ratings) {
    const value = STARS[rating];
    if (value === undefined) feedback.notRated += 1;
    else {
      feedback.rated += 1;
      stars += value;
      if (value <= 2) feedback.poor += 1;
    }
    for (const token of tokens) add(feedback.tokens, token);
  }
  return stars;
}

function addPerson(people: Map<string, TrueSummary["people"][number]>, call: TrueCall, own: TrueParticipation): void {
  const [other, ...more] = call.participations.filter((participation) => participation.personId !== own.personId);
  if (!other || more.length > 0) return;
  const { personId: id, displayName } = other;
  const entry = people.get(id) ?? { id, displayName, calls: 0, durationSeconds: 0 };
  entry.calls += 1;
  entry.durationSeconds = roundMs(entry.durationSeconds + own.durationSeconds);
  people.set(id, entry);
}

function add(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

function roundMs(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
