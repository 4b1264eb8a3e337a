import type { Collection } from "mongodb";
import { ingestJobOf, type IngestJobDocument } from "./ingest-job-document.ts";
import type { IngestJob } from "./store.ts";

type ClaimRequest = { owner: string; limit: number; now: Date; leaseMs: number };

const PRIORITIES = [0, 1];

/**
 * Leases due jobs: finds candidates in the order they are to be served, then takes each with an update that repeats
 * the condition, so that of any number of claimers exactly one gets it. Whoever loses candidates looks again.
 */
export async function claimJobs(
  jobs: Collection<IngestJobDocument>,
  tenantId: string,
  request: ClaimRequest,
): Promise<IngestJob[]> {
  const claimed: IngestJob[] = [];
  for (const priority of PRIORITIES) {
    let candidates: { _id: string }[];
    let wanted: number;
    do {
      wanted = request.limit - claimed.length;
      candidates = wanted > 0 ? await dueJobs(jobs, tenantId, priority, wanted, request.now) : [];
      const taken = await Promise.all(candidates.map(({ _id }) => take(jobs, _id, request)));
      claimed.push(...taken.filter((job) => job !== null));
      // As many as asked for: there may be more, and some of these may have gone to others.
    } while (candidates.length > 0 && candidates.length === wanted && claimed.length < request.limit);
  }
  return claimed;
}

function dueJobs(
  jobs: Collection<IngestJobDocument>,
  tenantId: string,
  priority: number,
  limit: number,
  now: Date,
): Promise<{ _id: string }[]> {
  return jobs
    .find({ tenantId, priority, nextAttemptAt: { $lte: now }, leaseUntil: { $lte: now } })
    .sort({ nextAttemptAt: 1 })
    .limit(limit)
    .project<{ _id: string }>({ _id: 1 })
    .toArray();
}

async function take(
  jobs: Collection<IngestJobDocument>,
  _id: string,
  { owner, now, leaseMs }: ClaimRequest,
): Promise<IngestJob | null> {
  const document = await jobs.findOneAndUpdate(
    { _id, nextAttemptAt: { $lte: now }, leaseUntil: { $lte: now } },
    { $set: { leaseOwner: owner, leaseUntil: new Date(now.getTime() + leaseMs) }, $inc: { claims: 1 } },
    { returnDocument: "after" },
  );
  return document && ingestJobOf(document, "running");
}
