import { ServiceError } from "../service-error.ts";
import { readIngestStatus } from "../ingestion/ingest-status.ts";
import { withStore } from "./command-context.ts";
import { statusText } from "./status-text.ts";

const PEOPLE_SHOWN = 3;

/** `callwise status`: whether all calls are here, and if not, what to do. */
export async function status(asJson: boolean): Promise<void> {
  const found = await withStore(({ store, tenantId, clock, config }) =>
    readIngestStatus(store, {
      tenantId,
      now: clock.now(),
      timeZone: config.defaultTimeZone,
      people: PEOPLE_SHOWN,
    }),
  );
  process.stdout.write(asJson ? `${JSON.stringify(found)}\n` : statusText(found));
}

/**
 * `callwise replay`: a call's job, or with null every job that was given up.
 * Throws ServiceError "job_not_found" when no job is known for the call.
 */
export async function replay(callId: string | null, asJson: boolean): Promise<void> {
  const replayed = await withStore(({ store, clock }) =>
    store.ingestJobs.replay(callId === null ? "exhausted" : { callId }, clock.now()),
  );
  if (callId !== null && replayed === 0) {
    throw new ServiceError(
      "job_not_found",
      "Nothing was ever queued for this call id. It is the call record's id, as callwise status shows it.",
      { remedy: "fix-input" },
    );
  }
  if (asJson) process.stdout.write(`${JSON.stringify({ replayed })}\n`);
  else process.stdout.write(`${replayed} ${replayed === 1 ? "job is" : "jobs are"} due again.\n`);
}
