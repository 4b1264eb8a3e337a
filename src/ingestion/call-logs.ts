import { PHONE_CALL_KINDS, type PhoneCallKind } from "../calls/phone-call.ts";
import type { Clock } from "../clock.ts";
import type { CallLogSource } from "../graph/call-logs.ts";
import { holdLease } from "../hold-lease.ts";
import type { Log } from "../log.ts";
import { errorCode, ServiceError } from "../service-error.ts";
import type { CallLogProgress, PhoneCalls } from "../store/phone-calls.ts";
import type { Leases } from "../store/store.ts";
import { doubledWaitMs, withJitter } from "../wait-times.ts";

export type CallLogsOptions = {
  source: CallLogSource;
  phoneCalls: PhoneCalls;
  leases: Leases;
  /** Names this process among those that share the store. */
  owner: string;
  clock: Clock;
  random: () => number;
  log: Log;
};

export type CallLogs = {
  /** Begins to pull in the background, at once what is due. */
  start(): void;
  /** Ends the pull at work where it is, to be taken up from there, and leaves nothing running. */
  stop(): Promise<void>;
};

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LEASE_NAME = "callLogs";
const REFUSED = "graph_forbidden";
const LEASE_MS = 2 * MINUTE_MS;

/** Another instance does the work: whether it still does is looked at this often. */
const LOOK_AGAIN_MS = 15 * MINUTE_MS;
const EVERY_MS = DAY_MS;
const FIRST_PULL_DAYS = 30;
/** The logs lag 24 to 48 hours, so the last days are read again. */
const TRAILING_DAYS = 3;
/** Graph answers for 90 days at most. */
const LONGEST_PULL_DAYS = 89;
/** What is read again when a pull is cut short. */
const WINDOW_DAYS = 5;
const FAILED_WAIT = { firstMs: 5 * MINUTE_MS, longestMs: 60 * MINUTE_MS };

/**
 * Reads both telephone logs once a day, in one process of those that share the store. A pull that was cut short goes on
 * from where it was. What passes by itself (throttling, an outage) is tried again within the hour. Without the
 * permission that the logs need this is said once, and tried again daily and at every start, since an administrator may
 * grant it; nothing else suffers.
 */
export function createCallLogs(options: CallLogsOptions): CallLogs {
  const { source, phoneCalls, leases, owner, clock, random, log } = options;
  const stopping = new AbortController();
  const failures = new Map<PhoneCallKind, number>();
  /** Logs that this process has asked for; what failed in an earlier process is tried again without waiting. */
  const asked = new Set<PhoneCallKind>();
  /** Logs that may not be read, as has been said. */
  const refused = new Set<PhoneCallKind>();
  let work: Promise<void> | null = null;

  async function keepPulling({ signal }: AbortController): Promise<void> {
    while (!signal.aborted) {
      const waitMs = await round(signal);
      await clock.sleep(withJitter(waitMs, random), signal);
    }
  }

  /** Pulls what is due, and returns for how long nothing is. */
  async function round(stop: AbortSignal): Promise<number> {
    try {
      const nextDueAt = await holdLease({ leases, name: LEASE_NAME, owner, leaseMs: LEASE_MS, clock }, stop, pullDue);
      if (nextDueAt === null) return LOOK_AGAIN_MS;
      return Math.min(Math.max(nextDueAt - clock.now().getTime(), MINUTE_MS), EVERY_MS);
    } catch (error) {
      if (!stop.aborted) log.warn({ error, code: errorCode(error) }, "telephone logs wait for the store");
      return FAILED_WAIT.firstMs;
    }
  }

  async function pullDue(signal: AbortSignal): Promise<number> {
    const known = new Map((await phoneCalls.progress()).map((progress) => [progress.kind, progress]));
    const dueAt: number[] = [];
    for (const kind of PHONE_CALL_KINDS) {
      const progress = known.get(kind) ?? neverPulled(kind);
      const isRetried = progress.lastError !== null && !asked.has(kind);
      const isDue = isRetried || progress.dueAt <= clock.now();
      const next = isDue && !signal.aborted ? await pull(progress, signal) : progress.dueAt;
      dueAt.push(next.getTime());
    }
    return Math.min(...dueAt);
  }

  /** Returns when the next pull of this log is due. */
  async function pull(known: CallLogProgress, signal: AbortSignal): Promise<Date> {
    const { kind } = known;
    asked.add(kind);
    const end = clock.now();
    let progress: CallLogProgress = {
      ...known,
      pull: { place: startOfPull(known, end), end },
      rows: known.pull ? known.rows : 0,
    };
    try {
      for (const window of windowsOf(progress.pull)) {
        progress = { ...progress, rows: progress.rows + (await pullWindow(kind, window, signal)) };
        if (signal.aborted) return end;
        progress = { ...progress, pull: { place: window.end, end } };
        await phoneCalls.saveProgress(progress);
      }
    } catch (error) {
      if (signal.aborted) return end;
      return failed(progress, error);
    }
    failures.delete(kind);
    refused.delete(kind);
    const dueAt = after(end, EVERY_MS);
    await phoneCalls.saveProgress({ ...progress, readThrough: end, pulledAt: end, pull: null, dueAt, lastError: null });
    log.info({ kind, rows: progress.rows }, "telephone log read");
    return dueAt;
  }

  async function pullWindow(
    kind: PhoneCallKind,
    window: { start: Date; end: Date },
    signal: AbortSignal,
  ): Promise<number> {
    let rows = 0;
    for await (const page of source.list(kind, window, signal)) {
      if (page.leftOut > 0) log.warn({ kind, leftOut: page.leftOut }, "telephone log rows without an id or a time");
      await phoneCalls.save(page.rows);
      rows += page.rows.length;
    }
    return rows;
  }

  async function failed(progress: CallLogProgress, error: unknown): Promise<Date> {
    const { kind } = progress;
    const now = clock.now();
    const code = errorCode(error);
    const count = failures.get(kind) ?? 0;
    failures.set(kind, count + 1);
    const dueAt = after(now, passesByItself(error) ? doubledWaitMs(FAILED_WAIT, count) : EVERY_MS);
    if (code !== REFUSED) {
      log.warn({ error, code, kind, dueAt }, "telephone log could not be read");
    } else if (refused.size === 0) {
      log.warn({ code }, "permission missing: telephone logs need CallRecords.Read.All; tried again daily");
    }
    if (code === REFUSED) refused.add(kind);
    await phoneCalls.saveProgress({ ...progress, dueAt, lastError: { code, at: now } });
    return dueAt;
  }

  return {
    start() {
      work ??= keepPulling(stopping);
    },
    async stop() {
      stopping.abort("stop");
      await work;
    },
  };
}

/** Throttling, an overloaded or unreachable Graph or store, a sign-in that fails for everything alike. */
function passesByItself(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return true;
  if (error.code === REFUSED) return false;
  return error.remedy === "retry" || error.remedy === "fix-configuration";
}

function neverPulled(kind: PhoneCallKind): CallLogProgress {
  return { kind, readThrough: null, pulledAt: null, pull: null, rows: 0, dueAt: new Date(0), lastError: null };
}

/** Where a pull begins: at the place of the one that was cut short, else some days before what has been read. */
function startOfPull({ pull, readThrough }: CallLogProgress, now: Date): Date {
  const today = startOfDay(now);
  const wanted =
    pull?.place ?? (readThrough ? before(startOfDay(readThrough), TRAILING_DAYS) : before(today, FIRST_PULL_DAYS));
  const earliest = before(today, LONGEST_PULL_DAYS);
  return wanted < earliest ? earliest : wanted;
}

function windowsOf(pull: CallLogProgress["pull"]): { start: Date; end: Date }[] {
  const windows: { start: Date; end: Date }[] = [];
  if (pull === null) return windows;
  for (let start = pull.place; start < pull.end;) {
    const end = after(start, WINDOW_DAYS * DAY_MS);
    windows.push({ start, end: end < pull.end ? end : pull.end });
    start = end;
  }
  return windows;
}

function startOfDay(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / DAY_MS) * DAY_MS);
}

function before(instant: Date, days: number): Date {
  return after(instant, -days * DAY_MS);
}

function after(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}
