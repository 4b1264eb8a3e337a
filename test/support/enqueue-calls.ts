import type { IngestJobs, JobSource } from "../../src/store/store.ts";

/** Queues calls the way in which the service does for what leads to them; only known calls are replayed. */
export async function enqueueCalls(
  jobs: IngestJobs,
  callIds: readonly string[],
  source: JobSource,
  at: Date,
): Promise<void> {
  switch (source) {
    case "notification":
      return jobs.accept(callIds.map((callId) => ({ callId, at })));
    case "replay":
      for (const callId of callIds) await jobs.replay({ callId }, at);
      return;
    case "backfill":
    case "reconcile":
      await jobs.enqueueListed({ callIds, source, at, staysGivenUp: () => false });
  }
}
