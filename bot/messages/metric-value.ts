import type { Formats } from "./format.ts";

/** Units by the ending of a metric's name, which is where this product spells them out. Rates and ratios are fractions. */
const UNITS: [ending: RegExp, text: (value: number, digits: number, formats: Formats) => string][] = [
  [/FrameRate$/, (value, digits, formats) => formats.measured(value, "framesPerSecond", digits)],
  [/Ms$/, (value, digits, formats) => formats.measured(value, "millisecond", digits)],
  [/Percentage$/, (value, digits, formats) => formats.percentage(value / 100, digits)],
  [/(Rate|Ratio)$/, (value, digits, formats) => formats.percentage(value, digits)],
];

/** A metric's value with its unit: "62 ms", "12%". Small values keep one decimal. */
export function metricValue(metric: string, value: number, formats: Formats): string {
  return withDigits(metric, value, isSmall(metric, value) ? 1 : 0, formats);
}

/** A value and its limit with as many decimals as it takes to tell them apart: "30.2 ms" and "30 ms". */
export function shownApart(metric: string, value: number, threshold: number, formats: Formats): [string, string] {
  const limit = metricValue(metric, threshold, formats);
  const plain = metricValue(metric, value, formats);
  if (plain !== limit || value === threshold) return [plain, limit];
  const digits = [1, 2, 3, 4].find((count) => withDigits(metric, value, count, formats) !== limit);
  return [withDigits(metric, value, digits ?? 6, formats), limit];
}

/** "averageFreezeDurationMs" → "Average freeze duration": for metrics that have no name in the catalog yet. */
export function spelledOut(metric: string): string {
  const words = metric
    .replace(/(Ms|Percentage|Ratio|Rate)$/, "")
    .replace(/([a-z0-9])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function withDigits(metric: string, value: number, digits: number, formats: Formats): string {
  const unit = UNITS.find(([ending]) => ending.test(metric));
  return unit ? unit[1](value, digits, formats) : formats.decimal(value, digits);
}

function isSmall(metric: string, value: number): boolean {
  const isFraction = /(Rate|Ratio)$/.test(metric) && !metric.endsWith("FrameRate");
  return Math.abs(isFraction ? value * 100 : value) < 10;
}
