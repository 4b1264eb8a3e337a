import type { IngestJob, JobStage, Store } from "../store/store.ts";

/** What `callwise status` tells, from the store alone, so that it can be asked beside a running service. */
export type IngestStatus = {
  tenantId: string;
  callRecords: number;
  jobs: Record<JobStage, number>;
  /** Jobs that were given up, newest first; `callwise replay` makes them due again. */
  exhausted: { callId: string; attempts: number; code: string | null; at: Date | null }[];
  subscriptions: { subscriptionId: string; expiresAt: Date; isRetired: boolean }[];
};

const EXHAUSTED_SHOWN = 20;

export async function readIngestStatus(store: Store, tenantId: string, now: Date): Promise<IngestStatus> {
  const [callRecords, jobs, exhausted, subscriptions] = await Promise.all([
    store.callRecords.count(),
    store.ingestJobs.counts(now),
    store.ingestJobs.exhausted(EXHAUSTED_SHOWN),
    store.subscriptions.all(),
  ]);
  return {
    tenantId,
    callRecords,
    jobs,
    exhausted: exhausted.map(exhaustedJob),
    subscriptions: subscriptions.map(({ subscriptionId, expiresAt, retiredAt }) => ({
      subscriptionId,
      expiresAt,
      isRetired: retiredAt !== null,
    })),
  };
}

function exhaustedJob({ callId, attempts, lastError }: IngestJob): IngestStatus["exhausted"][number] {
  return { callId, attempts, code: lastError?.code ?? null, at: lastError?.at ?? null };
}
