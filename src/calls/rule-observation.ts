import type { AlertScope, PoorCallCount } from "./alert-rule.ts";
import { appendTo } from "./append-to.ts";
import { factorName, factorsOf, type CallFactor } from "./call-factor.ts";
import { isPoorFeedback, ratingValue } from "./feedback.ts";
import type { Participation } from "./participation.ts";
import { isInScope } from "./rule-scope.ts";
import type { Steps } from "./steps.ts";
import type { QualityReason } from "./stream-quality.ts";

/** What rules about calls read of a participation. */
export type RuleParticipation = Pick<
  Participation,
  | "callId"
  | "personId"
  | "personKind"
  | "callType"
  | "start"
  | "isTest"
  | "sessionCount"
  | "quality"
  | "reasons"
  | "ratings"
  | "failure"
  | "client"
  | "device"
  | "network"
  | "trunk"
>;

/** One person's call, judged as a rule wants it. */
export type CallObservation = {
  callId: string;
  /** Null for somebody outside, as a telephone is: their calls count, they are nobody whose trouble it is. */
  personId: string | null;
  /**
   * Two observations of the same name are of one thing that happened: both ends of a call between two share its
   * streams, so that who called within an office does not count twice.
   */
  name: string;
  startMs: number;
  isPoor: boolean;
  isRatedPoor: boolean;
  isMeasuredPoor: boolean;
  failure: Participation["failure"];
  reasons: readonly QualityReason[];
  factors: readonly CallFactor[];
};

/** In the order of their start, with those of each factor at hand. */
export type Observations = {
  /** From when on all are here. */
  fromMs: number;
  all: readonly CallObservation[];
  byName: ReadonlyMap<string, readonly CallObservation[]>;
  byFactor: ReadonlyMap<string, { factor: CallFactor; observations: readonly CallObservation[] }>;
};

export type WhatCounts = {
  /** From when on the participations are all there are. */
  fromMs: number;
  scope: AlertScope;
  counts: PoorCallCount | "failures";
  /** Names of the buildings of the scope's country, in lower case. */
  buildingsOfCountry: ReadonlySet<string>;
};

/** So many take a few milliseconds. */
export const OBSERVED_A_STEP = 500;

/** Those participations that a rule is about and that can be judged: others say nothing. Test calls are nobody's. */
export function* observe(participations: readonly RuleParticipation[], what: WhatCounts): Steps<Observations> {
  const all: CallObservation[] = [];
  for (const [index, participation] of participations.entries()) {
    if (index % OBSERVED_A_STEP === 0) yield;
    const observation = observationOf(participation, what);
    if (observation !== null) all.push(observation);
  }
  all.sort((a, b) => a.startMs - b.startMs || (a.name < b.name ? -1 : 1));
  const byName = new Map<string, CallObservation[]>();
  const byFactor = new Map<string, { factor: CallFactor; observations: CallObservation[] }>();
  for (const [index, observation] of all.entries()) {
    if (index % OBSERVED_A_STEP === 0) yield;
    appendTo(byName, observation.name, observation);
    addByFactor(byFactor, observation);
  }
  return { fromMs: what.fromMs, all, byName, byFactor };
}

function observationOf(
  participation: RuleParticipation,
  { scope, counts, buildingsOfCountry }: WhatCounts,
): CallObservation | null {
  const { callId, personId, personKind, callType, quality, ratings, failure } = participation;
  if (participation.isTest || participation.sessionCount === 0) return null;
  const isSomebody = personKind === "user" || personKind === "guest";
  if (!isSomebody && personKind !== "phone") return null;
  if (!isInScope(participation, scope, buildingsOfCountry)) return null;
  const isMeasuredPoor = quality === "poor";
  const isRatedPoor = ratings.some(({ rating }) => isPoorFeedback(rating));
  const isMeasured = quality !== "unclassified";
  const isRated = ratings.some(({ rating }) => ratingValue(rating) !== null);
  const judged = {
    measured: { isKnown: isMeasured, isPoor: isMeasuredPoor },
    rated: { isKnown: isRated, isPoor: isRatedPoor },
    measuredOrRated: { isKnown: isMeasured || isRated, isPoor: isMeasuredPoor || isRatedPoor },
    failures: { isKnown: true, isPoor: failure !== null },
  }[counts];
  if (!judged.isKnown) return null;
  return {
    callId,
    personId: isSomebody ? personId : null,
    name: callType === "peerToPeer" ? callId : `${callId} ${personId}`,
    startMs: participation.start.getTime(),
    isPoor: judged.isPoor,
    isRatedPoor,
    isMeasuredPoor,
    failure,
    reasons: participation.reasons,
    factors: factorsOf(participation),
  };
}

function addByFactor(
  groups: Map<string, { factor: CallFactor; observations: CallObservation[] }>,
  observation: CallObservation,
): void {
  for (const factor of observation.factors) {
    const name = factorName(factor);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { factor, observations: [observation] });
    else group.observations.push(observation);
  }
}

/** Those that started in a half-open stretch of time. */
export function between(
  observations: readonly CallObservation[],
  startMs: number,
  endMs: number,
): readonly CallObservation[] {
  return observations.slice(firstFrom(observations, startMs), firstFrom(observations, endMs));
}

function firstFrom(observations: readonly CallObservation[], instantMs: number): number {
  let [low, high] = [0, observations.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((observations[middle]?.startMs ?? Infinity) < instantMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
