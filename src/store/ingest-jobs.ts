import type { UpdateFilter } from "mongodb";
import { ServiceError } from "../service-error.ts";
import { bulkUpsert } from "./bulk-upsert.ts";
import { claimJobs } from "./ingest-job-claim.ts";
import { dueAgain, FREE_LEASE, ingestJobOf, sourceRank, type IngestJobDocument } from "./ingest-job-document.ts";
import { jobCounts, nextDueAt } from "./ingest-job-figures.ts";
import { enqueueListed, listedSince } from "./ingest-job-listing.ts";
import { unattendedCalls } from "./ingest-job-unattended.ts";
import { key } from "./key.ts";
import { afterDays, KEPT_DAYS } from "./retention.ts";
import { EPOCH, type StoreContext } from "./store-context.ts";
import type { EnqueuedCall, IngestJob, IngestJobs } from "./store.ts";

/** What the enqueues since the last end have asked for, taken back. */
const NO_REQUEST = { notifiedAt: "", priority: "", sourceRank: "", traceparent: "" } as const;

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
      const refused = await bulkUpsert(
        jobs,
        foldByCall(items).map(({ callId, source, at, traceparent }) => {
          const due = dueAgain(source, at);
          return {
            updateOne: {
              filter: { _id: key(tenantId, callId) },
              update: {
                ...due,
                ...(traceparent !== undefined && { $set: { ...due.$set, traceparent } }),
                $setOnInsert: { tenantId, callId, ...FREE_LEASE },
              },
              upsert: true,
            },
          };
        }),
      );
      // Not known to happen, and nothing that a caller takes for queued may be missing.
      if (refused > 0) throw new ServiceError("store_busy", "Some jobs could not be queued.", { remedy: "retry" });
    },

    enqueueListed: (request) => enqueueListed(jobs, tenantId, request),

    listedSince: (since) => listedSince(jobs, tenantId, since),

    claim: (request) => claimJobs(jobs, tenantId, request),

    async complete(job, now, callStart) {
      await settle(job, {
        ...(callStart && { $min: { servedRank: sourceRank(job.source) } }),
        $set: {
          ...FREE_LEASE,
          claims: 0,
          attempts: 0,
          nextAttemptAt: null,
          expireAt: afterDays(now, KEPT_DAYS.doneJobs),
          ...(callStart && { callStart }),
        },
        $unset: { ...NO_REQUEST, lastError: "", listedAt: "" },
      });
    },

    async fail(job, { code, now, nextAttemptAt }) {
      const $set = {
        ...FREE_LEASE,
        claims: 0,
        attempts: job.attempts + 1,
        nextAttemptAt,
        lastError: { code, at: now },
      };
      if (nextAttemptAt) return settle(job, { $set });
      // What asked for it has had its answer: the next enqueue counts its age from itself.
      const gaveUp = { source: job.source, notifiedAt: job.notifiedAt };
      await settle(job, { $set: { ...$set, exhaustedAt: now, gaveUp }, $unset: NO_REQUEST });
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
      const update = dueAgain("replay", at);
      const { matchedCount } =
        which === "exhausted"
          ? await jobs.updateMany({ tenantId, exhaustedAt: { $gt: EPOCH } }, update)
          : await jobs.updateOne({ _id: key(tenantId, which.callId) }, update);
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

    unattended: (callIds) => unattendedCalls(jobs, tenantId, callIds),
  };
}

function heldBy({ leaseOwner }: IngestJob): { leaseOwner: string } {
  // A job that was not claimed has no owner: no document holds the empty one.
  return { leaseOwner: leaseOwner ?? "" };
}

/** One item a call: the most urgent source and the earliest instant of its duplicates. */
function foldByCall(items: readonly EnqueuedCall[]): EnqueuedCall[] {
  const folded = new Map<string, EnqueuedCall>();
  for (const item of items) {
    const other = folded.get(item.callId);
    folded.set(item.callId, other ? mostUrgent(other, item) : item);
  }
  return [...folded.values()];
}

function mostUrgent(a: EnqueuedCall, b: EnqueuedCall): EnqueuedCall {
  return {
    callId: a.callId,
    source: sourceRank(a.source) <= sourceRank(b.source) ? a.source : b.source,
    at: a.at <= b.at ? a.at : b.at,
    traceparent: b.traceparent ?? a.traceparent,
  };
}
