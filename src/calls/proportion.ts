/** A value between 0 and 1 (a difference: between -1 and 1) and the 95 % interval around it. */
export type Interval = { value: number; low: number; high: number };

/** So many of so many. */
export type Proportion = { count: number; of: number };

/** The standard normal quantile of a two-sided 95 % interval. */
export const Z_95 = 1.959964;

/**
 * Wilson's score interval: sound for small samples and for shares near 0 and 1, unlike the textbook interval.
 * E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22, 209–212;
 * recommended for small samples by Brown, Cai and DasGupta (2001), Statistical Science 16, 101–133.
 * `of` must be over 0.
 */
export function wilsonInterval({ count, of }: Proportion, z = Z_95): Interval {
  const value = count / of;
  const square = z * z;
  const center = (value + square / (2 * of)) / (1 + square / of);
  const half = (z / (1 + square / of)) * Math.sqrt((value * (1 - value)) / of + square / (4 * of * of));
  // At 0 and 1 the bound is exact; arithmetic would leave dust there.
  return {
    value,
    low: count === 0 ? 0 : Math.max(0, center - half),
    high: count === of ? 1 : Math.min(1, center + half),
  };
}

/**
 * The difference `a` - `b` of two independent shares with Newcombe's hybrid score interval.
 * R. G. Newcombe (1998), Interval estimation for the difference between independent proportions: comparison of eleven
 * methods, Statistics in Medicine 17, 873–890 (method 10).
 */
export function differenceInterval(a: Proportion, b: Proportion, z = Z_95): Interval {
  const first = wilsonInterval(a, z);
  const second = wilsonInterval(b, z);
  const value = first.value - second.value;
  return {
    value,
    low: value - Math.hypot(first.value - first.low, second.high - second.value),
    high: value + Math.hypot(first.high - first.value, second.value - second.low),
  };
}

/**
 * The quantile for a two-sided interval at 95 % over `comparisons` intervals together, by Bonferroni's correction: each
 * alone is as wide as 5 % divided by their number asks for. Abramowitz and Stegun (1964), 26.2.23; the error is below 0.00045.
 */
export function zForComparisons(comparisons: number): number {
  const tail = 0.025 / Math.max(1, comparisons);
  const t = Math.sqrt(-2 * Math.log(tail));
  const above = 2.515517 + 0.802853 * t + 0.010328 * t * t;
  const below = 1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t;
  return t - above / below;
}
