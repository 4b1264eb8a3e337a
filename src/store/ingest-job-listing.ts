import type { Collection } from "mongodb";
import { ServiceError } from "../service-error.ts";
import { bulkUpsert } from "./bulk-upsert.ts";
import { ANY_PRIORITY, dueAgain, FREE_LEASE, type IngestJobDocument } from "./ingest-job-document.ts";
import { key } from "./key.ts";
import { EPOCH } from "./store-context.ts";
import type { IngestJobs } from "./store.ts";

type ListedRequest = Parameters<IngestJobs["enqueueListed"]>[0];

/**
 * Two steps, not one: a job that ends between them is either enqueued once more, which changes nothing, or has just
 * been fetched.
 */
export async function enqueueListed(
  jobs: Collection<IngestJobDocument>,
  tenantId: string,
  { callIds, source, at, staysGivenUp }: ListedRequest,
): Promise<number> {
  if (callIds.length === 0) return 0;
  const ids = callIds.map((callId) => key(tenantId, callId));
  const known = await jobs.find({ _id: { $in: ids } }).toArray();
  const open = known.filter(isOpen);
  const givenUp = known.filter((job) => isGivenUp(job, staysGivenUp));
  const left = new Set([...open, ...givenUp].map(({ callId }) => callId));
  if (open.length > 0) {
    const _id = { $in: open.map((job) => job._id) };
    await jobs.updateMany({ _id, nextAttemptAt: { $gt: EPOCH } }, { $set: { listedAt: at } });
  }
  // In one order for all instances: engines with locks let two that differ wait for each other.
  const wanted = callIds.filter((callId) => !left.has(callId)).toSorted();
  const due = dueAgain(source, at);
  const refused = await bulkUpsert(
    jobs,
    wanted.map((callId) => ({
      updateOne: {
        filter: { _id: key(tenantId, callId) },
        update: {
          ...due,
          $set: { ...due.$set, listedAt: at },
          $setOnInsert: { tenantId, callId, ...FREE_LEASE },
        },
        upsert: true,
      },
    })),
  );
  if (refused.length > 0) throw new ServiceError("store_busy", "Some jobs could not be queued.", { remedy: "retry" });
  return wanted.length;
}

export async function listedSince(
  jobs: Collection<IngestJobDocument>,
  tenantId: string,
  since: Date,
): Promise<{ open: number; exhausted: number }> {
  const listedAt = { $gte: since };
  const [open, exhausted] = await Promise.all([
    jobs.countDocuments({ tenantId, priority: ANY_PRIORITY, nextAttemptAt: { $gt: EPOCH }, listedAt }),
    jobs.countDocuments({ tenantId, exhaustedAt: { $gte: since }, listedAt }),
  ]);
  return { open, exhausted };
}

function isOpen({ nextAttemptAt }: IngestJobDocument): boolean {
  return nextAttemptAt !== null;
}

function isGivenUp(job: IngestJobDocument, staysGivenUp: ListedRequest["staysGivenUp"]): boolean {
  if (job.exhaustedAt === undefined) return false;
  return staysGivenUp({ code: job.lastError?.code ?? null, at: job.exhaustedAt });
}
