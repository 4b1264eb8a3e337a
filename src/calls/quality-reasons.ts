import { ownDirection, type OwnSession } from "./own-session.ts";
import { exceedance, type QualityReason } from "./stream-quality.ts";

/**
 * Why the person's streams are poor: for every media kind, metric and direction the worst value, the one furthest
 * beyond its threshold first. Empty when no stream is poor.
 */
export function worstReasons(ownSessions: readonly OwnSession[]): QualityReason[] {
  const worst = new Map<string, QualityReason>();
  for (const { side, poorStreams } of ownSessions) {
    for (const stream of poorStreams) {
      const direction = ownDirection(stream.direction, side);
      for (const { mediaKind, metric, value, threshold } of stream.reasons) {
        const reason: QualityReason = { mediaKind, metric, direction, value, threshold };
        const key = keyOf(reason);
        const held = worst.get(key);
        if (held === undefined || exceedance(reason) > exceedance(held)) worst.set(key, reason);
      }
    }
  }
  return [...worst.values()].sort(worstFirst);
}

function worstFirst(a: QualityReason, b: QualityReason): number {
  const difference = exceedance(b) - exceedance(a);
  // Two rates of zero are both infinitely far beyond, and their difference is not a number.
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

function keyOf({ mediaKind, metric, direction }: QualityReason): string {
  return `${mediaKind} ${metric} ${direction}`;
}
