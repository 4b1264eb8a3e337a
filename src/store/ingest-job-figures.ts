import type { Collection } from "mongodb";
import type { IngestJobDocument } from "./ingest-job-document.ts";
import { EPOCH } from "./store-context.ts";
import type { JobStage } from "./store.ts";

/** Both priorities by name: the index that serves the queries starts with it. */
export const ANY_PRIORITY = { $in: [0, 1] };

/** Jobs by stage. The five numbers are counted one after the other and may be a moment apart. */
export async function jobCounts(
  jobs: Collection<IngestJobDocument>,
  tenantId: string,
  now: Date,
): Promise<Record<JobStage, number>> {
  const waiting = { tenantId, priority: ANY_PRIORITY, nextAttemptAt: { $gt: EPOCH }, leaseUntil: { $lte: now } };
  const [queued, failed, running, done, exhausted] = await Promise.all([
    jobs.countDocuments({ ...waiting, attempts: 0 }),
    jobs.countDocuments({ ...waiting, attempts: { $gt: 0 } }),
    jobs.countDocuments({ tenantId, leaseUntil: { $gt: now } }),
    jobs.countDocuments({ tenantId, expireAt: { $gt: EPOCH } }),
    jobs.countDocuments({ tenantId, exhaustedAt: { $gt: EPOCH } }),
  ]);
  return { queued, running, done, failed, exhausted };
}

/** When the next job becomes due; in the past when one is due already; null when none waits. */
export async function nextDueAt(
  jobs: Collection<IngestJobDocument>,
  tenantId: string,
  now: Date,
): Promise<Date | null> {
  const [live, other, leased] = await Promise.all([
    firstFree(jobs, tenantId, 0, now),
    firstFree(jobs, tenantId, 1, now),
    // As many as are being worked on at this moment.
    jobs.find({ tenantId, leaseUntil: { $gt: now }, nextAttemptAt: { $gt: EPOCH } }).toArray(),
  ]);
  const dues = leased.map(({ leaseUntil, nextAttemptAt }) => Math.max(leaseUntil.getTime(), Number(nextAttemptAt)));
  for (const free of [live, other]) if (free?.nextAttemptAt) dues.push(free.nextAttemptAt.getTime());
  return dues.length === 0 ? null : new Date(Math.min(...dues));
}

async function firstFree(
  jobs: Collection<IngestJobDocument>,
  tenantId: string,
  priority: number,
  now: Date,
): Promise<IngestJobDocument | null> {
  const [first] = await jobs
    .find({ tenantId, priority, nextAttemptAt: { $gt: EPOCH }, leaseUntil: { $lte: now } })
    .sort({ nextAttemptAt: 1 })
    .limit(1)
    .toArray();
  return first ?? null;
}
