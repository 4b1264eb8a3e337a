import type { Collection } from "mongodb";
import { ingestJobOf, type IngestJobDocument } from "./ingest-job-document.ts";
import type { IngestJob } from "./store.ts";

type ClaimRequest = { owner: string; limit: number; now: Date; leaseMs: number };

const PRIORITIES = [0, 1];

/**
 * Leases due jobs, each with one atomic find-and-update in the order of the index, so that of any number of claimers
 * exactly one gets it, and nobody works for a job that somebody else is about to get.
 */
export async function claimJobs(
  jobs: Collection<IngestJobDocument>,
  tenantId: string,
  request: ClaimRequest,
): Promise<IngestJob[]> {
  const claimed: IngestJob[] = [];
  for (const priority of PRIORITIES) {
    while (claimed.length < request.limit) {
      const job = await claimNext(jobs, tenantId, priority, request);
      if (!job) break;
      claimed.push(job);
    }
  }
  return claimed;
}

async function claimNext(
  jobs: Collection<IngestJobDocument>,
  tenantId: string,
  priority: number,
  { owner, now, leaseMs }: ClaimRequest,
): Promise<IngestJob | null> {
  const document = await jobs.findOneAndUpdate(
    { tenantId, priority, nextAttemptAt: { $lte: now }, leaseUntil: { $lte: now } },
    { $set: { leaseOwner: owner, leaseUntil: new Date(now.getTime() + leaseMs) }, $inc: { claims: 1 } },
    { sort: { nextAttemptAt: 1 }, returnDocument: "after" },
  );
  return document && ingestJobOf(document, "running");
}
