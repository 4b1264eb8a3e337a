import { comparisonValue, type PeopleByAddress } from "./comparison-value.ts";
import type { Comparison, ComparisonDimension, ComparisonGroup, DimensionComparison } from "./comparison.ts";
import type { Participation } from "./participation.ts";
import { differenceInterval, wilsonInterval, zForComparisons, type Proportion } from "./proportion.ts";

export const DEVICE_DIMENSIONS: readonly ComparisonDimension[] = ["microphone", "speaker", "platform"];
export const NETWORK_DIMENSIONS: readonly ComparisonDimension[] = ["connection", "wifiBand", "vpnOrRelay", "place"];

/** With fewer classified calls the interval of a share spans about half of everything possible. */
const MINIMUM_SAMPLE = 10;

/**
 * One person's calls, grouped by what they were made with. Calls that were not classified are counted, and decide
 * nothing. Groups under the minimum sample get no share and take part in no finding.
 *
 * Many pairs are looked at for the one that is told, so chance alone would find a difference ever so often: the
 * interval of each difference is widened (Bonferroni) until all pairs of all dimensions of this comparison together
 * err once in twenty times. Calls are taken for independent of each other, which holds only roughly; a difference is
 * seen, not explained.
 */
export function compareCalls(
  participations: readonly Participation[],
  dimensions: readonly ComparisonDimension[],
  peopleByAddress: PeopleByAddress,
): Comparison {
  const grouped = dimensions.map((dimension) => ({
    dimension,
    groups: groupsOf(participations, dimension, peopleByAddress),
  }));
  const pairs = grouped.reduce((sum, { groups }) => sum + pairsOf(groups.filter(hasShare)).length, 0);
  const z = zForComparisons(pairs);
  return {
    minimumSample: MINIMUM_SAMPLE,
    dimensions: grouped.map(({ dimension, groups }) => ({ dimension, groups, finding: findingOf(groups, z) })),
  };
}

function groupsOf(
  participations: readonly Participation[],
  dimension: ComparisonDimension,
  peopleByAddress: PeopleByAddress,
): ComparisonGroup[] {
  const groups = new Map<string, ComparisonGroup>();
  for (const participation of participations) {
    const value = comparisonValue(dimension, participation, peopleByAddress);
    if (value === null) continue;
    const group = groups.get(value) ?? { value, calls: 0, good: 0, poor: 0, unclassified: 0, poorShare: null };
    group.calls += 1;
    group[participation.quality] += 1;
    groups.set(value, group);
  }
  return [...groups.values()]
    .map((group) => ({ ...group, poorShare: hasEnough(group) ? wilsonInterval(poorOf(group)) : null }))
    .sort((a, b) => b.calls - a.calls || (a.value < b.value ? -1 : 1));
}

/** Of the pairs that differ beyond chance, the one that differs most. */
function findingOf(groups: readonly ComparisonGroup[], z: number): DimensionComparison["finding"] {
  const pairs = pairsOf(groups.filter(hasShare));
  if (pairs.length === 0) return { kind: "tooFew" };
  const [widest] = pairs
    .map(([worse, better]) => ({ worse, better, difference: differenceInterval(poorOf(worse), poorOf(better), z) }))
    .filter(({ difference }) => difference.low > 0)
    .sort((a, b) => b.difference.value - a.difference.value || b.difference.low - a.difference.low);
  if (widest === undefined) return { kind: "similar" };
  return {
    kind: "different",
    better: widest.better.value,
    worse: widest.worse.value,
    difference: widest.difference,
  };
}

/** Every two groups once, the one with the larger poor share first. */
function pairsOf(groups: readonly ComparisonGroup[]): [worse: ComparisonGroup, better: ComparisonGroup][] {
  return groups.flatMap((a, index) =>
    groups
      .slice(index + 1)
      .map((b): [ComparisonGroup, ComparisonGroup] => (shareOf(a) >= shareOf(b) ? [a, b] : [b, a])),
  );
}

function hasEnough({ good, poor }: ComparisonGroup): boolean {
  return good + poor >= MINIMUM_SAMPLE;
}

function hasShare({ poorShare }: ComparisonGroup): boolean {
  return poorShare !== null;
}

function shareOf({ good, poor }: ComparisonGroup): number {
  return poor / (good + poor);
}

function poorOf({ good, poor }: ComparisonGroup): Proportion {
  return { count: poor, of: good + poor };
}
