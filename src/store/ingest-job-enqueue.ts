import type { AnyBulkWriteOperation, Collection } from "mongodb";
import { ServiceError } from "../service-error.ts";
import { bulkUpsert, insertAbsent } from "./bulk-upsert.ts";
import { dueAgain, FREE_LEASE, PRIORITY, sourceRank, type IngestJobDocument } from "./ingest-job-document.ts";
import { key } from "./key.ts";
import type { NotifiedCall } from "./store.ts";

const SOURCE = "notification";

/**
 * Most calls are told of for the first time, and an insert costs a fraction of an upsert: so what is new is inserted, and
 * only jobs that are there already are made due again.
 */
export async function enqueueNotified(
  jobs: Collection<IngestJobDocument>,
  tenantId: string,
  calls: readonly NotifiedCall[],
): Promise<void> {
  // In one order for all instances: engines with locks let two that differ wait for each other.
  const byCall = foldByCall(calls.toSorted((a, b) => (a.callId < b.callId ? -1 : 1)));
  const taken = await insertAbsent(
    jobs,
    [...byCall.values()].map((call) => newJob(tenantId, call)),
  );
  const again = taken.flatMap(({ callId }) => byCall.get(callId) ?? []);
  const refused = await bulkUpsert(
    jobs,
    again.map((call) => dueAgainOperation(tenantId, call)),
  );
  // Not known to happen, and nothing that a caller takes for queued may be missing.
  if (refused.length > 0) throw new ServiceError("store_busy", "Some jobs could not be queued.", { remedy: "retry" });
}

/** A call that was never told of before. */
function newJob(tenantId: string, { callId, at, traceparent }: NotifiedCall): IngestJobDocument {
  return {
    _id: key(tenantId, callId),
    tenantId,
    callId,
    generation: 1,
    priority: PRIORITY.newCall,
    sourceRank: sourceRank(SOURCE),
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
  { callId, at, traceparent }: NotifiedCall,
): AnyBulkWriteOperation<IngestJobDocument> {
  const due = dueAgain(SOURCE, at);
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

/** By call: the earliest instant of its duplicates, and the trace of the last one that has any. */
function foldByCall(calls: readonly NotifiedCall[]): Map<string, NotifiedCall> {
  const folded = new Map<string, NotifiedCall>();
  for (const call of calls) {
    const { at, traceparent } = folded.get(call.callId) ?? call;
    folded.set(call.callId, {
      callId: call.callId,
      at: at <= call.at ? at : call.at,
      traceparent: call.traceparent ?? traceparent,
    });
  }
  return folded;
}
