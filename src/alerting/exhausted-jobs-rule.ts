import { reasonOf } from "../calls/health-reasons.ts";
import type { IngestJob, IngestJobs } from "../store/store.ts";
import type { IncidentRule } from "./incident-rule.ts";

const DAY_MS = 86_400_000;
const READ_AT_MOST = 200;

/** Nothing can be done about these, so nobody is told. */
const BEYOND_HELP = new Set(["call_record_too_old", "invalid_call_id"]);

/** Now and then Graph announces a call and has no record of it; so many within a day are usual. */
const USUAL_A_DAY: Readonly<Record<string, number>> = { call_record_not_found: 2 };

/** Watches for calls that were given up within the last day, until they are tried again. */
export function createExhaustedJobsRule({ ingestJobs }: { ingestJobs: Pick<IngestJobs, "exhausted"> }): IncidentRule {
  return {
    id: "exhaustedJobs",
    kind: "exhaustedJobs",
    isOn: true,
    async read(now) {
      const givenUp = (await ingestJobs.exhausted(READ_AT_MOST)).filter((job) => isRecent(job, now));
      const reasons = byReason(givenUp);
      if (reasons.length === 0) return [];
      const calls = reasons.reduce((sum, reason) => sum + reason.calls, 0);
      const isAtLeast = givenUp.length === READ_AT_MOST;
      return [
        {
          factor: "service",
          toLastMs: 0,
          content: { kind: "exhaustedJobs", calls, isAtLeast, reasons },
          affected: null,
        },
      ];
    },
  };
}

function isRecent({ lastError }: IngestJob, now: Date): boolean {
  return lastError !== null && now.getTime() - lastError.at.getTime() < DAY_MS;
}

/** The most frequent first; those of which there are no more than usual are left out. */
function byReason(jobs: readonly IngestJob[]) {
  const counts = new Map<string | null, number>();
  for (const { lastError } of jobs) counts.set(lastError?.code ?? null, (counts.get(lastError?.code ?? null) ?? 0) + 1);
  return [...counts]
    .filter(([code, calls]) => !BEYOND_HELP.has(code ?? "") && calls > (USUAL_A_DAY[code ?? ""] ?? 0))
    .map(([code, calls]) => ({ code, calls, ...reasonOf(code) }))
    .sort((a, b) => b.calls - a.calls || ((a.code ?? "") < (b.code ?? "") ? -1 : 1));
}
