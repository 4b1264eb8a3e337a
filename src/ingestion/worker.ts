import { setMaxListeners } from "node:events";
import type { IngestJob, IngestJobs } from "../store/store.ts";
import { doubledWaitMs } from "../wait-times.ts";
import { BACK_OFF } from "./back-off.ts";
import { runJob, type RunJobOptions } from "./run-job.ts";

export type Worker = {
  start(): void;
  /** Looks at the queue now; to be called by whoever enqueued. */
  wake(): void;
  /** Takes no more jobs, lets those at work end within `stopWithinMs`, and gives the rest back. */
  stop(): Promise<void>;
  /** Runs everything that is due now, and what becomes due at once by it, without sleeping. Returns how many ran. */
  processAll(): Promise<number>;
  /** How many jobs are at work. */
  running(): number;
};

export type WorkerOptions = Omit<RunJobOptions, "jobs" | "leaseMs"> & {
  jobs: RunJobOptions["jobs"] & Pick<IngestJobs, "claim" | "nextDueAt">;
  /** Names this process among those that share the queue; must differ in each. */
  owner: string;
  /** Jobs at work at a time. */
  concurrency?: number;
  /**
   * How many more records could be asked for now; negative: so many requests wait for Graph's limit. Jobs beyond that
   * stay in the queue, where newer ones may still overtake them. No such limit unless given.
   */
  roomForRecords?: () => number;
  leaseMs?: number;
  /** Longest wait before the queue is looked at again, since other instances enqueue too. */
  idleMs?: number;
  stopWithinMs?: number;
};

/** 75 records a second is what Graph lets us read; each takes most of a second, and there are as many connections. */
const CONCURRENCY = 64;
/** Requests that are kept waiting for Graph's limit, so that none of it is lost between two looks at the queue. */
const KEPT_WAITING = 8;
/** Between two looks at a queue whose due job somebody else is just taking, or for which Graph's limit has no room. */
const SHORTEST_WAIT_MS = 100;
const CLAIM_FAILED_WAIT = { firstMs: 500, longestMs: 30_000 };

/** Takes due jobs from the queue and runs up to `concurrency` of them at a time, until it is stopped. */
export function createWorker(options: WorkerOptions): Worker {
  const { jobs, owner, clock, log } = options;
  const { concurrency = CONCURRENCY, roomForRecords = () => Infinity } = options;
  const { leaseMs = 120_000, idleMs = 10_000, stopWithinMs = 10_000 } = options;
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const giveUp = new AbortController();
  // Every running job listens to it, those of the loop and of `processAll`; Node would take more than ten for a leak.
  setMaxListeners(2 * concurrency, giveUp.signal);
  let loop: Promise<void> | null = null;
  let wakeUp: (() => void) | null = null;
  let isAwake = false;
  /** Nothing new starts until those at work have ended. */
  let isReserved = false;

  function wake(): void {
    isAwake = true;
    wakeUp?.();
  }

  function room(): number {
    if (running.size === 0) isReserved = false;
    return isReserved ? 0 : concurrency - running.size;
  }

  /** How many jobs to take now: with none at work one at least, whatever it is that waits for Graph. */
  function wanted(): number {
    const asked = Math.max(roomForRecords() + KEPT_WAITING, running.size === 0 ? 1 : 0);
    return Math.max(0, Math.min(room(), asked));
  }

  /** Claims as many as there is room for, and starts them; one under suspicion only by itself. */
  async function startDue(): Promise<number> {
    const limit = wanted();
    if (limit === 0) return 0;
    const claimed = await jobs.claim({ owner, limit, now: clock.now(), leaseMs });
    const suspect = claimed.find(({ takeovers }) => takeovers >= BACK_OFF.crashed.suspectAtTakeovers);
    if (suspect === undefined) {
      for (const job of claimed) start(job);
      return claimed.length;
    }
    isReserved = true;
    const mayStart = running.size === 0;
    for (const job of claimed) {
      if (job !== suspect || !mayStart) await jobs.release(job);
    }
    if (mayStart) start(suspect);
    return mayStart ? 1 : 0;
  }

  function start(job: IngestJob): void {
    const run = runJob(job, { ...options, leaseMs }, giveUp.signal).finally(() => {
      running.delete(run);
      // There is room for the next one; and this one is due again if it was enqueued while it ran.
      wake();
    });
    running.add(run);
  }

  /** Until `ms` are over, `wake` is called, or the worker stops. */
  async function rest(ms: number): Promise<void> {
    if (isAwake || stopping.signal.aborted) return;
    const awake = new AbortController();
    const end = (): void => awake.abort("awake");
    wakeUp = end;
    stopping.signal.addEventListener("abort", end, { once: true });
    await clock.sleep(ms, awake.signal);
    stopping.signal.removeEventListener("abort", end);
    wakeUp = null;
  }

  async function untilNextDue(): Promise<number> {
    if (room() <= 0) return idleMs;
    if (wanted() === 0) return SHORTEST_WAIT_MS;
    const now = clock.now();
    const due = await jobs.nextDueAt(now);
    const waitMs = due ? due.getTime() - now.getTime() : idleMs;
    return Math.min(Math.max(waitMs, SHORTEST_WAIT_MS), idleMs);
  }

  async function work(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      isAwake = false;
      try {
        const started = await startDue();
        failures = 0;
        if (started === 0) await rest(await untilNextDue());
      } catch (error) {
        log.warn({ error }, "queue not readable, trying again");
        isAwake = false;
        await rest(doubledWaitMs(CLAIM_FAILED_WAIT, failures++));
      }
    }
  }

  return {
    start() {
      loop ??= work();
    },
    wake,
    async stop() {
      stopping.abort("stop");
      await loop;
      const allEnded = new AbortController();
      const ended = Promise.all(running).then(() => allEnded.abort("all ended"));
      await clock.sleep(stopWithinMs, allEnded.signal);
      giveUp.abort("stop");
      await ended;
    },
    async processAll() {
      let ran = 0;
      for (;;) {
        const started = await startDue();
        ran += started;
        if (started === 0 && running.size === 0) return ran;
        await Promise.all(running);
      }
    },
    running: () => running.size,
  };
}
