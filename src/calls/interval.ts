/** A stretch of time between two instants; it counts nothing when it ends before it starts. */
export type Interval = { start: Date; end: Date };

/** Milliseconds covered by at least one of the intervals: what overlaps counts once. */
export function unionMs(intervals: readonly Interval[]): number {
  const byStart = intervals
    .map(({ start, end }) => ({ start: start.getTime(), end: end.getTime() }))
    .sort((a, b) => a.start - b.start);
  let covered = 0;
  let coveredUntil = -Infinity;
  for (const { start, end } of byStart) {
    covered += Math.max(0, end - Math.max(start, coveredUntil));
    coveredUntil = Math.max(coveredUntil, end);
  }
  return covered;
}

/** Milliseconds from start to end, never less than 0. */
export function lengthMs({ start, end }: Interval): number {
  return Math.max(0, end.getTime() - start.getTime());
}
