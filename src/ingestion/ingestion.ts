import type { CallRecord } from "../calls/call-record.ts";
import type { JudgedCallRecord } from "../calls/judged-call-record.ts";
import type { Clock } from "../clock.ts";
import type { CallRecordSource } from "../graph/fetch-call-record.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";
import { createHeartbeat } from "./heartbeat.ts";
import { createIngestCallRecord } from "./ingest-call-record.ts";
import type { ReconcileWindowOptions } from "./reconcile-window.ts";
import { createReconciler, type ReconcileStatus } from "./reconciler.ts";
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
  store: Pick<Store, "callRecords" | "ingestJobs" | "subscriptions" | "leases" | "progress">;
  source: CallRecordSource;
  judge: (record: CallRecord) => JudgedCallRecord;
  /** Null when Graph cannot reach this service: then nothing notifies, and what is enqueued is worked off. */
  subscription: Pick<SubscribeOptions, "api" | "onChanged" | "notificationUrl" | "lifecycleNotificationUrl"> | null;
  /**
   * Whether it is a service: it is written down as alive, and lists what it missed and the rolling spans. Else it is a
   * command, which lists what is asked for in the store and works off the queue.
   */
  isService: boolean;
  /** Names this process among those that share the store; must differ in each. */
  owner: string;
  clock: Clock;
  random: () => number;
  log: Log;
  /** Jobs at work at a time. */
  concurrency?: number;
  /** See `WorkerOptions`. */
  roomForRecords?: () => number;
  onOutcome?: (outcome: JobOutcome) => void;
  /** Called when a call can be asked for, with the time since its notification. */
  onServed?: (served: ServedJob) => void;
  /** Called with everything that Graph listed in a window, once that is the whole of it. */
  onListed?: NonNullable<ReconcileWindowOptions["onListed"]>;
};

export type IngestionStatus = {
  jobsRunning: number;
  subscription: SubscriptionStatus | null;
  backfill: ReconcileStatus;
};

export type Ingestion = {
  /** Starts the worker, the subscription and the listing passes in the background; the webhook must be reachable. */
  start(): void;
  /** Takes no new work, ends or gives back the current, and leaves nothing running. */
  stop(): Promise<void>;
  /** Looks at the queue now: for the webhook, after it enqueued. */
  wake(): void;
  /** For the webhook. Returns at once. */
  onLifecycle(notification: LifecycleNotification): void;
  /** Notifications between these instants may have been lost: what they concern is listed. Returns at once. */
  onGap(gap: { start: Date; end: Date }): void;
  /** Runs every job that is due now, whether started or not. Returns how many ran. */
  processAll(): Promise<number>;
  status(): IngestionStatus;
};

/** The background half of the path from notification to stored call: worker, subscription and listing passes. */
export function createIngestion(options: IngestionOptions): Ingestion {
  const { store, source, judge, subscription, isService, owner, clock, random, log } = options;

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
    ...(options.roomForRecords && { roomForRecords: options.roomForRecords }),
    ...(options.onOutcome && { onOutcome: options.onOutcome }),
    ...(options.onServed && { onServed: options.onServed }),
  });

  const reconciler = createReconciler({
    list: (window, signal) => source.list(window, signal),
    versions: (callIds) => store.callRecords.versions(callIds),
    enqueueListed: (request) => store.ingestJobs.enqueueListed(request),
    onEnqueued: () => worker.wake(),
    ...(options.onListed && { onListed: options.onListed }),
    progress: store.progress,
    leases: store.leases,
    owner,
    isRolling: isService,
    clock,
    random,
    log,
  });

  const heartbeat = isService
    ? createHeartbeat({ progress: store.progress, onGap: (gap) => reconciler.fillGap(gap), clock, log })
    : null;

  // What cannot be written down now is tried again by itself.
  const onGap: Ingestion["onGap"] = (gap) => void reconciler.fillGap(gap).catch(() => undefined);

  const keeper: SubscriptionKeeper | null =
    subscription &&
    createSubscriptionKeeper({
      ...subscription,
      subscriptions: store.subscriptions,
      leases: store.leases,
      owner,
      onGap,
      clock,
      random,
      log,
    });

  return {
    start() {
      worker.start();
      keeper?.start();
      heartbeat?.start();
      reconciler.start();
    },
    async stop() {
      await Promise.all([heartbeat?.stop(), keeper?.stop(), reconciler.stop(), worker.stop()]);
    },
    wake: () => worker.wake(),
    onLifecycle: (notification) => keeper?.onLifecycle(notification),
    onGap,
    processAll: () => worker.processAll(),
    status: () => ({
      jobsRunning: worker.running(),
      subscription: keeper?.status() ?? null,
      backfill: reconciler.status(),
    }),
  };
}
