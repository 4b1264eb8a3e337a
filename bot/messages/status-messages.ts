import type { Finding, HealthState } from "../../src/calls/health.ts";
import type { Reason } from "../../src/calls/health-reasons.ts";
import type { LedgerTotals } from "../../src/calls/ledger.ts";
import type { StatusFigures } from "../../src/calls/status-figures.ts";

/** Whether every call is here, for admins. */
export type StatusMessages = {
  state: Record<HealthState, { name: string; meaning: string }>;
  whatToDo: string;
  /** A finding in this language, told apart by its code; its own English words are the fallback. */
  finding: (finding: Finding) => Pick<Finding, "problem" | "remedy">;
  /** Why a job was given up, likewise. */
  givenUp: (code: string | null, reason: Reason) => Reason;
  completeness: string;
  /** "Held 99.8% of the 2,104 calls Graph lists for 30 days; 4 missing." `percentage` is 100 only when none is missing. */
  held: (percentage: string, listed: string, missing: string | null) => string;
  nothingListed: string;
  incompleteHours: (incomplete: string, hours: string) => string;
  ledger: Record<Exclude<keyof LedgerTotals, "hours" | "incompleteHours">, string>;
  days: string;
  columns: { day: string; held: string; missing: string };
  delays: string;
  ownDelay: string;
  graphDelay: string;
  /** "half within 12 s, 95% within 40 s (1,204 calls)" */
  delay: (half: string, most: string, calls: string) => string;
  notMeasured: string;
  lastNotified: string;
  never: string;
  callRecords: string;
  jobs: string;
  stage: Record<keyof StatusFigures["jobs"], string>;
  dueSince: string;
  givenUpJobs: string;
  /** Under the jobs that were given up: how to try again. */
  replay: string;
};
