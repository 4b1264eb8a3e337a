import type { PartName } from "./part-names.ts";

/** What a figure must reach; which of the two depends on whether more of it is better. */
export type Target = { atLeast: number } | { atMost: number };

export type Figure = {
  value: number;
  unit: "ratio" | "per s" | "ms" | "s" | "MB" | "KB" | "GB" | "h" | "count" | "per day" | "percent";
  target?: Target;
};

export type BenchResult = {
  /** The part's headline, said in the part's `ratioOf`; the same figure stands in `figures`. */
  ratio: number;
  /** Which database the figures are of: "embedded" or "documentdb"; both where they were compared. */
  engine: string;
  /** By a camelCase name, in the order in which they are read. */
  figures: Record<string, Figure>;
  /** What somebody who reads the figures must know: what could not be measured here, what was left out. */
  notes: string[];
};

export type BenchOptions = {
  /** True: a minute at most, with sizes at which the targets mean nothing; for trying the suite itself. */
  isBrief: boolean;
  /** The real MongoDB to measure on; null: none, so only the embedded default. */
  mongodbUri: string | null;
  /** Progress, a line each: what is measured now, how far, and first figures. */
  say: (line: string) => void;
};

export type BenchPart = {
  name: PartName;
  /** What `ratio` compares with what, for people. */
  ratioOf: string;
  /** Throws when it cannot be measured; a missed target is no error. */
  run(options: BenchOptions): Promise<BenchResult>;
};

/** Whether the figure reached its target; true without one. */
export function isMet({ value, target }: Figure): boolean {
  if (target === undefined) return true;
  return "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
}
