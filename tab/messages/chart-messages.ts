import type { BucketUnit } from "../charts/time-buckets.ts";

/** What figures and charts say on every page that has some. */
export type ChartMessages = {
  /** Under figures: what their changes are changes from. `days` is "Mon 28 Sep – Sun 25 Oct". */
  comparedWith: (days: string) => string;
  /** In place of a change: there was no call before to compare with. */
  noneBefore: string;
  /** In place of a change: chance would decide. */
  tooFewToCompare: string;
  /** Beside a change that is often seen where nothing has changed. */
  couldBeChance: string;
  /** A difference of two percentages: "3.2 points". */
  points: (points: number) => string;
  /** Headers of the first column of the table behind a chart. */
  unit: Record<BucketUnit, string>;
  timeInCalls: Record<BucketUnit, string>;
  poorShare: Record<BucketUnit, string>;
  averageRating: Record<BucketUnit, string>;
  /** Under points with ranges. */
  rangeExplanation: string;
  /** "5 of 41 judged" */
  ofJudged: (poor: number, judged: number) => string;
  /** Nothing of a day, a week or a month was judged. */
  noneJudged: string;
  noneRated: string;
  /** Headers of tables. */
  judged: string;
  poorShareColumn: string;
  rated: string;
};
