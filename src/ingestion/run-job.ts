import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { errorCode } from "../service-error.ts";
import type { IngestJob, IngestJobs, JobSource, SaveOutcome } from "../store/store.ts";
import { withLogFields } from "../telemetry/log-fields.ts";
import { inSpan } from "../telemetry/span.ts";
import { BACK_OFF, nextAttempt, type Failure } from "./back-off.ts";
import { failureOf } from "./failure.ts";
import type { IngestCallRecord } from "./ingest-call-record.ts";
import { unlessAborted } from "./unless-aborted.ts";

/** What became of one attempt at a job. `released`: given back at stop. `lost`: its lease went to somebody else. */
export type JobOutcome = SaveOutcome | "failed" | "exhausted" | "released" | "lost";

/** A job that ended in the store: what the delay from notification to call is measured on. */
export type ServedJob = {
  source: JobSource;
  outcome: SaveOutcome;
  delayMs: number;
  /** From the end of the call to its first notification, in milliseconds; null for later ones and other sources. */
  announcedAfterMs: number | null;
};

export type RunJobOptions = {
  jobs: Pick<IngestJobs, "complete" | "fail" | "release" | "extendLease">;
  ingest: IngestCallRecord;
  clock: Clock;
  random: () => number;
  log: Log;
  leaseMs: number;
  onOutcome?: (outcome: JobOutcome) => void;
  onServed?: (served: ServedJob) => void;
};

/**
 * Runs a leased job to its end and writes that end to the queue; keeps the lease alive meanwhile. Never throws: when
 * the end cannot be written, the lease runs out and the job runs again, which changes nothing.
 *
 * @param stop aborted when the service stops: the work is given up and the lease handed back, without an attempt
 */
export function runJob(job: IngestJob, options: RunJobOptions, stop: AbortSignal): Promise<void> {
  const { callId, source, attempts, traceparent } = job;
  // The first attempt goes on with the notification's trace; a later one, perhaps hours after, only names it.
  const from = attempts === 0 ? { parent: traceparent } : { link: traceparent };
  const attributes = { "callwise.call_id": callId, "callwise.source": source, "callwise.attempt": attempts + 1 };
  return withLogFields({ requestId: randomUUID(), callId }, () =>
    inSpan("job", { kind: "consumer", attributes, ...from }, (span) =>
      runToEnd(job, options, stop, (outcome) => span.set({ "callwise.outcome": outcome })),
    ),
  );
}

async function runToEnd(
  job: IngestJob,
  options: RunJobOptions,
  stop: AbortSignal,
  tell: (outcome: JobOutcome) => void,
): Promise<void> {
  const { log, onOutcome } = options;
  const work = new AbortController();
  const giveUp = (): void => work.abort("the service stops");
  stop.addEventListener("abort", giveUp, { once: true });
  if (stop.aborted) giveUp();
  const lease = keepLease(job, options, work);
  try {
    const outcome = await attempt(job, options, work.signal, stop);
    onOutcome?.(outcome);
    tell(outcome);
    log.debug({ callId: job.callId, source: job.source, outcome }, "job ended");
  } catch (error) {
    log.warn({ callId: job.callId, error, code: errorCode(error) }, "job outcome not written, its lease will run out");
  } finally {
    stop.removeEventListener("abort", giveUp);
    work.abort("the job ended");
    await lease;
  }
}

async function attempt(
  job: IngestJob,
  options: RunJobOptions,
  work: AbortSignal,
  stop: AbortSignal,
): Promise<JobOutcome> {
  const { jobs, clock, log } = options;
  try {
    if (job.takeovers >= BACK_OFF.crashed.exhaustedAtTakeovers) return await fail(job, options, { kind: "crashed" });
    const ingested = await unlessAborted(options.ingest(job.callId, work), work);
    if (ingested.kind === "notFound") {
      return await fail(job, options, ingested.tooOld ? { kind: "tooOld" } : { kind: "notReady" });
    }
    const now = clock.now();
    await jobs.complete(job, now, ingested.start);
    if (ingested.leftOut > 0)
      log.warn({ callId: job.callId, leftOut: ingested.leftOut }, "parts of a record unreadable");
    options.onServed?.({
      source: job.source,
      outcome: ingested.kind,
      delayMs: now.getTime() - job.notifiedAt.getTime(),
      announcedAfterMs: announcedAfterMs(job, ingested.end),
    });
    return ingested.kind;
  } catch (error) {
    if (stop.aborted) {
      await jobs.release(job);
      return "released";
    }
    if (work.aborted) return "lost";
    return fail(job, options, failureOf(error), error);
  }
}

async function fail(job: IngestJob, options: RunJobOptions, failure: Failure, error?: unknown): Promise<JobOutcome> {
  const { jobs, clock, log } = options;
  const now = clock.now();
  const { code, nextAttemptAt } = nextAttempt(job, failure, now, options.random);
  await jobs.fail(job, { code, now, nextAttemptAt });
  const fields = { callId: job.callId, code, attempts: job.attempts + 1, error };
  if (nextAttemptAt) {
    log[failure.kind === "other" ? "warn" : "debug"](
      { ...fields, nextAttemptAt },
      "job failed, it will be tried again",
    );
    return "failed";
  }
  const isFault = failure.kind === "other" || failure.kind === "crashed";
  log[isFault ? "error" : "warn"](fields, "job exhausted");
  return "exhausted";
}

function announcedAfterMs({ source, generation, notifiedAt }: IngestJob, callEnd: Date): number | null {
  return source === "notification" && generation === 1 ? notifiedAt.getTime() - callEnd.getTime() : null;
}

/** Extends the lease at every half of it. A lost lease aborts the work: another worker has the job. */
async function keepLease(job: IngestJob, options: RunJobOptions, work: AbortController): Promise<void> {
  const { jobs, clock, leaseMs, log } = options;
  for (;;) {
    await clock.sleep(leaseMs / 2, work.signal);
    if (work.signal.aborted) return;
    try {
      const isHeld = await jobs.extendLease(job, new Date(clock.now().getTime() + leaseMs));
      if (!isHeld) work.abort("the lease is lost");
    } catch (error) {
      log.warn({ callId: job.callId, error }, "lease not extended");
    }
  }
}
