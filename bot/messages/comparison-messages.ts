import type { ComparisonDimension } from "../../src/calls/comparison.ts";

/** "compare devices" and "compare networks": what was seen in one's own calls, and no more than that. */
export type ComparisonMessages = {
  dimension: Record<ComparisonDimension, string>;
  /** Values of our own; connections, bands and platforms are among the catalog's words, devices keep their names. */
  value: Record<"vpn" | "relay" | "direct" | "office" | "elsewhere", string>;
  columns: { value: string; judged: string; poorShare: string };
  /** How the share and its interval are to be read, and from how many calls on a share is told. */
  explanation: (minimumSample: string) => string;
  /** "28% (19–38%)": a share and the range in which it lies with 95 % certainty. */
  share: (value: string, low: string, high: string) => string;
  /** In place of a share. */
  tooFewCalls: string;
  /** Worse first; shares and calls are figures in words. Never says that one causes the other. */
  different: (worse: ComparedGroup, better: ComparedGroup) => string;
  similar: string;
  /** Fewer than two groups have enough calls. */
  tooFew: (minimumSample: string) => string;
  /** No call of the period tells of devices or networks. */
  nothing: string;
};

export type ComparedGroup = { name: string; poorShare: string; calls: string };
