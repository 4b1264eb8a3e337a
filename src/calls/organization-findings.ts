import type { OrganizationSummary, RollupDimension } from "./organization.ts";
import { differenceInterval, zForComparisons, type Interval, type Proportion } from "./proportion.ts";

/** A value whose participations were poor more often than everyone else's, beyond chance. */
export type OrganizationFinding = {
  dimension: Exclude<RollupDimension, "total">;
  value: string;
  poor: Proportion;
  /** Of all other participations, whatever their value. */
  others: Proportion;
  /** Of the two shares. */
  difference: Interval;
};

/**
 * What stands out in an organization's figures, the largest difference first. Every listed value is held against
 * everything else; since many are, each interval is widened until all together err once in twenty times (Bonferroni).
 * Participations are taken for independent of each other, which holds only roughly; a difference is seen, not explained.
 */
export function organizationFindings({
  quality,
  dimensions,
}: Pick<OrganizationSummary, "quality" | "dimensions">): OrganizationFinding[] {
  const candidates = dimensions.flatMap(({ dimension, values }) =>
    values.map((figures) => ({ dimension, value: figures.value, poor: poorOf(figures.quality) })),
  );
  const z = zForComparisons(candidates.length);
  const all = poorOf(quality);
  return candidates
    .map(({ poor, ...candidate }) => ({
      ...candidate,
      poor,
      others: { count: all.count - poor.count, of: all.of - poor.of },
    }))
    .filter(({ poor, others }) => poor.of > 0 && others.of > 0)
    .map((candidate) => ({ ...candidate, difference: differenceInterval(candidate.poor, candidate.others, z) }))
    .filter(({ difference }) => difference.low > 0)
    .sort((a, b) => b.difference.value - a.difference.value || b.poor.of - a.poor.of || (a.value < b.value ? -1 : 1));
}

function poorOf({ poor, good }: OrganizationSummary["quality"]): Proportion {
  return { count: poor, of: poor + good };
}
