import type { Interval } from "./proportion.ts";

/** What of a person's own equipment is compared. `vpnOrRelay` and `place` have the values below, the others what Graph names. */
export type ComparisonDimension =
  "microphone" | "speaker" | "connection" | "wifiBand" | "vpnOrRelay" | "place" | "platform";

/** Calls with one value of a dimension. Only good and poor calls count; what was not classified says nothing. */
export type ComparisonGroup = {
  /** A device's name, "wifi", "2.4GHz", "vpn" | "relay" | "direct", "office" | "elsewhere", a building, a platform. */
  value: string;
  calls: number;
  good: number;
  poor: number;
  unclassified: number;
  /** poor / (good + poor) with its 95 % interval; null under the minimum sample. */
  poorShare: Interval | null;
};

/** Groups of one dimension, most calls first, and what may be said about them. */
export type DimensionComparison = {
  dimension: ComparisonDimension;
  groups: ComparisonGroup[];
  /**
   * `different`: the worse group's poor share lies above the better one's beyond chance (their intervals' difference
   * excludes zero). `similar`: enough calls, no such difference. `tooFew`: fewer than two groups with enough calls.
   */
  finding:
    | { kind: "different"; better: string; worse: string; /** difference of the shares */ difference: Interval }
    | { kind: "similar" }
    | { kind: "tooFew" };
};

export type Comparison = {
  /** Good and poor calls that a group needs before its share is said. */
  minimumSample: number;
  dimensions: DimensionComparison[];
};
