import { errorCode } from "../service-error.ts";
import { backfill, type BackfillOptions, type BackfillProgress, type Window } from "./backfill.ts";

export type BackfillStatus = {
  state: "idle" | "running" | "stopped";
  /** Of the span at work, or the last one. */
  progress: BackfillProgress | null;
  /** Why it stands still, if it does. */
  lastError: { code: string; at: Date } | null;
};

export type BackfillRunner = {
  /** Adds a span to be filled, after those that wait already. It is asked for when its turn comes. */
  request(span: () => Promise<Window>): void;
  start(): void;
  stop(): Promise<void>;
  status(): BackfillStatus;
};

/** After an error that does not pass by itself: somebody must grant a permission, or the store must come back. */
const FAILED_WAIT_MS = 300_000;

/**
 * Fills requested spans one after another in the background. A span that fails goes on from the place it had reached,
 * as long as the process lives.
 */
export function createBackfillRunner(options: BackfillOptions): BackfillRunner {
  const { clock, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const waiting: (() => Promise<Window>)[] = [];
  let isStarted = false;
  let work: Promise<void> | null = null;
  let progress: BackfillProgress | null = null;
  let lastError: BackfillStatus["lastError"] = null;

  async function fill(span: () => Promise<Window>): Promise<void> {
    let left: Window | null = null;
    while (!signal.aborted) {
      try {
        left ??= await span();
        await fillFrom(left);
        return;
      } catch (error) {
        // The place it had reached is the end of what is left.
        if (left && progress) left = { start: left.start, end: progress.place };
        lastError = { code: errorCode(error), at: clock.now() };
        log.error({ error, code: lastError.code }, "backfill failed, it will be tried again");
        await clock.sleep(FAILED_WAIT_MS, signal);
      }
    }
  }

  async function fillFrom({ start, end }: Window): Promise<void> {
    progress = { windowsDone: 0, windowsTotal: 0, listed: 0, enqueued: 0, place: end };
    const onProgress = (now: BackfillProgress): void => {
      progress = now;
      lastError = null;
    };
    await backfill(options, { start, end, source: "backfill", signal, onProgress });
    const { listed, enqueued } = progress;
    log.info({ start, end, listed, enqueued }, signal.aborted ? "backfill stopped" : "backfill done");
  }

  async function fillAll(): Promise<void> {
    for (let span = waiting.shift(); span && !signal.aborted; span = waiting.shift()) await fill(span);
    work = null;
  }

  function run(): void {
    if (isStarted && !signal.aborted && waiting.length > 0) work ??= fillAll();
  }

  return {
    request(span) {
      waiting.push(span);
      run();
    },
    start() {
      isStarted = true;
      run();
    },
    async stop() {
      stopping.abort("stop");
      await work;
    },
    status: () => ({ state: signal.aborted ? "stopped" : work ? "running" : "idle", progress, lastError }),
  };
}
