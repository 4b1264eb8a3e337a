import type { Collection } from "mongodb";
import { ingestJobOf, PRIORITY, type IngestJobDocument } from "./ingest-job-document.ts";
import type { IngestJob } from "./store.ts";

type ClaimRequest = { owner: string; limit: number; now: Date; leaseMs: number };

type Order = { priority: number; direction: 1 | -1 };

/**
 * What was notified comes first, the newest before what has waited: with more calls than Graph lets anybody fetch, as
 * after an outage, a call that has just ended is there at once, and only those wait that would be late anyway. For the
 * same reason a later version of a call goes behind all calls of which there is none yet. Then what was listed, in its
 * order.
 */
const ORDERS: readonly Order[] = [
  { priority: PRIORITY.newCall, direction: -1 },
  { priority: PRIORITY.notifiedAgain, direction: -1 },
  { priority: PRIORITY.listed, direction: 1 },
];

/**
 * Leases due jobs in the order of an index. Each lease is one atomic update that only a free job matches, so that of any
 * number of claimers exactly one gets it; who comes too late for some looks for others.
 */
export async function claimJobs(
  jobs: Collection<IngestJobDocument>,
  tenantId: string,
  request: ClaimRequest,
): Promise<IngestJob[]> {
  const claimed: IngestJob[] = [];
  for (const order of ORDERS) {
    while (claimed.length < request.limit) {
      const due = await dueJobs(jobs, tenantId, order, request.now, request.limit - claimed.length);
      if (due.length === 0) break;
      claimed.push(...(await leaseOf(jobs, due, request)));
    }
  }
  return claimed;
}

async function dueJobs(
  jobs: Collection<IngestJobDocument>,
  tenantId: string,
  { priority, direction }: Order,
  now: Date,
  limit: number,
): Promise<string[]> {
  const due = jobs
    .find({ tenantId, priority, nextAttemptAt: { $lte: now }, leaseUntil: { $lte: now } })
    .sort({ nextAttemptAt: direction })
    .limit(limit)
    .project<{ _id: string }>({ _id: 1 });
  return (await due.toArray()).map(({ _id }) => _id);
}

/** Those of the jobs that this owner got, in their order. */
async function leaseOf(
  jobs: Collection<IngestJobDocument>,
  ids: readonly string[],
  { owner, now, leaseMs }: ClaimRequest,
): Promise<IngestJob[]> {
  const lease = { leaseOwner: owner, leaseUntil: new Date(now.getTime() + leaseMs) };
  await jobs.bulkWrite(
    // In one order for all instances: engines with locks let two that differ wait for each other.
    ids.toSorted().map((_id) => ({
      updateOne: {
        filter: { _id, nextAttemptAt: { $lte: now }, leaseUntil: { $lte: now } },
        update: { $set: lease, $inc: { claims: 1 } },
      },
    })),
    { ordered: false },
  );
  const leased = await jobs.find({ _id: { $in: [...ids] }, ...lease }).toArray();
  const byId = new Map(leased.map((document) => [document._id, ingestJobOf(document, "running")]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
