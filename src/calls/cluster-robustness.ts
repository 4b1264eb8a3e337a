import { factorName } from "./call-factor.ts";
import { evidenceOf, type ClusterGuards, type Evidence } from "./cluster-evidence.ts";
import { tallyOf } from "./cluster-tally.ts";
import { differenceInterval, Z_95 } from "./proportion.ts";
import { between, type CallObservation, type Observations } from "./rule-observation.ts";

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
export function isRobust(evidence: Evidence, { observations, endMs, guards, leftOut }: RobustnessQuestion): boolean {
  const { startMs, factor, share } = evidence;
  const ofFactor = (name: string): readonly CallObservation[] =>
    between(observations.byFactor.get(name)?.observations ?? [], startMs, endMs);
  const own = ofFactor(factorName(factor));
  const ends = own.flatMap(({ name }) => observations.byName.get(name) ?? []).filter(({ isPoor }) => isPoor);

  const others = new Map<string, readonly CallObservation[]>();
  for (const { factors, personId } of ends) {
    for (const other of factors.map(factorName)) others.set(other, ofFactor(other));
    if (personId !== null)
      others.set(
        `person:${personId}`,
        own.filter((one) => one.personId === personId),
      );
  }
  others.delete(factorName(factor));
  return [...others.values()].every((other) => {
    const { poor, of } = tallyOf(other, leftOut);
    if (of === 0 || poor / of < share.value) return true;
    const names = new Set(other.map(({ name }) => name));
    if (areNearlySame(names, new Set(own.map(({ name }) => name)))) return true;
    const rest = own.filter(({ name }) => !names.has(name));
    return evidenceOf({ ...evidence, tally: tallyOf(rest, leftOut) }, guards, Z_95) !== null;
  });
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
