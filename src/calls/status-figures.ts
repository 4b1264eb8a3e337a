import type { Health } from "./health.ts";
import type { DelayFigures } from "./ledger-delays.ts";
import type { LedgerTotals } from "./ledger.ts";

/** Whether all calls are here, as admins are told in chat. No names. */
export type StatusFigures = {
  at: Date;
  health: Health;
  callRecords: number;
  /** Of the last 30 days, for which Graph lists calls; `upToDate`: listed, and held as listed. */
  completeness: LedgerTotals & { upToDate: number };
  /** The last seven days, the newest first. */
  days: (LedgerTotals & { date: string })[];
  delays: { own: DelayFigures | null; graph: DelayFigures | null };
  lastNotifiedAt: Date | null;
  jobs: Record<"queued" | "running" | "done" | "failed" | "exhausted", number>;
  dueSince: Date | null;
  /** Jobs that were given up, newest first. */
  exhausted: { callId: string; code: string | null; at: Date | null; reason: string; remedy: string }[];
};
