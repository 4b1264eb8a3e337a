import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import { holdLease } from "../hold-lease.ts";
import type { Log } from "../log.ts";
import { errorCode } from "../service-error.ts";
import type { Leases, ListingPass, Progress } from "../store/store.ts";
import { doubledWaitMs, withJitter } from "../wait-times.ts";
import { failureOf } from "./failure.ts";
import {
  gapPass,
  mostUrgent,
  newPass,
  nextWindow,
  ofThisPlan,
  rollingDues,
  windowsOf,
  type Window,
} from "./reconcile-plan.ts";
import { reconcileProgressLog } from "./reconcile-progress.ts";
import { reconcileWindow, type ReconcileWindowOptions } from "./reconcile-window.ts";

export type ReconcileProgress = {
  name: string;
  windowsDone: number;
  windowsTotal: number;
  /** Call records that Graph listed so far. */
  listed: number;
  /** Those that were not held, or in an older version. */
  enqueued: number;
  /** Everything from here to the end is listed. */
  place: Date;
};

export type ReconcileStatus = {
  state: "idle" | "running" | "stopped";
  /** Of the pass at work in this process, or its last one. */
  progress: ReconcileProgress | null;
  /** Why it stands still, if it does. */
  lastError: { code: string; at: Date } | null;
};

export type Reconciler = {
  /**
   * Lists what notifications lost between these instants would have told. Resolves when that is written down; after a
   * rejection it is tried again by itself.
   */
  fillGap(gap: Window): Promise<void>;
  start(): void;
  stop(): Promise<void>;
  status(): ReconcileStatus;
};

export type ReconcilerOptions = ReconcileWindowOptions & {
  progress: Progress;
  leases: Leases;
  /** Names this process among those that share the passes; must differ in each. */
  owner: string;
  /** Whether the rolling passes are made; else only what was asked for. */
  isRolling: boolean;
  clock: Clock;
  random: () => number;
  log: Log;
};

const LEASE = "reconciler";
const LEASE_MS = 2 * 60_000;
/** How often it looks for what others asked for. */
const LOOK_EVERY_MS = 5_000;
const FAILED_WAIT = { firstMs: 5_000, longestMs: 600_000 };
/** After an error that does not pass by itself: somebody must grant a permission, or mend something. */
const BROKEN_WAIT_MS = 300_000;

/**
 * Makes the listing passes: the rolling ones, over gaps, and on request. A pass is stored with its place after every
 * window, and made under a lease, so that several instances make it once, and whoever comes after a killed one goes on
 * from its place. Between two windows the most urgent pass is chosen anew.
 */
export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { progress, leases, owner, isRolling, clock, random, log } = options;
  const stopping = new AbortController();
  const progressLog = reconcileProgressLog(log);
  const chances = new Map<string, number>();
  /** What is not yet written down. */
  let gap: Window | null = null;
  let wakeUp: (() => void) | null = null;
  let loop: Promise<void> | null = null;
  let isRunning = false;
  let failures = 0;
  let shown: ReconcileProgress | null = null;
  let lastError: ReconcileStatus["lastError"] = null;

  async function saveGap(): Promise<void> {
    while (gap !== null) {
      const saved: Window = gap;
      await progress.widen(gapPass(saved, randomUUID(), clock.now()));
      if (gap === saved) gap = null;
    }
  }

  /** The rolling pass that is due, the widest first: it covers the narrower ones. */
  function dueRolling(passes: readonly ListingPass[]): ListingPass | null {
    if (!isRolling) return null;
    const now = clock.now();
    const due = rollingDues(passes, chanceOf).find(({ at }) => at <= now);
    if (!due) return null;
    const { name, spanMs } = due;
    return newPass({
      name,
      requestId: randomUUID(),
      source: due.at.getTime() === 0 ? "backfill" : "reconcile",
      start: new Date(now.getTime() - spanMs),
      end: now,
      requestedAt: now,
    });
  }

  function chanceOf(name: string): number {
    const chance = chances.get(name) ?? random();
    chances.set(name, chance);
    return chance;
  }

  /** What to list next; a rolling pass that is due is written down first. */
  async function choose(): Promise<ListingPass | null> {
    const passes = await progress.passes();
    const due = dueRolling(passes);
    if (due === null) return mostUrgent(passes);
    await progress.save(due);
    chances.delete(due.name);
    return mostUrgent([...passes.filter(({ name }) => name !== due.name), due]);
  }

  async function hasWork(): Promise<boolean> {
    const passes = await progress.passes();
    return mostUrgent(passes) !== null || dueRolling(passes) !== null;
  }

  async function makePasses(signal: AbortSignal): Promise<true> {
    for (;;) {
      await saveGap();
      const pass = await choose();
      if (pass === null || signal.aborted) return true;
      try {
        await takeFurther(await begin(pass), signal);
      } catch (error) {
        if (!signal.aborted) await progress.advance(pass, { lastError: { code: errorCode(error), at: clock.now() } });
        throw error;
      }
      failures = 0;
      lastError = null;
    }
  }

  async function begin(chosen: ListingPass): Promise<ListingPass> {
    const pass = ofThisPlan(chosen);
    if (pass !== chosen) await progress.save(pass);
    const { name, start, end, requestId, startedAt, place } = pass;
    shown = { name, ...windowsOf(pass), listed: pass.listed, enqueued: pass.enqueued, place };
    if (startedAt === null) {
      const now = clock.now();
      await progress.advance(pass, { startedAt: now });
      log.info({ pass: name, start, end }, "listing pass begun");
      return { ...pass, startedAt: now };
    }
    progressLog.resumed(requestId, pass);
    return pass;
  }

  async function takeFurther(pass: ListingPass, signal: AbortSignal): Promise<void> {
    const window = nextWindow(pass);
    const found = window && (await reconcileWindow(options, window, pass.source, signal));
    if (signal.aborted) return;
    const now = clock.now();
    const place = window?.start ?? pass.place;
    const step = {
      place,
      listed: pass.listed + (found?.listed ?? 0),
      enqueued: pass.enqueued + (found?.enqueued ?? 0),
      finishedAt: place <= pass.start ? now : null,
      lastError: null,
    };
    // Asked for anew meanwhile: what was listed is enqueued, and the next choice takes up the new one.
    if (!(await progress.advance(pass, step))) return;
    const further = { ...pass, ...step };
    const { name, listed, enqueued } = further;
    shown = { name, ...windowsOf(further), listed, enqueued, place };
    progressLog.advanced(further, now);
  }

  async function rest(ms: number): Promise<void> {
    if (stopping.signal.aborted) return;
    const awake = new AbortController();
    wakeUp = () => awake.abort("awake");
    stopping.signal.addEventListener("abort", wakeUp, { once: true });
    await clock.sleep(ms, awake.signal);
    stopping.signal.removeEventListener("abort", wakeUp);
    wakeUp = null;
  }

  /** How long to wait after an error. */
  function waitAfter(error: unknown): number {
    lastError = { code: errorCode(error), at: clock.now() };
    const failure = failureOf(error);
    if (failure.kind !== "later") {
      log.error({ error, code: lastError.code }, "listing pass failed, it will be tried again");
      return BROKEN_WAIT_MS;
    }
    log.warn({ error, code: lastError.code, failures }, "listing pass waits");
    return withJitter(failure.retryAfterMs ?? doubledWaitMs(FAILED_WAIT, failures++), random);
  }

  async function reconcile(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await saveGap();
        if (await hasWork()) {
          isRunning = true;
          await holdLease({ leases, name: LEASE, owner, leaseMs: LEASE_MS, clock }, stopping.signal, makePasses);
        }
        isRunning = false;
        await rest(LOOK_EVERY_MS);
      } catch (error) {
        isRunning = false;
        if (stopping.signal.aborted) return;
        await clock.sleep(waitAfter(error), stopping.signal);
      }
    }
  }

  return {
    async fillGap({ start, end }) {
      log.warn({ start, end }, "notifications may have been lost, the calls are listed");
      gap = gap === null ? { start, end } : { start: earlier(gap.start, start), end: later(gap.end, end) };
      await saveGap();
      wakeUp?.();
    },
    start() {
      loop ??= reconcile();
    },
    async stop() {
      stopping.abort("stop");
      await loop;
    },
    status: () => ({
      state: stopping.signal.aborted ? "stopped" : isRunning ? "running" : "idle",
      progress: shown,
      lastError,
    }),
  };
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
