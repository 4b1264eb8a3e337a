import { median } from "./percentiles.ts";

/** Bytes held after so many calls. */
export type MemorySample = { calls: number; heap: number; resident: number };

/** By then everything was compiled and every cache has been filled. */
const WARM_FROM = 0.2;
const WARM_TO = 0.3;
const END_FROM = 0.9;

/** What was held after the first fifth of a run, and at its end: medians of some samples, since each has some garbage. */
export function heldMemory(samples: readonly MemorySample[]): {
  heap: { warm: number; end: number };
  resident: { warm: number; end: number };
} {
  const all = samples.at(-1)?.calls ?? 0;
  const between = (from: number, to: number, of: "heap" | "resident"): number =>
    median(samples.filter(({ calls }) => calls >= from * all && calls <= to * all).map((sample) => sample[of]));
  const held = (of: "heap" | "resident"): { warm: number; end: number } => ({
    warm: between(WARM_FROM, WARM_TO, of),
    end: between(END_FROM, 1, of),
  });
  return { heap: held("heap"), resident: held("resident") };
}
