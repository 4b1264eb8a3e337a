import type { UpdateFilter } from "mongodb";
import { claimJobs } from "./ingest-job-claim.ts";
import { dueAgain, FREE_LEASE, ingestJobOf, sourceRank, type IngestJobDocument } from "./ingest-job-document.ts";
import { jobCounts, nextDueAt } from "./ingest-job-figures.ts";
import { enqueueNotified } from "./ingest-job-enqueue.ts";
import { createJobIntake } from "./ingest-job-intake.ts";
import { enqueueListed, listedSince } from "./ingest-job-listing.ts";
import { unattendedCalls } from "./ingest-job-unattended.ts";
import { key } from "./key.ts";
import { createNotificationInbox } from "./notification-inbox.ts";
import { afterDays, KEPT_DAYS } from "./retention.ts";
import { shareTrip } from "./shared-trip.ts";
import { EPOCH, type StoreContext } from "./store-context.ts";
import type { IngestJob, IngestJobs } from "./store.ts";

/** What the enqueues since the last end have asked for, taken back. */
const NO_REQUEST = { notifiedAt: "", priority: "", sourceRank: "", traceparent: "" } as const;

/**
 * The queue: one document a call, whose generation counts the enqueues. Each step is one atomic update of one document
 * whose filter says when it may happen, so that workers, notifications and other instances need no transaction.
 */
export function createIngestJobs({ database, tenantId }: Pick<StoreContext, "database" | "tenantId">): IngestJobs {
  const jobs = database.collection<IngestJobDocument>("ingestJobs");

  const inbox = createNotificationInbox(database, tenantId);
  const intake = createJobIntake(inbox, (calls) => enqueueNotified(jobs, tenantId, calls));

  let claiming: Promise<unknown> = Promise.resolve();

  /** Ends claims; workers that end theirs at the same time share the trips. */
  const settleShared = shareTrip(async (together: { job: IngestJob; update: UpdateFilter<IngestJobDocument> }[]) => {
    // In one order for all instances: engines with locks let two that differ wait for each other.
    const ends = together.toSorted((a, b) => (a.job.callId < b.job.callId ? -1 : 1));
    const { matchedCount } = await jobs.bulkWrite(
      ends.map(({ job, update }) => ({
        updateOne: { filter: { ...heldJob(job), generation: job.generation }, update },
      })),
      { ordered: false },
    );
    // Of those that were enqueued again meanwhile only the lease is in the way. Whose claim has ended is not concerned,
    // but for one that this worker claims anew between the two trips: that one runs once more.
    if (matchedCount < ends.length) {
      const update = { $set: { ...FREE_LEASE, claims: 0 } };
      await jobs.bulkWrite(
        ends.map(({ job }) => ({ updateOne: { filter: heldJob(job), update } })),
        { ordered: false },
      );
    }
    return ends.map(() => undefined);
  });
  const settle = (job: IngestJob, update: UpdateFilter<IngestJobDocument>): Promise<void> =>
    settleShared({ job, update });

  function heldJob(job: IngestJob): { _id: string; leaseOwner: string } {
    // A job that was not claimed has no owner: no document holds the empty one.
    return { _id: key(tenantId, job.callId), leaseOwner: job.leaseOwner ?? "" };
  }

  return {
    accept: (calls) => intake.put(calls),

    enqueueListed: (request) => enqueueListed(jobs, tenantId, request),

    listedSince: (since) => listedSince(jobs, tenantId, since),

    async claim(request) {
      // One at a time: a lease is known by its owner and its end, which two claims of one instant would have in common.
      const claim = claiming.then(async () => {
        await intake.takeIn(request.now);
        return claimJobs(jobs, tenantId, request);
      });
      claiming = claim.catch(() => undefined);
      return claim;
    },

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
      await jobs.updateOne(heldJob(job), { $set: FREE_LEASE, $inc: { claims: -1 } });
    },

    async extendLease(job, until) {
      const { matchedCount } = await jobs.updateOne(heldJob(job), { $set: { leaseUntil: until } });
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

    async counts(now) {
      const [counts, accepted] = await Promise.all([jobCounts(jobs, tenantId, now), inbox.size()]);
      return { ...counts, queued: counts.queued + accepted };
    },

    async exhausted(limit) {
      const found = await jobs
        .find({ tenantId, exhaustedAt: { $gt: EPOCH } })
        .sort({ exhaustedAt: -1 })
        .limit(limit)
        .toArray();
      return found.map((document) => ingestJobOf(document, "exhausted"));
    },

    async nextDueAt(now) {
      const [accepted, queued] = await Promise.all([intake.dueAt(now), nextDueAt(jobs, tenantId, now)]);
      return accepted !== null && (queued === null || accepted < queued) ? accepted : queued;
    },

    unattended: (callIds) => unattendedCalls(jobs, tenantId, callIds),
  };
}
