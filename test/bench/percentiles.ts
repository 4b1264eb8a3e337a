/** By nearest rank: the smallest of the values that at least so many percent of them do not exceed. NaN for none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? NaN;
}

/** The middle of a few repetitions, so that one disturbed repetition does not count. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}
