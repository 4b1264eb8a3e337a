import type { Collection } from "mongodb";
import type { IngestJobDocument } from "./ingest-job-document.ts";
import { key } from "./key.ts";

const MAX_IDS_A_QUERY = 5_000;

/** Those of the calls for which no job waits or runs: done, given up, or never enqueued. */
export async function unattendedCalls(
  jobs: Collection<IngestJobDocument>,
  tenantId: string,
  callIds: readonly string[],
): Promise<string[]> {
  const open = new Set<string>();
  for (let from = 0; from < callIds.length; from += MAX_IDS_A_QUERY) {
    const ids = callIds.slice(from, from + MAX_IDS_A_QUERY).map((callId) => key(tenantId, callId));
    const found = jobs.find({ _id: { $in: ids } }).project<{ callId: string; nextAttemptAt: Date | null }>({
      callId: 1,
      nextAttemptAt: 1,
    });
    for await (const { callId, nextAttemptAt } of found) if (nextAttemptAt !== null) open.add(callId);
  }
  return callIds.filter((callId) => !open.has(callId));
}
