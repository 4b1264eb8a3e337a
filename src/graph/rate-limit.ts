import type { Clock } from "../clock.ts";
import { abortedError } from "./graph-error.ts";
import { WINDOW_MS, type RequestLimit } from "./graph-limits.ts";
import { SlidingWindow } from "./sliding-window.ts";

/** Live requests go before background ones (backfill), and a part of every limit is kept free for them. */
export type RequestPriority = "live" | "background";

export type RateLimiter = {
  /**
   * Resolves when the request may go out under all of its limits; call the result when its answer has come (or will
   * not come any more).
   *
   * @throws GraphError `graph_aborted` when the signal aborts first
   */
  acquire(limits: RequestLimit[], priority: RequestPriority, signal?: AbortSignal): Promise<() => void>;
  /**
   * Holds back the requests of the narrowest of these limits, as Graph asked to. When two narrow limits under the same
   * wider one are held back at a time, it is the wider one that is exhausted, and it is held back too.
   */
  pause(limits: RequestLimit[], ms: number): void;
  /** How many requests wait at the moment. */
  readonly waiting: number;
};

export type RateLimiterOptions = {
  clock: Clock;
  /** Share of the documented limits that is used. */
  share?: number;
  /** Share of what is used that background requests may take. */
  backgroundShare?: number;
};

type Waiter = { limits: RequestLimit[]; start: (release: () => void) => void };

/** A pause longer than this is asked for again instead: Graph's own pauses are minutes at most. */
const LONGEST_PAUSE_MS = 5 * 60_000;

/** Keeps the requests of one app in one tenant just under Graph's limits: first come, first served within a priority. */
export function createRateLimiter({ clock, share = 0.95, backgroundShare = 0.9 }: RateLimiterOptions): RateLimiter {
  const windows = new Map<string, SlidingWindow>();
  const waiters: Record<RequestPriority, Set<Waiter>> = { live: new Set(), background: new Set() };
  let alarm: { atMs: number; cancel: AbortController } | null = null;
  let sweptAtMs = 0;

  const nowMs = (): number => clock.now().getTime();
  const countWaiting = (): number => waiters.live.size + waiters.background.size;

  const windowOf = ({ key, requests, windowMs }: RequestLimit): SlidingWindow => {
    const known = windows.get(key);
    if (known !== undefined) return known;
    const window = new SlidingWindow(Math.max(1, Math.floor(requests * share)), windowMs ?? WINDOW_MS);
    windows.set(key, window);
    return window;
  };

  /** Limits of single call records come and go with their calls. */
  const sweep = (now: number): void => {
    if (now - sweptAtMs < WINDOW_MS) return;
    sweptAtMs = now;
    for (const [key, window] of windows) if (window.isIdle(now)) windows.delete(key);
  };

  const startRequest = (waiter: Waiter): void => {
    const held = waiter.limits.map(windowOf);
    for (const window of held) window.start();
    let released = false;
    waiter.start(() => {
      if (released) return;
      released = true;
      for (const window of held) window.finish(nowMs());
      admit();
    });
  };

  /** Starts every waiter whose limits allow it, and sets the alarm for the next one that time alone will free. */
  const admit = (): void => {
    const now = nowMs();
    let nextMs: number | null = null;
    for (const priority of ["live", "background"] as const) {
      const usable = priority === "live" ? 1 : backgroundShare;
      const full = new Set<string>();
      for (const waiter of waiters[priority]) {
        if (waiter.limits.some(({ key }) => full.has(key))) continue;
        const blocking = waiter.limits.filter((limit) => !windowOf(limit).mayStart(now, usable));
        if (blocking.length === 0) {
          waiters[priority].delete(waiter);
          startRequest(waiter);
          continue;
        }
        for (const limit of blocking) {
          full.add(limit.key);
          const changeMs = windowOf(limit).nextChangeMs(now);
          if (changeMs !== null && (nextMs === null || changeMs < nextMs)) nextMs = changeMs;
        }
      }
    }
    sweep(now);
    setAlarm(nextMs);
  };

  const setAlarm = (atMs: number | null): void => {
    if (alarm !== null && alarm.atMs === atMs) return;
    alarm?.cancel.abort();
    alarm = null;
    if (atMs === null) return;
    const cancel = new AbortController();
    alarm = { atMs, cancel };
    void clock.sleep(Math.max(1, atMs - nowMs()), cancel.signal).then(() => {
      if (cancel.signal.aborted) return;
      alarm = null;
      admit();
    });
  };

  return {
    acquire(limits, priority, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(abortedError());
        const abort = (): void => {
          waiters[priority].delete(waiter);
          reject(abortedError());
          admit();
        };
        const waiter: Waiter = {
          limits,
          start: (release) => {
            signal?.removeEventListener("abort", abort);
            resolve(release);
          },
        };
        signal?.addEventListener("abort", abort, { once: true });
        waiters[priority].add(waiter);
        admit();
      });
    },
    pause(limits, ms) {
      const [narrow, wide] = limits;
      if (narrow === undefined) return;
      const now = nowMs();
      const untilMs = now + Math.min(ms, LONGEST_PAUSE_MS);
      if (wide !== undefined) {
        const kin = narrow.key.split(":")[0];
        const othersPaused = [...windows].some(
          ([key, window]) => key !== narrow.key && key.split(":")[0] === kin && window.isPaused(now),
        );
        if (othersPaused) windowOf(wide).pauseUntil(untilMs);
      }
      windowOf(narrow).pauseUntil(untilMs);
      admit();
    },
    get waiting() {
      return countWaiting();
    },
  };
}
