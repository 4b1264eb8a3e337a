import { differenceInterval, Z_95, type Proportion } from "./proportion.ts";
import type { FeedbackSummary } from "./summary.ts";

/** `difference` is now less before. `chance`: so small a difference is seen often where nothing has changed. */
export type MeaningfulChange = { difference: number; meaning: "better" | "worse" | "chance" };

/** With fewer, chance decides. */
export const LEAST_COMPARED = 10;

/** How a poor share changed; null when one of the two has too few classified calls to say so. */
export function poorShareChange(now: Proportion, before: Proportion): MeaningfulChange | null {
  if (now.of < LEAST_COMPARED || before.of < LEAST_COMPARED) return null;
  const { value, low, high } = differenceInterval(now, before);
  return { difference: value, meaning: low > 0 ? "worse" : high < 0 ? "better" : "chance" };
}

type Ratings = Pick<FeedbackSummary, "rated" | "average">;

/**
 * How an average rating changed; null when one of the two has too few ratings to say so. Only the averages are known, so
 * the ratings are taken to be as far apart as their average allows, and little is called a change that is none:
 * R. Bhatia and C. Davis (2000), A better bound on the variance, American Mathematical Monthly 107, 353–357.
 */
export function averageRatingChange(now: Ratings, before: Ratings): MeaningfulChange | null {
  if (now.average === null || before.average === null) return null;
  if (now.rated < LEAST_COMPARED || before.rated < LEAST_COMPARED) return null;
  const difference = now.average - before.average;
  const variance = varianceBound(now.average) / now.rated + varianceBound(before.average) / before.rated;
  if (Math.abs(difference) <= Z_95 * Math.sqrt(variance)) return { difference, meaning: "chance" };
  return { difference, meaning: difference > 0 ? "better" : "worse" };
}

/** The largest variance that ratings from 1 to 5 with this average can have. */
function varianceBound(average: number): number {
  return (5 - average) * (average - 1);
}
