import { ServiceError } from "../service-error.ts";
import { readIngestStatus, type IngestStatus } from "../ingestion/ingest-status.ts";
import { withStore } from "./command-context.ts";

/** `callwise status`: what is held, queued and given up. */
export async function status(asJson: boolean): Promise<void> {
  const found = await withStore(({ store, tenantId, clock }) => readIngestStatus(store, tenantId, clock.now()));
  process.stdout.write(asJson ? `${JSON.stringify(found)}\n` : statusText(found));
}

/** `callwise replay`: a call's job, or with null every job that was given up. */
export async function replay(callId: string | null): Promise<void> {
  const replayed = await withStore(({ store, clock }) =>
    store.ingestJobs.replay(callId === null ? "exhausted" : { callId }, clock.now()),
  );
  if (callId !== null && replayed === 0) {
    throw new ServiceError("job_not_found", "There is no job for this call id.", { remedy: "fix-input" });
  }
  process.stdout.write(`${replayed} ${replayed === 1 ? "job is" : "jobs are"} due again.\n`);
}

function statusText({ tenantId, callRecords, jobs, exhausted, subscriptions }: IngestStatus): string {
  const current = subscriptions.filter(({ isRetired }) => !isRetired);
  const lines = [
    `Tenant         ${tenantId}`,
    `Call records   ${callRecords}`,
    `Jobs           ${Object.entries(jobs)
      .map(([stage, count]) => `${count} ${stage}`)
      .join(", ")}`,
    `Subscription   ${current.map(({ expiresAt }) => `until ${expiresAt.toISOString()}`).join(", ") || "none"}`,
  ];
  if (exhausted.length > 0) {
    lines.push("", "Given up (callwise replay <call id>, or --all, tries again):");
    for (const { callId, attempts, code } of exhausted) {
      lines.push(`  ${callId}  ${code ?? "unknown"}, ${attempts} ${attempts === 1 ? "attempt" : "attempts"}`);
    }
  }
  return `${lines.join("\n")}\n`;
}
