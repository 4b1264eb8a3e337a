/** Each wait is drawn from its length up to this much more, so that what failed together does not return together. */
const JITTER = 0.2;

/** `firstMs` doubled once for every failure before this one, up to `longestMs`. */
export function doubledWaitMs(wait: { firstMs: number; longestMs: number }, failuresBefore: number): number {
  return Math.min(wait.longestMs, wait.firstMs * 2 ** Math.min(Math.max(failuresBefore, 0), 30));
}

/**
 * Never shorter than told: what a server asks for is a least.
 *
 * @param random in [0, 1)
 */
export function withJitter(waitMs: number, random: () => number): number {
  return Math.round(waitMs * (1 + JITTER * random()));
}
