import type { Collection } from "mongodb";
import { ANY_PRIORITY, PRIORITY, type IngestJobDocument } from "./ingest-job-document.ts";
import { EPOCH } from "./store-context.ts";
import type { JobStage } from "./store.ts";

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
  const [free, leased] = await Promise.all([
    Promise.all(Object.values(PRIORITY).map((priority) => firstFree(jobs, tenantId, priority, now))),
    // As many as are being worked on at this moment.
    jobs.find({ tenantId, leaseUntil: { $gt: now }, nextAttemptAt: { $gt: EPOCH } }).toArray(),
  ]);
  const dues = leased.map(({ leaseUntil, nextAttemptAt }) => Math.max(leaseUntil.getTime(), Number(nextAttemptAt)));
  for (const job of free) if (job?.nextAttemptAt) dues.push(job.nextAttemptAt.getTime());
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
