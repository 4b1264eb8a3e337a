/**
 * Delays of many calls in fixed buckets: histograms of several instances and hours are added number by number, and
 * percentiles are read from the sum.
 */
export type DelayHistogram = {
  /** Place in DELAY_BOUNDS_MS (its length for longer ones) → how many. */
  counts: ReadonlyMap<number, number>;
  /** 0 when there is none. */
  maxMs: number;
};

export type DelayFigures = { count: number; p50Ms: number; p95Ms: number; maxMs: number };

const STEPS = [1, 1.5, 2.2, 3.3, 4.7, 6.8];
const DECADES = [10, 100, 1e3, 1e4, 1e5, 1e6, 1e7];

/** Upper bounds of the buckets, inclusive: from 10 ms to about 19 hours, each about half as much again. */
export const DELAY_BOUNDS_MS: readonly number[] = DECADES.flatMap((decade) =>
  STEPS.map((step) => Math.round(step * decade)),
);

export const NO_DELAYS: DelayHistogram = { counts: new Map(), maxMs: 0 };

/** The bucket of a delay. Clocks that differ make a delay negative; it counts as none. */
export function delayBucket(delayMs: number): number {
  const place = DELAY_BOUNDS_MS.findIndex((bound) => delayMs <= bound);
  return place < 0 ? DELAY_BOUNDS_MS.length : place;
}

export function addDelay(to: DelayHistogram, delayMs: number): DelayHistogram {
  return addHistograms([to, { counts: new Map([[delayBucket(delayMs), 1]]), maxMs: Math.max(0, delayMs) }]);
}

export function addHistograms(histograms: readonly DelayHistogram[]): DelayHistogram {
  const counts = new Map<number, number>();
  let maxMs = 0;
  for (const histogram of histograms) {
    for (const [bucket, count] of histogram.counts) counts.set(bucket, (counts.get(bucket) ?? 0) + count);
    maxMs = Math.max(maxMs, histogram.maxMs);
  }
  return { counts, maxMs };
}

/** Null when nothing was measured. A percentile is the upper bound of its bucket, and never above the maximum. */
export function delayFigures({ counts, maxMs }: DelayHistogram): DelayFigures | null {
  const inOrder = [...counts].sort(([a], [b]) => a - b);
  const count = inOrder.reduce((sum, [, n]) => sum + n, 0);
  if (count === 0) return null;
  const percentileMs = (share: number): number => {
    let seen = 0;
    for (const [bucket, n] of inOrder) {
      seen += n;
      if (seen >= share * count) return Math.min(DELAY_BOUNDS_MS[bucket] ?? maxMs, maxMs);
    }
    return maxMs;
  };
  return { count, p50Ms: percentileMs(0.5), p95Ms: percentileMs(0.95), maxMs };
}
