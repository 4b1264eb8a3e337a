import type { Expected } from "./baseline.ts";
import { CALL_FACTOR_KINDS, factorName, type CallFactor, type CallFactorKind } from "./call-factor.ts";
import { evidenceOf, type ClusterGuards, type Evidence } from "./cluster-evidence.ts";
import { areNearlySame, isPoorerThanOthers, isRobust } from "./cluster-robustness.ts";
import { tallyOf } from "./cluster-tally.ts";
import { zForComparisons } from "./proportion.ts";
import { between, OBSERVED_A_STEP, type CallObservation, type Observations } from "./rule-observation.ts";
import type { Steps } from "./steps.ts";

/** A factor that poor calls have in common, and others that were there in nearly the same calls. */
export type Cluster = Evidence & { alike: CallFactor[] };

export type ClusterQuestion = {
  observations: Observations;
  /** Half-open stretch of time. */
  startMs: number;
  endMs: number;
  guards: ClusterGuards;
  expectedOf: (factor: CallFactor) => Expected;
  /** Calls that are told of already. */
  leftOut: ReadonlySet<string>;
};

/** Besides all of the time, its last third and twelfth: trouble of the last hours must not drown in a good day. */
const PARTS = [1, 3, 12];
/** Half of all calls may have one of these, and which people's they are changes by the hour: only all of the time counts. */
const COMMON_KINDS: ReadonlySet<CallFactorKind> = new Set<CallFactorKind>(["platform", "connection"]);

/** The factors worth a look, by name: with enough poor calls of enough people. Few, whatever the number of calls. */
export function* candidateFactors({
  observations,
  startMs,
  endMs,
  guards,
  leftOut,
}: Omit<ClusterQuestion, "expectedOf">): Steps<CallFactor[]> {
  const found = new Map<string, { factor: CallFactor; calls: Set<string>; people: Set<string> }>();
  for (const [index, observation] of between(observations.all, startMs, endMs).entries()) {
    if (index % OBSERVED_A_STEP === 0) yield;
    const { isPoor, callId, personId, factors } = observation;
    if (!isPoor || leftOut.has(callId)) continue;
    for (const factor of factors) {
      const name = factorName(factor);
      const seen = found.get(name) ?? { factor, calls: new Set(), people: new Set() };
      found.set(name, seen);
      seen.calls.add(callId);
      if (personId !== null) seen.people.add(personId);
    }
  }
  return [...found.values()]
    .filter(({ calls, people }) => calls.size >= guards.minimumCalls && people.size >= guards.minimumPeople)
    .map(({ factor }) => factor);
}

/**
 * What the poor calls have in common, the weightiest first. A factor is named only if calls without the others that are
 * named are poor, too: people with a sick headset who sit in one subnet do not make the subnet sick, nor a sick subnet
 * its building.
 */
export function* clusterPoorCalls(question: ClusterQuestion): Steps<Cluster[]> {
  const z = zForComparisons(comparisonsOf(question));
  const leftOut = new Set(question.leftOut);
  const found: Cluster[] = [];
  for (;;) {
    const candidates = yield* evidenceAmong({ ...question, leftOut }, z);
    const best = weightiest(candidates);
    if (best === null) break;
    const cluster = named(best, candidates, question);
    found.push(cluster);
    for (const callId of callsWith(cluster, question)) leftOut.add(callId);
  }
  if (found.length < 2) return found;
  const alone: Cluster[] = [];
  for (const cluster of found) {
    yield;
    if (standsAlone(cluster, found, question, z)) alone.push(cluster);
  }
  return alone;
}

/** The calls of a cluster's factor, poor or not: to leave out only the poor ones would make the others look better. */
function callsWith(
  { factor }: Pick<Evidence, "factor">,
  { observations, startMs, endMs }: ClusterQuestion,
): Set<string> {
  const group = observations.byFactor.get(factorName(factor));
  return new Set(between(group?.observations ?? [], startMs, endMs).map(({ callId }) => callId));
}

/** A broad factor that was weightiest at first may be nothing but the sum of those that were found after it. */
function standsAlone(cluster: Cluster, all: readonly Cluster[], question: ClusterQuestion, z: number): boolean {
  const leftOut = new Set(question.leftOut);
  for (const other of all) {
    if (other !== cluster) for (const callId of callsWith(other, question)) leftOut.add(callId);
  }
  return bestEvidence(cluster.factor, { ...question, leftOut }, z) !== null;
}

function* evidenceAmong(question: ClusterQuestion, z: number): Steps<Evidence[]> {
  const found: Evidence[] = [];
  for (const factor of yield* candidateFactors(question)) {
    yield;
    const evidence = bestEvidence(factor, question, z);
    if (evidence === null) continue;
    yield;
    if (isPoorerThanOthers(evidence, question) && (yield* isRobust(evidence, question))) found.push(evidence);
  }
  return found;
}

/** Of the parts of the time the one that tells most; null when none tells enough. */
export function bestEvidence(factor: CallFactor, question: ClusterQuestion, z: number): Evidence | null {
  const { startMs, endMs, guards, leftOut } = question;
  const observations = question.observations.byFactor.get(factorName(factor))?.observations ?? [];
  const expected = question.expectedOf(factor);
  return weightiest(
    (COMMON_KINDS.has(factor.kind) ? [1] : PARTS).flatMap((part) => {
      const from = endMs - (endMs - startMs) / part;
      const tally = tallyOf(between(observations, from, endMs), leftOut);
      return evidenceOf({ factor, startMs: from, tally, expected }, guards, z) ?? [];
    }),
  );
}

function weightiest(candidates: readonly Evidence[]): Evidence | null {
  return candidates.reduce<Evidence | null>(
    (best, next) =>
      best === null || next.weight > best.weight || (next.weight === best.weight && isMoreTelling(next, best))
        ? next
        : best,
    null,
  );
}

/** Of those that were there in nearly the same calls nobody can say which it is: the most telling gives the name. */
function named(best: Evidence, candidates: readonly Evidence[], question: ClusterQuestion): Cluster {
  const seen = callsWith(best, question);
  const same = candidates.filter(
    (other) =>
      other !== best &&
      areNearlySame(best.tally.poorCalls, other.tally.poorCalls) &&
      areNearlySame(seen, callsWith(other, question)),
  );
  const [first, ...others] = [best, ...same].sort((a, b) => (isMoreTelling(a, b) ? -1 : 1));
  return { ...(first ?? best), alike: others.map(({ factor }) => factor) };
}

function isMoreTelling(a: Evidence, b: Evidence): boolean {
  const rank = ({ factor }: Evidence): number => CALL_FACTOR_KINDS.indexOf(factor.kind);
  return rank(a) < rank(b) || (rank(a) === rank(b) && a.factor.value < b.factor.value);
}

/** Who looks every few minutes for a month looks at about so many different windows, and one in twenty shall mislead. */
const LOOKS = 30;

/** Every factor that has enough calls to be judged is tried, in each part of the time, again and again. */
function comparisonsOf({ observations, startMs, endMs, guards }: ClusterQuestion): number {
  let factors = 0;
  for (const group of observations.byFactor.values()) {
    const some = between(group.observations, startMs, endMs);
    if (some.length >= guards.minimumSample) factors += 1;
  }
  return factors * PARTS.length * LOOKS;
}

/** How many of a factor's newest calls tell whether it is over. */
const NEWEST = 8;

/**
 * Whether a factor's newest calls are about as good as expected again, or there are none any more. While there are no
 * new calls, as at night, what was poor is taken to last.
 */
export function isBackToBaseline(
  observations: readonly CallObservation[],
  expected: Expected,
  { threshold, minimumSample }: Pick<ClusterGuards, "threshold" | "minimumSample">,
): boolean {
  const newest = new Map<string, boolean>();
  for (const { name, isPoor } of [...observations].reverse()) {
    newest.set(name, isPoor || newest.get(name) === true);
    if (newest.size >= Math.max(NEWEST, minimumSample)) break;
  }
  const poor = [...newest.values()].filter(Boolean).length;
  return newest.size === 0 || poor / newest.size <= expected.share + threshold / 2;
}
