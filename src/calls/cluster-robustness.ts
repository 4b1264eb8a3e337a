import { appendTo } from "./append-to.ts";
import { factorName } from "./call-factor.ts";
import { evidenceOf, type ClusterGuards, type Evidence } from "./cluster-evidence.ts";
import { tallyOf } from "./cluster-tally.ts";
import { differenceInterval, Z_95 } from "./proportion.ts";
import { between, type CallObservation, type Observations } from "./rule-observation.ts";
import type { Steps } from "./steps.ts";

/** Two sets of calls that overlap so far are the same. */
const NEARLY_ALL = 0.9;

export type RobustnessQuestion = {
  observations: Observations;
  endMs: number;
  guards: ClusterGuards;
  leftOut: ReadonlySet<string>;
};

/**
 * Whether a factor's calls are still too poor when any one thing that some of them have in common and that is at least
 * as poor is taken away: another factor, at either end, or a person. Many of a sick subnet's people may have one kind
 * of headset: their calls from elsewhere tell that it is not the headset, and too few of those tell nothing yet.
 */
export function* isRobust(evidence: Evidence, question: RobustnessQuestion): Steps<boolean> {
  const { observations, endMs, guards, leftOut } = question;
  const { startMs, factor, share } = evidence;
  const ofFactor = (name: string): readonly CallObservation[] =>
    between(observations.byFactor.get(name)?.observations ?? [], startMs, endMs);
  const own = ofFactor(factorName(factor));
  const ownNames = new Set(own.map(({ name }) => name));
  for (const other of others(own, factorName(factor), observations, ofFactor)) {
    yield;
    const { poor, of } = tallyOf(other, leftOut);
    if (of === 0 || poor / of < share.value) continue;
    const names = new Set(other.map(({ name }) => name));
    if (areNearlySame(names, ownNames)) continue;
    const rest = own.filter(({ name }) => !names.has(name));
    if (evidenceOf({ ...evidence, tally: tallyOf(rest, leftOut) }, guards, Z_95) === null) return false;
  }
  return true;
}

/** The calls of each other factor that a poor one of `own` has at either end, and of each person who has one. */
function* others(
  own: readonly CallObservation[],
  ownFactor: string,
  { byName }: Observations,
  ofFactor: (name: string) => readonly CallObservation[],
): Generator<readonly CallObservation[]> {
  const factors = new Set<string>();
  const people = new Set<string>();
  for (const end of own.flatMap(({ name }) => byName.get(name) ?? [])) {
    if (!end.isPoor) continue;
    for (const factor of end.factors) factors.add(factorName(factor));
    if (end.personId !== null) people.add(end.personId);
  }
  factors.delete(ownFactor);
  for (const factor of factors) yield ofFactor(factor);
  const byPerson = new Map<string, CallObservation[]>();
  for (const one of own) if (one.personId !== null) appendTo(byPerson, one.personId, one);
  for (const person of people) yield byPerson.get(person) ?? [];
}

/** 99.9 %, two-sided: others in the same hours are fewer than those of a month, and one of few comparisons. */
const Z_OTHERS = 3.2905;

/**
 * Whether a factor's calls are poorer than the others of the same time, too. When several things go wrong at once, or
 * everything does, what many calls have in common is poorer than usual without being what is wrong.
 */
export function isPoorerThanOthers(
  { factor, startMs, tally }: Evidence,
  { observations, endMs, leftOut }: RobustnessQuestion,
): boolean {
  const own = factorName(factor);
  const others = between(observations.all, startMs, endMs).filter(
    ({ name }) => !hasFactor(observations.byName.get(name) ?? [], own),
  );
  const { poor, of } = tallyOf(others, leftOut);
  if (of === 0) return true;
  return differenceInterval({ count: tally.poor, of: tally.of }, { count: poor, of }, Z_OTHERS).low > 0;
}

function hasFactor(ends: readonly CallObservation[], name: string): boolean {
  return ends.some(({ factors }) => factors.some((factor) => factorName(factor) === name));
}

/** Whether two sets are nearly the same: what they share, of what is in either. */
export function areNearlySame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const both = [...a].filter((one) => b.has(one)).length;
  return both / (a.size + b.size - both) >= NEARLY_ALL;
}
