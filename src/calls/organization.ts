import type { FeedbackSummary } from "./summary.ts";
import type { Quality } from "./stream-quality.ts";

/** Dimensions of an organization's figures; `total` has the one value "all". */
export const ROLLUP_DIMENSIONS = [
  "total",
  "subnet",
  "building",
  "captureDevice",
  "captureDriver",
  "renderDevice",
  "platform",
  "clientVersion",
  "connection",
  "wifiBand",
  "callType",
] as const;
export type RollupDimension = (typeof ROLLUP_DIMENSIONS)[number];

/** Counted beside those, for what a day is compared with, and not shown. */
export const BASELINE_DIMENSIONS = ["accessPoint", "relay", "renderDriver", "trunk"] as const;
export const TALLY_DIMENSIONS = [...ROLLUP_DIMENSIONS, ...BASELINE_DIMENSIONS] as const;
export type TallyDimension = (typeof TALLY_DIMENSIONS)[number];

/** Figures of everyone's participations with one value of a dimension. No person can be read out of them. */
export type OrganizationFigures = {
  /** Participations with own sessions, and the calls they belong to. */
  participations: number;
  durationSeconds: number;
  quality: Record<Quality, number>;
  feedback: FeedbackSummary;
  failures: number;
};

/** A whole organization in a period, from the rollups of its days. */
export type OrganizationSummary = OrganizationFigures & {
  calls: number;
  people: number;
  /** Every day of the period up to today. Days are the tenant's default time zone's. */
  byDay: { date: string; calls: number; participations: number; poor: number; classified: number }[];
  /** Classified participations that a value needs to be listed. */
  minimumSample: number;
  /** A day, and a value on a day, counts from so many different people on; 0: always. */
  minimumPeople: number;
  /** Values with enough classified participations, largest poor share first; others are counted in `left`. */
  dimensions: {
    dimension: Exclude<RollupDimension, "total">;
    values: (OrganizationFigures & { value: string })[];
    left: number;
  }[];
};
