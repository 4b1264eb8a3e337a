import type { Formats } from "../../bot/messages/format.ts";

/** Round numbers from 0 up to one that is not below `largest`, at most six of them. `step` is the smallest allowed. */
export function axisTicks(largest: number, step = 1): number[] {
  const least = Math.max(largest, step) / 4;
  const power = 10 ** Math.floor(Math.log10(least));
  const round = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= least * 0.999) ?? least;
  const size = Math.max(step, step >= 1 ? Math.ceil(round) : round);
  const count = Math.max(1, Math.ceil((largest / size) * 0.9999));
  return Array.from({ length: count + 1 }, (_, index) => index * size);
}

/** For columns of so many of something, with what stands beside the axis. */
export function countTicks(counts: readonly number[], formats: Formats): { value: number; text: string }[] {
  return axisTicks(Math.max(0, ...counts)).map((value) => ({ value, text: formats.count(value) }));
}

/** The same for seconds: in steps that a clock has. */
export function durationTicks(largest: number): number[] {
  const steps = [60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 28_800, 43_200, 86_400];
  const size = steps.find((seconds) => largest / seconds <= 4) ?? Math.ceil(largest / 4 / 86_400) * 86_400;
  const count = Math.max(1, Math.ceil((largest / size) * 0.9999));
  return Array.from({ length: count + 1 }, (_, index) => index * size);
}
