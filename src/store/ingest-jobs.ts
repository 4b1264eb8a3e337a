import type { UpdateFilter } from "mongodb";
import { bulkUpsert } from "./bulk-upsert.ts";
import { claimJobs } from "./ingest-job-claim.ts";
import { ingestJobOf, priorityOf, sourceRank, type IngestJobDocument } from "./ingest-job-document.ts";
import { jobCounts, nextDueAt } from "./ingest-job-figures.ts";
import { key } from "./key.ts";
import { afterDays } from "./retention.ts";
import { EPOCH, type StoreContext } from "./store-context.ts";
import type { IngestJob, IngestJobs, JobSource } from "./store.ts";

/** Longer than Graph keeps a call record (30 days), so that a done call stays known as long as it could come again. */
const DONE_JOB_DAYS = 40;

const FREE_LEASE = { leaseOwner: null, leaseUntil: EPOCH };

type Enqueue = { callId: string; source: JobSource; at: Date };

/**
 * The queue: one document a call, whose generation counts the enqueues. Each step is one atomic update of one document
 * whose filter says when it may happen, so that workers, notifications and other instances need no transaction.
 */
export function createIngestJobs({ database, tenantId }: Pick<StoreContext, "database" | "tenantId">): IngestJobs {
  const jobs = database.collection<IngestJobDocument>("ingestJobs");

  /** Ends a claim whose job was enqueued again meanwhile: that enqueue made it due, only the lease is in the way. */
  async function giveBackLease(job: IngestJob): Promise<void> {
    await jobs.updateOne({ _id: key(tenantId, job.callId), ...heldBy(job) }, { $set: { ...FREE_LEASE, claims: 0 } });
  }

  async function settle(job: IngestJob, update: UpdateFilter<IngestJobDocument>): Promise<void> {
    const filter = { _id: key(tenantId, job.callId), ...heldBy(job), generation: job.generation };
    const { matchedCount } = await jobs.updateOne(filter, update);
    if (matchedCount === 0) await giveBackLease(job);
  }

  return {
    async enqueue(items) {
      await bulkUpsert(
        jobs,
        foldByCall(items).map(({ callId, source, at }) => ({
          updateOne: {
            filter: { _id: key(tenantId, callId) },
            update: {
              ...dueAgain(at),
              $min: { priority: priorityOf(source), sourceRank: sourceRank(source), notifiedAt: at },
              $setOnInsert: { tenantId, callId, ...FREE_LEASE },
            },
            upsert: true,
          },
        })),
      );
    },

    claim: (request) => claimJobs(jobs, tenantId, request),

    async complete(job, now) {
      await settle(job, {
        $set: {
          ...FREE_LEASE,
          claims: 0,
          attempts: 0,
          nextAttemptAt: null,
          expireAt: afterDays(now, DONE_JOB_DAYS),
        },
        $unset: { notifiedAt: "", priority: "", sourceRank: "", lastError: "" },
      });
    },

    async fail(job, { code, now, nextAttemptAt }) {
      await settle(job, {
        $set: {
          ...FREE_LEASE,
          claims: 0,
          attempts: job.attempts + 1,
          nextAttemptAt,
          lastError: { code, at: now },
          ...(nextAttemptAt === null && { exhaustedAt: now }),
        },
      });
    },

    async release(job) {
      const filter = { _id: key(tenantId, job.callId), ...heldBy(job) };
      await jobs.updateOne(filter, { $set: FREE_LEASE, $inc: { claims: -1 } });
    },

    async extendLease(job, until) {
      const filter = { _id: key(tenantId, job.callId), ...heldBy(job) };
      const { matchedCount } = await jobs.updateOne(filter, { $set: { leaseUntil: until } });
      return matchedCount === 1;
    },

    async replay(which, at) {
      const rank = { priority: priorityOf("replay"), sourceRank: sourceRank("replay") };
      if (which === "exhausted") {
        const again = dueAgain(at);
        const update = { ...again, $set: { ...again.$set, ...rank } };
        const { matchedCount } = await jobs.updateMany({ tenantId, exhaustedAt: { $gt: EPOCH } }, update);
        return matchedCount;
      }
      const filter = { _id: key(tenantId, which.callId) };
      const { matchedCount } = await jobs.updateOne(filter, { ...dueAgain(at), $min: { ...rank, notifiedAt: at } });
      return matchedCount;
    },

    counts: (now) => jobCounts(jobs, tenantId, now),

    async exhausted(limit) {
      const found = await jobs
        .find({ tenantId, exhaustedAt: { $gt: EPOCH } })
        .sort({ exhaustedAt: -1 })
        .limit(limit)
        .toArray();
      return found.map((document) => ingestJobOf(document, "exhausted"));
    },

    nextDueAt: (now) => nextDueAt(jobs, tenantId, now),
  };
}

function heldBy({ leaseOwner }: IngestJob): { leaseOwner: string } {
  // A job that was not claimed has no owner: no document holds the empty one.
  return { leaseOwner: leaseOwner ?? "" };
}

/** A new generation, whatever stage the job is in. A lease stays: the worker that holds it gives it back. */
function dueAgain(at: Date) {
  return {
    $inc: { generation: 1 },
    $set: { attempts: 0, claims: 0, nextAttemptAt: at },
    $unset: { exhaustedAt: "", expireAt: "" },
  } as const;
}

/** One item a call: the most urgent source and the earliest instant of its duplicates. */
function foldByCall(items: readonly Enqueue[]): Enqueue[] {
  const folded = new Map<string, Enqueue>();
  for (const item of items) {
    const other = folded.get(item.callId);
    folded.set(item.callId, other ? mostUrgent(other, item) : item);
  }
  return [...folded.values()];
}

function mostUrgent(a: Enqueue, b: Enqueue): Enqueue {
  return {
    callId: a.callId,
    source: sourceRank(a.source) <= sourceRank(b.source) ? a.source : b.source,
    at: a.at <= b.at ? a.at : b.at,
  };
}
