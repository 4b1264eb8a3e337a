import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { errorCode } from "../service-error.ts";
import type { CallRecords, IngestJobs, JobSource } from "../store/store.ts";
import { doubledWaitMs, withJitter } from "./back-off.ts";
import { failureOf } from "./failure.ts";

/** A span of call starts, half-open. */
export type Window = { start: Date; end: Date };

export type BackfillProgress = {
  windowsDone: number;
  windowsTotal: number;
  /** Call records that Graph listed so far. */
  listed: number;
  /** Those that were not held, or in an older version. */
  enqueued: number;
  /**
   * Everything from here to the end is done. What is left of a backfill that was cut short is `{start, end: place}`.
   */
  place: Date;
};

export type BackfillOptions = {
  list: (window: Window, signal?: AbortSignal) => AsyncIterable<{ callId: string; version: number }[]>;
  versions: CallRecords["versions"];
  enqueue: IngestJobs["enqueue"];
  onEnqueued?: () => void;
  clock: Clock;
  random: () => number;
  log: Log;
  windowMs?: number;
};

export type BackfillRequest = Window & {
  source: Extract<JobSource, "backfill" | "reconcile">;
  signal?: AbortSignal;
  onProgress?: (progress: BackfillProgress) => void;
};

/** A list answers in pages of 60; a window keeps what is repeated after a failure short. */
const WINDOW_MS = 6 * 3_600_000;
const FAILED_WAIT = { firstMs: 5_000, longestMs: 600_000 };

/**
 * Lists the calls that started in a span, the newest windows first, and enqueues those that are not held in the listed
 * version. A window that fails for a while is repeated, and nothing before it; may run twice.
 * Returns how far it came, which is less than everything only when `signal` aborted.
 * Throws what the list throws when waiting does not help, for example "graph_bad_request".
 */
export async function backfill(options: BackfillOptions, request: BackfillRequest): Promise<BackfillProgress> {
  const { clock, random, log } = options;
  const windows = newestFirst(request, options.windowMs ?? WINDOW_MS);
  let progress: BackfillProgress = {
    windowsDone: 0,
    windowsTotal: windows.length,
    listed: 0,
    enqueued: 0,
    place: request.end,
  };
  let failures = 0;
  for (const window of windows) {
    while (progress.place > window.start) {
      if (request.signal?.aborted) return progress;
      try {
        const { listed, enqueued } = await fillWindow(options, request, window);
        progress = {
          ...progress,
          windowsDone: progress.windowsDone + 1,
          listed: progress.listed + listed,
          enqueued: progress.enqueued + enqueued,
          place: window.start,
        };
        failures = 0;
        request.onProgress?.(progress);
      } catch (error) {
        if (request.signal?.aborted) return progress;
        const failure = failureOf(error);
        if (failure.kind !== "later") throw error;
        const waitMs = failure.retryAfterMs ?? doubledWaitMs(FAILED_WAIT, failures++);
        log.warn({ error, code: errorCode(error), place: progress.place }, "backfill waits");
        await clock.sleep(withJitter(waitMs, random), request.signal);
      }
    }
  }
  return progress;
}

async function fillWindow(
  options: BackfillOptions,
  { source, signal }: BackfillRequest,
  window: Window,
): Promise<{ listed: number; enqueued: number }> {
  let listed = 0;
  let enqueued = 0;
  for await (const page of options.list(window, signal)) {
    if (page.length === 0) continue;
    listed += page.length;
    const held = await options.versions(page.map(({ callId }) => callId));
    const wanted = page.filter(({ callId, version }) => (held.get(callId) ?? -Infinity) < version);
    if (wanted.length === 0) continue;
    const at = options.clock.now();
    await options.enqueue(wanted.map(({ callId }) => ({ callId, source, at })));
    enqueued += wanted.length;
    options.onEnqueued?.();
  }
  return { listed, enqueued };
}

function newestFirst({ start, end }: Window, windowMs: number): Window[] {
  const windows: Window[] = [];
  for (let to = end.getTime(); to > start.getTime(); to -= windowMs) {
    windows.push({ start: new Date(Math.max(start.getTime(), to - windowMs)), end: new Date(to) });
  }
  return windows;
}
