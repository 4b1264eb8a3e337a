import type { Clock } from "../clock.ts";
import { abortedError } from "./graph-error.ts";
import { WINDOW_MS, type RequestLimit } from "./graph-limits.ts";
import { SlidingWindow, type Part } from "./sliding-window.ts";

/**
 * Requests that list go before those that read one record: they are few (their own limit is a fortieth of the one they
 * share with the others), and what they find is what the others have to do.
 */
export type RequestPriority = "listing" | "reading";

/** How it stands with a limit that several processes share. */
export type LimitUse = {
  /** What all of them together may let count at a time. */
  most: number;
  /** How many requests of this process count at the moment. */
  counted: number;
  /** Whether a request had to wait for this limit since the last time this was asked. */
  isShort: boolean;
};

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
  /** What this process may send under a limit; nothing after `until`. */
  allot(limit: RequestLimit, part: Part, until: Date): void;
  use(limit: RequestLimit): LimitUse;
  /** How many requests of this process may go out now under a limit, of how many that may count; changes nothing. */
  budget(limit: RequestLimit): { remaining: number; most: number };
  /** How many more requests could go out now under a limit; negative: so many wait for nothing but this limit. */
  room(limit: RequestLimit): number;
  /** How many requests wait at the moment. */
  readonly waiting: number;
};

export type RateLimiterOptions = {
  clock: Clock;
  /** Share of the documented limits that is used. */
  share?: number;
};

type Waiter = { limits: RequestLimit[]; start: (release: () => void) => void };

/** A pause longer than this is asked for again instead: Graph's own pauses are minutes at most. */
const LONGEST_PAUSE_MS = 5 * 60_000;

/**
 * How much of each limit is used. No delay on the way makes more of what is let go than the limit (see `SlidingWindow`),
 * so the margin need not be wide: it is for a clock that is set forward, by 0.2 s. What an answer takes costs as much
 * again of the use: two percent at 400 ms.
 */
export const SHARE = 0.99;

/** So much of a limit whose requests are paced goes at once: more would be missing for as long in the next window. */
const BURST_SHARE = 0.1;

/** Keeps the requests of one app in one tenant just under Graph's limits: first come, first served within a priority. */
export function createRateLimiter({ clock, share = SHARE }: RateLimiterOptions): RateLimiter {
  const windows = new Map<string, SlidingWindow>();
  const allotted = new Map<string, { part: Part; untilMs: number }>();
  const short = new Set<string>();
  const waiters: Record<RequestPriority, Set<Waiter>> = { listing: new Set(), reading: new Set() };
  let alarm: { atMs: number; cancel: AbortController } | null = null;
  let sweptAtMs = 0;

  const nowMs = (): number => clock.now().getTime();
  const countWaiting = (): number => waiters.listing.size + waiters.reading.size;

  const mostOf = ({ requests }: RequestLimit): number => Math.max(1, Math.floor(requests * share));

  const windowOf = (limit: RequestLimit): SlidingWindow => {
    const known = windows.get(limit.key);
    if (known !== undefined) return known;
    const burst = limit.isPaced === true ? Math.floor(mostOf(limit) * BURST_SHARE) : null;
    const window = new SlidingWindow(limit.windowMs ?? WINDOW_MS, burst);
    windows.set(limit.key, window);
    return window;
  };

  const partOf = (limit: RequestLimit, now: number): Part => {
    const allotment = allotted.get(limit.key);
    if (allotment === undefined) return { most: mostOf(limit), pace: mostOf(limit) };
    return allotment.untilMs > now ? allotment.part : { most: 0, pace: 0 };
  };

  const remaining = (limit: RequestLimit, now: number): number => windowOf(limit).remaining(partOf(limit, now), now);

  const mayStart = (limit: RequestLimit, now: number): boolean => {
    if (remaining(limit, now) > 0) return true;
    if (!windowOf(limit).isPaused(now)) short.add(limit.key);
    return false;
  };

  /** Those that would start but for this limit. */
  const waitingFor = ({ key }: RequestLimit, now: number): number =>
    [...waiters.listing, ...waiters.reading].filter(
      ({ limits }) =>
        limits.some((limit) => limit.key === key) &&
        limits.every((limit) => limit.key === key || remaining(limit, now) > 0),
    ).length;

  /** Limits of single call records come and go with their calls. */
  const sweep = (now: number): void => {
    if (now - sweptAtMs < WINDOW_MS) return;
    sweptAtMs = now;
    for (const [key, window] of windows) if (window.isIdle(now)) windows.delete(key);
  };

  const startRequest = (waiter: Waiter, now: number): void => {
    const held = waiter.limits.map(windowOf);
    for (const limit of waiter.limits) windowOf(limit).start(partOf(limit, now), now);
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
    for (const priority of ["listing", "reading"] as const) {
      const full = new Set<string>();
      for (const waiter of waiters[priority]) {
        if (waiter.limits.some(({ key }) => full.has(key))) continue;
        const blocking = waiter.limits.filter((limit) => !mayStart(limit, now));
        if (blocking.length === 0) {
          waiters[priority].delete(waiter);
          startRequest(waiter, now);
          continue;
        }
        for (const limit of blocking) {
          full.add(limit.key);
          const changeMs = windowOf(limit).nextChangeMs(partOf(limit, now), now);
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
    allot(limit, part, until) {
      const now = nowMs();
      const before = partOf(limit, now);
      windowOf(limit).grow(part.most - before.most, before, now);
      allotted.set(limit.key, { part, untilMs: until.getTime() });
      admit();
    },
    use(limit) {
      const waits = [...waiters.listing, ...waiters.reading].some(({ limits }) => limits.includes(limit));
      const isShort = short.delete(limit.key) || waits;
      return { most: mostOf(limit), counted: windowOf(limit).counted(nowMs()), isShort };
    },
    budget(limit) {
      const now = nowMs();
      return { remaining: remaining(limit, now), most: partOf(limit, now).most };
    },
    room(limit) {
      const now = nowMs();
      return remaining(limit, now) - waitingFor(limit, now);
    },
    get waiting() {
      return countWaiting();
    },
  };
}
