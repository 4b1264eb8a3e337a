import { MINIMUM_GROUP } from "./anonymous-mode.ts";
import { dimensionValue } from "./dimension-value.ts";
import { isPoorFeedback, ratingValue } from "./feedback.ts";
import { TALLY_DIMENSIONS, type OrganizationFigures, type TallyDimension } from "./organization.ts";
import type { Participation } from "./participation.ts";
import type { Quality } from "./stream-quality.ts";

/** Whole numbers that add up over days, from which an organization's figures are made. Durations in milliseconds. */
export type FiguresTally = {
  participations: number;
  durationMs: number;
  quality: Record<Quality, number>;
  failures: number;
  rated: number;
  ratingSum: number;
  notRated: number;
  poorRatings: number;
  /** A list, because a token may have any letters in it. */
  tokens: { token: string; count: number }[];
};

/** One value of a dimension on one day. */
export type ValueTally = {
  dimension: TallyDimension;
  value: string;
  /** Several people had it that day, so that its figures are nobody's own. */
  isShared: boolean;
  /** Different users and guests who had it that day, counted to MINIMUM_GROUP only. */
  people: number;
  figures: FiguresTally;
};

/** What a participation must tell to be counted. */
export type CountedParticipation = Pick<
  Participation,
  | "callId"
  | "personId"
  | "personKind"
  | "sessionCount"
  | "durationSeconds"
  | "quality"
  | "ratings"
  | "failure"
  | "network"
  | "trunk"
  | "device"
  | "client"
  | "callType"
>;

export type DayTally = {
  /** Participations without a session of their own are left out. A call's participations must come one after another. */
  add(participation: CountedParticipation): void;
  calls(): number;
  /** Ids of the different users and guests. */
  people(): string[];
  values(): ValueTally[];
};

/** A value that fewer had on each day may be somebody's own: their headset, their home. */
const SHARED_BY = 3;

/** Counts up one day. In memory are its different values and people, whatever the number of participations. */
export function createDayTally(): DayTally {
  const tallies = new Map<
    string,
    Omit<ValueTally, "isShared" | "people"> & { havers: Set<string>; people: Set<string> }
  >();
  let calls = 0;
  let lastCallId: string | null = null;
  const everybody = new Set<string>();

  return {
    add(participation) {
      if (participation.sessionCount === 0) return;
      if (participation.callId !== lastCallId) calls += 1;
      lastCallId = participation.callId;
      const { personId, personKind } = participation;
      const isPerson = personKind === "user" || personKind === "guest";
      if (isPerson) everybody.add(personId);
      for (const dimension of TALLY_DIMENSIONS) {
        const value = dimensionValue(dimension, participation);
        if (value === null) continue;
        const name = `${dimension} ${value}`;
        const tally = tallies.get(name) ?? {
          dimension,
          value,
          havers: new Set<string>(),
          people: new Set<string>(),
          figures: emptyFigures(),
        };
        tallies.set(name, tally);
        if (tally.havers.size < SHARED_BY) tally.havers.add(personId);
        if (isPerson && tally.people.size < MINIMUM_GROUP) tally.people.add(personId);
        count(tally.figures, participation);
      }
    },
    calls: () => calls,
    people: () => [...everybody],
    values: () =>
      [...tallies.values()].map(({ havers, people, ...tally }) => ({
        ...tally,
        isShared: havers.size >= SHARED_BY,
        people: people.size,
      })),
  };
}

export function emptyFigures(): FiguresTally {
  return {
    participations: 0,
    durationMs: 0,
    quality: { good: 0, poor: 0, unclassified: 0 },
    failures: 0,
    rated: 0,
    ratingSum: 0,
    notRated: 0,
    poorRatings: 0,
    tokens: [],
  };
}

/** Adds one tally to another, in place. */
export function addFigures(sum: FiguresTally, figures: FiguresTally): void {
  sum.participations += figures.participations;
  sum.durationMs += figures.durationMs;
  for (const quality of ["good", "poor", "unclassified"] as const) sum.quality[quality] += figures.quality[quality];
  sum.failures += figures.failures;
  sum.rated += figures.rated;
  sum.ratingSum += figures.ratingSum;
  sum.notRated += figures.notRated;
  sum.poorRatings += figures.poorRatings;
  for (const { token, count: times } of figures.tokens) countToken(sum, token, times);
}

export function figuresOf(tally: FiguresTally): OrganizationFigures {
  const { participations, durationMs, quality, failures, rated, ratingSum, notRated, poorRatings, tokens } = tally;
  return {
    participations,
    durationSeconds: durationMs / 1000,
    quality: { ...quality },
    feedback: {
      rated,
      notRated,
      average: rated === 0 ? null : ratingSum / rated,
      poor: poorRatings,
      tokens: Object.fromEntries(tokens.map(({ token, count: times }) => [token, times])),
    },
    failures,
  };
}

export function classifiedOf({ quality }: Pick<FiguresTally, "quality">): number {
  return quality.good + quality.poor;
}

function count(figures: FiguresTally, { durationSeconds, quality, failure, ratings }: CountedParticipation): void {
  figures.participations += 1;
  figures.durationMs += Math.round(durationSeconds * 1000);
  figures.quality[quality] += 1;
  if (failure !== null) figures.failures += 1;
  for (const { rating, tokens } of ratings) {
    const value = ratingValue(rating);
    if (value !== null) {
      figures.rated += 1;
      figures.ratingSum += value;
    }
    if (rating === "notRated") figures.notRated += 1;
    if (isPoorFeedback(rating)) figures.poorRatings += 1;
    for (const token of tokens) countToken(figures, token, 1);
  }
}

function countToken({ tokens }: FiguresTally, token: string, times: number): void {
  const known = tokens.find((one) => one.token === token);
  if (known) known.count += times;
  else tokens.push({ token, count: times });
}
