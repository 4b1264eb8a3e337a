import type { CallDetail } from "./own-streams.ts";

/** From when to when the person's sessions went, in milliseconds; the call's own times where there is none. */
export type TimeSpan = { start: number; end: number };

export function spanOf({ sessions, start, end }: Pick<CallDetail, "sessions" | "start" | "end">): TimeSpan {
  const starts = sessions.map((session) => Date.parse(session.start));
  const ends = sessions.map((session) => Date.parse(session.end));
  if (sessions.length === 0) return { start: Date.parse(start), end: Date.parse(end) };
  return { start: Math.min(...starts), end: Math.max(...ends) };
}

/** Where a stretch of time lies in the span, as CSS percentages; what is outside is cut off. */
export function placeIn(span: TimeSpan, { start, end }: TimeSpan): { left: string; width: string } {
  const length = Math.max(1, span.end - span.start);
  const share = (instant: number): number => Math.min(1, Math.max(0, (instant - span.start) / length));
  const left = share(start);
  return { left: `${left * 100}%`, width: `${Math.max(0, share(end) - left) * 100}%` };
}

const STEPS_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480];
const MOST_MARKS = 6;

/** Round instants within the span, for an axis: at most six. */
export function marksIn({ start, end }: TimeSpan): number[] {
  const minutes = (end - start) / 60_000;
  const step = (STEPS_MINUTES.find((one) => minutes / one <= MOST_MARKS) ?? 1440) * 60_000;
  const marks: number[] = [];
  for (let mark = Math.ceil(start / step) * step; mark <= end; mark += step) marks.push(mark);
  return marks;
}
