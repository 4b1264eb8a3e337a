import type { IngestJob } from "../store/store.ts";
import { doubledWaitMs, withJitter } from "../wait-times.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * Why an attempt failed.
 * - `notReady`: Graph answered 404 and the call is young enough to appear yet.
 * - `tooOld`: Graph answered 404 because the call ended more than 30 days ago.
 * - `later`: throttled, overloaded, unreachable or not allowed in; `retryAfterMs` is what Graph asked for, else null.
 * - `crashed`: the processes that worked on it vanished, one after the other.
 * - `other`: everything else, by its code.
 */
export type Failure =
  | { kind: "notReady" }
  | { kind: "tooOld" }
  | { kind: "later"; code: string; retryAfterMs: number | null }
  | { kind: "crashed" }
  | { kind: "other"; code: string };

/** What to do after a failed attempt; `nextAttemptAt` null: the job is exhausted. */
export type NextAttempt = { code: string; nextAttemptAt: Date | null };

/**
 * The waits between attempts, as data: the README prints this table. Ages count from the notification (the job's
 * `notifiedAt`); a wait that doubles starts at `firstMs` and stops growing at `longestMs`.
 *
 * Source of the 150 minutes: learn.microsoft.com/graph/api/resources/callrecords-api-overview (greatest delay of a call
 * record); a 404 before that means "not yet".
 */
export const BACK_OFF = {
  notReady: {
    steps: [
      { untilAgeMs: 1 * MINUTE_MS, waitMs: 10 * SECOND_MS },
      { untilAgeMs: 10 * MINUTE_MS, waitMs: 1 * MINUTE_MS },
      { untilAgeMs: 30 * MINUTE_MS, waitMs: 5 * MINUTE_MS },
      { untilAgeMs: 165 * MINUTE_MS, waitMs: 15 * MINUTE_MS },
    ],
    /** 150 minutes and a margin. The last attempt is made at this age; then the job is exhausted. */
    exhaustedAtAgeMs: 165 * MINUTE_MS,
  },
  /** Never exhausted: Graph comes back. What Graph asks for is kept, within bounds that only a fault exceeds. */
  later: {
    firstMs: 5 * SECOND_MS,
    longestMs: 10 * MINUTE_MS,
    shortestToldMs: 1 * SECOND_MS,
    longestToldMs: 6 * 60 * MINUTE_MS,
  },
  /** Exhausted when both bounds are reached, so that an outage of an hour and a burst of attempts each are survived. */
  other: {
    firstMs: 30 * SECOND_MS,
    longestMs: 30 * MINUTE_MS,
    exhaustedAfterAttempts: 8,
    exhaustedAtAgeMs: 120 * MINUTE_MS,
  },
  /**
   * A job whose lease ran out under that many claimants may be why they died. Before that, jobs under suspicion run
   * alone, so that those which were only at work at the same time are cleared.
   */
  crashed: { suspectAtTakeovers: 2, exhaustedAtTakeovers: 5 },
} as const;

/**
 * When to try a job again, or that it is not worth it.
 *
 * @param random in [0, 1)
 */
export function nextAttempt(
  job: Pick<IngestJob, "attempts" | "notifiedAt">,
  failure: Failure,
  now: Date,
  random: () => number,
): NextAttempt {
  const ageMs = now.getTime() - job.notifiedAt.getTime();
  switch (failure.kind) {
    case "notReady":
      return { code: "call_record_not_found", nextAttemptAt: afterNotReady(job.notifiedAt, ageMs, now, random) };
    case "tooOld":
      return { code: "call_record_too_old", nextAttemptAt: null };
    case "crashed":
      return { code: "job_crashed", nextAttemptAt: null };
    case "later": {
      const { shortestToldMs, longestToldMs } = BACK_OFF.later;
      const toldMs = failure.retryAfterMs;
      const waitMs =
        toldMs === null
          ? doubledWaitMs(BACK_OFF.later, job.attempts)
          : Math.min(Math.max(toldMs, shortestToldMs), longestToldMs);
      return { code: failure.code, nextAttemptAt: after(now, withJitter(waitMs, random)) };
    }
    case "other": {
      const { exhaustedAfterAttempts, exhaustedAtAgeMs } = BACK_OFF.other;
      if (job.attempts + 1 >= exhaustedAfterAttempts && ageMs >= exhaustedAtAgeMs) {
        return { code: failure.code, nextAttemptAt: null };
      }
      const waitMs = doubledWaitMs(BACK_OFF.other, job.attempts);
      return { code: failure.code, nextAttemptAt: after(now, withJitter(waitMs, random)) };
    }
  }
}

function afterNotReady(notifiedAt: Date, ageMs: number, now: Date, random: () => number): Date | null {
  const { steps, exhaustedAtAgeMs } = BACK_OFF.notReady;
  const step = steps.find(({ untilAgeMs }) => ageMs < untilAgeMs);
  if (!step) return null;
  const lastAttemptAt = after(notifiedAt, exhaustedAtAgeMs);
  const next = after(now, withJitter(step.waitMs, random));
  return next < lastAttemptAt ? next : lastAttemptAt;
}

function after(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}
