import { appendTo } from "../calls/append-to.ts";

import { reasonOf } from "../calls/health-reasons.ts";
import { measureSilence } from "../calls/health-silence.ts";
import { judgeHealth, type Health } from "../calls/health.ts";
import type { DelayFigures } from "../calls/ledger-delays.ts";
import {
  APPEARED_AFTER_MS,
  LEDGER_HOUR_MS,
  sumHours,
  type HourFigures,
  type LedgerTotals,
  type ListedVersion,
} from "../calls/ledger.ts";
import { createLocalTime } from "../calls/local-time.ts";
import type { CallLogProgress } from "../store/phone-calls.ts";
import type { ServiceHeartbeat } from "../store/service-heartbeats.ts";
import type { IngestJob, JobStage, Store, StoredSubscription } from "../store/store.ts";
import { readLedger, type LedgerReading } from "./ledger-reading.ts";
import { currentSubscription } from "./subscription-plan.ts";

/**
 * What `callwise status` and GET /api/admin/status tell, from the store alone, so that it can be asked beside a
 * running service and without one. Ids, counts and codes; no names.
 */
export type IngestStatus = {
  tenantId: string;
  at: Date;
  health: Health;
  /** Of every instance that ran within the last day. */
  service: { isRunning: boolean; instances: ServiceHeartbeat[] };
  callRecords: number;
  /** Of the last 30 days, for which Graph lists calls; `upToDate`: listed, and held as listed. */
  completeness: LedgerTotals & { upToDate: number };
  /** The last seven days, the newest first. A day holds the hours that begin in it. */
  days: (LedgerTotals & { date: string })[];
  /** Every hour of the last 30 days, the oldest first. */
  hours: HourFigures[];
  /** Over the last 24 hours; `graph` is Graph's own, from the end of a call to its first notification. */
  delays: { own: DelayFigures | null; graph: DelayFigures | null };
  lastNotifiedAt: Date | null;
  jobs: Record<JobStage, number>;
  /** Since when the job that is due longest has been; null when none is due. */
  dueSince: Date | null;
  /** Jobs that were given up, newest first; `callwise replay` makes them due again. */
  exhausted: {
    callId: string;
    attempts: number;
    code: string | null;
    at: Date | null;
    reason: string;
    remedy: string;
  }[];
  /** The one in use. */
  subscription: { subscriptionId: string; expiresAt: Date } | null;
  /** With those that were replaced or are being asked for. */
  subscriptions: { subscriptionId: string; expiresAt: Date; isRetired: boolean }[];
  /** How far each telephone log was read, and what keeps it; empty when none was ever asked for. */
  callLogs: CallLogProgress[];
  /** Those with most calls within a week: whom to ask about. Empty unless asked for. */
  mostActive: { personId: string; calls: number }[];
};

export type IngestStatusRequest = {
  tenantId: string;
  now: Date;
  /** Decides where a day begins. */
  timeZone: string;
  /** How many people to name. */
  people: number;
};

const EXHAUSTED_SHOWN = 20;
const EXHAUSTED_READ = 100;
const DAYS_SHOWN = 7;
const DAY_MS = 24 * LEDGER_HOUR_MS;
/** A service gives a sign of life every 15 seconds. */
const ALIVE_WITHIN_MS = 90_000;
/** The hourly listing has come round by then. */
const LISTED_WITHIN_MS = APPEARED_AFTER_MS + 2 * LEDGER_HOUR_MS;

export async function readIngestStatus(store: Store, request: IngestStatusRequest): Promise<IngestStatus> {
  const { tenantId, now, timeZone, people } = request;
  const [ledger, callRecords, jobs, dueAt, exhausted, subscriptions, instances, logs, mostActive] = await Promise.all([
    readLedger(store, now),
    store.callRecords.count(),
    store.ingestJobs.counts(now),
    store.ingestJobs.nextDueAt(now),
    store.ingestJobs.exhausted(EXHAUSTED_READ),
    store.subscriptions.all(),
    store.serviceHeartbeats.all(),
    store.phoneCalls.progress(),
    people === 0 ? [] : store.participations.mostActive(new Date(now.getTime() - 7 * DAY_MS), people),
  ]);
  const unattended = await unattendedCalls(store, ledger.missing);
  const alive = instances.filter((instance) => isAlive(instance, now));
  const dueSince = dueAt !== null && dueAt <= now ? dueAt : null;
  const current = currentSubscription(subscriptions);
  const totals = sumHours(ledger.hours);
  return {
    tenantId,
    at: now,
    health: judgeHealth({
      now,
      service: alive.length === 0 ? null : { startedAt: earliest(alive.map(({ startedAt }) => startedAt)) },
      lastSeenAt: instances[0]?.at ?? null,
      subscriptionExpiresAt: current?.expiresAt ?? null,
      errors: alive.flatMap(errorsOf),
      backlog: { waiting: jobs.queued + jobs.running + jobs.failed, dueSince },
      recentDelay: ledger.recentDelay,
      silence: silenceOf(ledger, current, now),
      missingUnattended: unattended.length,
      hoursOverdue: ledger.hours.filter((hour) => isOverdue(hour, now)).length,
      exhaustedLastDay: exhausted.filter(({ lastError }) => isWithinDay(lastError?.at ?? null, now)).length,
    }),
    service: { isRunning: alive.length > 0, instances },
    callRecords,
    completeness: { ...totals, upToDate: totals.listed - totals.missing },
    days: daysOf(ledger.hours, timeZone),
    hours: ledger.hours,
    delays: { own: ledger.ownDelay, graph: ledger.graphDelay },
    lastNotifiedAt: ledger.lastNotifiedAt,
    jobs,
    dueSince,
    exhausted: exhausted.slice(0, EXHAUSTED_SHOWN).map(exhaustedJob),
    subscription: current && { subscriptionId: current.subscriptionId, expiresAt: current.expiresAt },
    subscriptions: subscriptions.map(({ subscriptionId, expiresAt, retiredAt }) => ({
      subscriptionId,
      expiresAt,
      isRetired: retiredAt !== null,
    })),
    callLogs: logs,
    mostActive: mostActive.map(({ personId, calls }) => ({ personId, calls })),
  };
}

/** A job that ended since the ledger was read has brought its call: only what is still not held counts. */
async function unattendedCalls(store: Store, missing: readonly ListedVersion[]): Promise<ListedVersion[]> {
  const unattended = new Set(await store.ingestJobs.unattended(missing.map(({ callId }) => callId)));
  const held = await store.callRecords.versions([...unattended]);
  return missing.filter(({ callId, version }) => unattended.has(callId) && (held.get(callId) ?? -Infinity) < version);
}

function isAlive({ at, stoppedAt }: ServiceHeartbeat, now: Date): boolean {
  return stoppedAt === null && now.getTime() - at.getTime() <= ALIVE_WITHIN_MS;
}

function errorsOf({ subscription, listing }: ServiceHeartbeat): { part: "subscription" | "listing"; code: string }[] {
  const codes = [
    { part: "subscription" as const, code: subscription?.errorCode ?? null },
    { part: "listing" as const, code: listing.errorCode },
  ];
  return codes.flatMap(({ part, code }) => (code === null ? [] : [{ part, code }]));
}

/** Since the last notification, or since there has been a subscription that could bring one. */
function silenceOf(ledger: LedgerReading, current: StoredSubscription | null, now: Date) {
  if (current === null) return null;
  const since = Math.max(current.createdAt.getTime(), ledger.lastNotifiedAt?.getTime() ?? 0);
  return measureSilence(ledger.hours, new Date(since), now);
}

function isOverdue({ hour, isComplete }: HourFigures, now: Date): boolean {
  return !isComplete && now.getTime() - hour.getTime() - LEDGER_HOUR_MS > LISTED_WITHIN_MS;
}

function isWithinDay(at: Date | null, now: Date): boolean {
  return at !== null && now.getTime() - at.getTime() < DAY_MS;
}

function daysOf(hours: readonly HourFigures[], timeZone: string): IngestStatus["days"] {
  const { dateOf } = createLocalTime(timeZone);
  const byDate = new Map<string, HourFigures[]>();
  for (const figures of hours.slice(-(DAYS_SHOWN + 1) * 24)) {
    appendTo(byDate, dateOf(figures.hour), figures);
  }
  return [...byDate]
    .map(([date, figures]) => ({ date, ...sumHours(figures) }))
    .reverse()
    .slice(0, DAYS_SHOWN);
}

function exhaustedJob({ callId, attempts, lastError }: IngestJob): IngestStatus["exhausted"][number] {
  const code = lastError?.code ?? null;
  return { callId, attempts, code, at: lastError?.at ?? null, ...reasonOf(code) };
}

function earliest(instants: readonly Date[]): Date {
  return instants.reduce((first, instant) => (instant < first ? instant : first));
}
