import type { Expected } from "./baseline.ts";
import type { CallFactor } from "./call-factor.ts";
import type { ClusterTally } from "./cluster-tally.ts";
import { differenceInterval, wilsonInterval, type Interval } from "./proportion.ts";

/** What must be there before anything is said. */
export type ClusterGuards = {
  /** By how much the share is above what is expected, 0–1. */
  threshold: number;
  minimumCalls: number;
  minimumPeople: number;
  minimumSample: number;
};

/** A factor in a stretch of time. */
export type Evidence = {
  factor: CallFactor;
  startMs: number;
  tally: ClusterTally;
  expected: Expected;
  share: Interval;
  difference: Interval;
  /** The quantile of the intervals. */
  z: number;
  /** How much better "these calls are poorer" explains what was seen than "they are as expected"; see below. */
  weight: number;
};

/**
 * The evidence that a factor's calls are poorer than expected; null when there is too little: too few calls or people,
 * a share too little above the expected one, or an interval around that difference which holds 0.
 *
 * @param z the quantile of the intervals, corrected for how many factors are tried
 */
export function evidenceOf(
  { factor, startMs, tally, expected }: Pick<Evidence, "factor" | "startMs" | "tally" | "expected">,
  guards: ClusterGuards,
  z: number,
): Evidence | null {
  const { poor, of, poorCalls, poorPeople } = tally;
  if (poorCalls.size < guards.minimumCalls || poorPeople.size < guards.minimumPeople) return null;
  if (of < guards.minimumSample) return null;
  const difference = differenceFrom(poor, of, expected, z);
  if (difference.value < guards.threshold || difference.low <= 0) return null;
  const share = wilsonInterval({ count: poor, of }, z);
  return { factor, startMs, tally, expected, share, difference, z, weight: weightOf(poor, of, expected.share) };
}

function differenceFrom(poor: number, of: number, expected: Expected, z: number): Interval {
  return differenceInterval({ count: poor, of }, { count: expected.share * expected.of, of: expected.of }, z);
}

/**
 * The logarithm of the likelihood ratio, the statistic by which clusters are found: a subnet outweighs each of its
 * access points when all of them are poor, and the one sick access point outweighs its subnet.
 * M. Kulldorff (1997), A spatial scan statistic, Communications in Statistics 26, 1481–1496.
 */
function weightOf(poor: number, of: number, expectedShare: number): number {
  const expected = Math.min(0.999, Math.max(0.001, expectedShare));
  const good = of - poor;
  const share = poor / of;
  return (
    (poor === 0 ? 0 : poor * Math.log(share / expected)) +
    (good === 0 ? 0 : good * Math.log((1 - share) / (1 - expected)))
  );
}
