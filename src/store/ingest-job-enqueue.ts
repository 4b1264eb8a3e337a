import type { AnyBulkWriteOperation, Collection } from "mongodb";
import { ServiceError } from "../service-error.ts";
import { bulkUpsert, insertAbsent } from "./bulk-upsert.ts";
import { dueAgain, FREE_LEASE, priorityOf, sourceRank, type IngestJobDocument } from "./ingest-job-document.ts";
import { key } from "./key.ts";
import type { EnqueuedCall } from "./store.ts";

/**
 * Most calls are told of for the first time, and an insert costs a fraction of an upsert: so what is new is inserted, and
 * only jobs that are there already are made due again.
 */
export async function enqueueJobs(
  jobs: Collection<IngestJobDocument>,
  tenantId: string,
  items: readonly EnqueuedCall[],
): Promise<void> {
  // In one order for all instances: engines with locks let two that differ wait for each other.
  const byCall = foldByCall(items.toSorted((a, b) => (a.callId < b.callId ? -1 : 1)));
  const taken = await insertAbsent(
    jobs,
    [...byCall.values()].map((item) => newJob(tenantId, item)),
  );
  const again = taken.flatMap(({ callId }) => byCall.get(callId) ?? []);
  const refused = await bulkUpsert(
    jobs,
    again.map((item) => dueAgainOperation(tenantId, item)),
  );
  // Not known to happen, and nothing that a caller takes for queued may be missing.
  if (refused > 0) throw new ServiceError("store_busy", "Some jobs could not be queued.", { remedy: "retry" });
}

/** What the upsert below makes where no job is. */
function newJob(tenantId: string, { callId, source, at, traceparent }: EnqueuedCall): IngestJobDocument {
  return {
    _id: key(tenantId, callId),
    tenantId,
    callId,
    generation: 1,
    priority: priorityOf(source),
    sourceRank: sourceRank(source),
    attempts: 0,
    claims: 0,
    nextAttemptAt: at,
    notifiedAt: at,
    ...FREE_LEASE,
    ...(traceparent !== undefined && { traceparent }),
  };
}

/** An upsert, since the job may expire in between. */
function dueAgainOperation(
  tenantId: string,
  { callId, source, at, traceparent }: EnqueuedCall,
): AnyBulkWriteOperation<IngestJobDocument> {
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
}

/** By call: the most urgent source and the earliest instant of its duplicates. */
function foldByCall(items: readonly EnqueuedCall[]): Map<string, EnqueuedCall> {
  const folded = new Map<string, EnqueuedCall>();
  for (const item of items) {
    const other = folded.get(item.callId);
    folded.set(item.callId, other ? mostUrgent(other, item) : item);
  }
  return folded;
}

function mostUrgent(a: EnqueuedCall, b: EnqueuedCall): EnqueuedCall {
  return {
    callId: a.callId,
    source: sourceRank(a.source) <= sourceRank(b.source) ? a.source : b.source,
    at: a.at <= b.at ? a.at : b.at,
    traceparent: b.traceparent ?? a.traceparent,
  };
}
