import type { CallRecord } from "../calls/call-record.ts";
import type { JudgedCallRecord } from "../calls/judged-call-record.ts";
import type { Clock } from "../clock.ts";
import type { CallRecordSource } from "../graph/fetch-call-record.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";
import { createBackfillRunner, type BackfillStatus } from "./backfill-runner.ts";
import type { Window } from "./backfill.ts";
import { createIngestCallRecord } from "./ingest-call-record.ts";
import type { JobOutcome, ServedJob } from "./run-job.ts";
import type { SubscribeOptions } from "./subscribe.ts";
import {
  createSubscriptionKeeper,
  type LifecycleNotification,
  type SubscriptionKeeper,
  type SubscriptionStatus,
} from "./subscription-keeper.ts";
import { createWorker } from "./worker.ts";

export type IngestionOptions = {
  store: Pick<Store, "callRecords" | "ingestJobs" | "subscriptions" | "leases">;
  source: CallRecordSource;
  judge: (record: CallRecord) => JudgedCallRecord;
  /** Null when Graph cannot reach this service: then nothing notifies, and what is enqueued is worked off. */
  subscription: Pick<SubscribeOptions, "api" | "onChanged" | "notificationUrl" | "lifecycleNotificationUrl"> | null;
  /** Names this process among those that share the store; must differ in each. */
  owner: string;
  clock: Clock;
  random: () => number;
  log: Log;
  /** Jobs at work at a time. */
  concurrency?: number;
  onOutcome?: (outcome: JobOutcome) => void;
  /** Called when a call can be asked for, with the time since its notification. */
  onServed?: (served: ServedJob) => void;
};

export type IngestionStatus = {
  jobsRunning: number;
  subscription: SubscriptionStatus | null;
  backfill: BackfillStatus;
};

export type Ingestion = {
  /** Starts the worker, the subscription and the backfill in the background; the webhook must be reachable. */
  start(): void;
  /** Takes no new work, ends or gives back the current, and leaves nothing running. */
  stop(): Promise<void>;
  /** Looks at the queue now: for the webhook, after it enqueued. */
  wake(): void;
  /** For the webhook. Returns at once. */
  onLifecycle(notification: LifecycleNotification): void;
  /** Runs every job that is due now, whether started or not. Returns how many ran. */
  processAll(): Promise<number>;
  status(): IngestionStatus;
};

const HOUR_MS = 3_600_000;

/** Graph keeps call records for 30 days after the call. */
const KEPT_BY_GRAPH_MS = 30 * 24 * HOUR_MS;

/** At a later start: what may have been notified while nobody answered for longer than Graph repeats (four hours). */
const CATCH_UP_MS = 24 * HOUR_MS;

/**
 * A span of lost notifications is one of instants at which records became available, up to 150 minutes after their
 * calls' end; Graph lists by the call's start, and a call may last a day.
 */
const GAP_LEAD_MS = 24 * HOUR_MS + 150 * 60_000;

/** The background half of the path from notification to stored call: worker, subscription and backfill. */
export function createIngestion(options: IngestionOptions): Ingestion {
  const { store, source, judge, subscription, owner, clock, random, log } = options;

  const worker = createWorker({
    jobs: store.ingestJobs,
    ingest: createIngestCallRecord({
      fetch: (callId, signal) => source.fetch(callId, signal),
      judge,
      save: (judged) => store.callRecords.save(judged),
    }),
    owner,
    clock,
    random,
    log,
    ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
    ...(options.onOutcome && { onOutcome: options.onOutcome }),
    ...(options.onServed && { onServed: options.onServed }),
  });

  const backfills = createBackfillRunner({
    list: (window, signal) => source.list(window, signal),
    versions: (callIds) => store.callRecords.versions(callIds),
    enqueue: (items) => store.ingestJobs.enqueue(items),
    onEnqueued: () => worker.wake(),
    clock,
    random,
    log,
  });

  function fillGap({ start, end }: Window): void {
    log.warn({ start, end }, "notifications may have been lost, the calls are listed");
    backfills.request(() => Promise.resolve({ start: new Date(start.getTime() - GAP_LEAD_MS), end }));
  }

  async function spanAtStart(): Promise<Window> {
    const end = clock.now();
    const spanMs = (await store.callRecords.count()) === 0 ? KEPT_BY_GRAPH_MS : CATCH_UP_MS + GAP_LEAD_MS;
    return { start: new Date(end.getTime() - spanMs), end };
  }

  const keeper: SubscriptionKeeper | null =
    subscription &&
    createSubscriptionKeeper({
      ...subscription,
      subscriptions: store.subscriptions,
      leases: store.leases,
      owner,
      onGap: fillGap,
      clock,
      random,
      log,
    });

  return {
    start() {
      worker.start();
      keeper?.start();
      backfills.request(spanAtStart);
      backfills.start();
    },
    async stop() {
      await Promise.all([keeper?.stop(), backfills.stop(), worker.stop()]);
    },
    wake: () => worker.wake(),
    onLifecycle: (notification) => keeper?.onLifecycle(notification),
    processAll: () => worker.processAll(),
    status: () => ({
      jobsRunning: worker.running(),
      subscription: keeper?.status() ?? null,
      backfill: backfills.status(),
    }),
  };
}
