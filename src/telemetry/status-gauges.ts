import { Gauge, type Registry } from "prom-client";

const HEALTH_STATES = ["healthy", "behind", "blind", "broken"] as const;
const CALL_STATES = ["listed", "held", "missing", "provisional", "settled", "repaired"] as const;
const STAGES = ["queued", "running", "done", "failed", "exhausted"] as const;

type Delay = { p50Ms: number; p95Ms: number; maxMs: number };

/** The last reading of the status, as far as it is numbers. */
export type StatusFigures = {
  at: Date;
  health: { state: (typeof HEALTH_STATES)[number] };
  completeness: Record<(typeof CALL_STATES)[number] | "incompleteHours", number>;
  jobs: Record<(typeof STAGES)[number], number>;
  /** Since when the job that is due longest has been; null: none is due. */
  dueSince: Date | null;
  delays: { own: Delay | null; graph: Delay | null };
  /** Until the subscription in use ends; null: there is none. */
  subscriptionSecondsLeft: number | null;
};

/** What was read of the status last, within a minute in a running service. */
export type StatusGauges = {
  show(status: StatusFigures): void;
  /** When the status cannot be read. */
  showBroken(): void;
};

export function createStatusGauges(registry: Registry): StatusGauges {
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]): Gauge<Label> =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const health = gauge("callwise_health", "1 for the present state of health, 0 for the others", "state");
  const create = () => ({
    calls: gauge("callwise_calls", "Calls of the last 30 days by their state in the ledger", "state"),
    incomplete: gauge("callwise_incomplete_hours", "Hours of the last 30 days that are not wholly listed"),
    queue: gauge("callwise_jobs", "Ingest jobs by stage", "stage"),
    oldest: gauge("callwise_oldest_due_job_age_seconds", "Since the job that is due longest is; 0: none is due"),
    delays: gauge(
      "callwise_delay_seconds",
      "Delays of the last 24 hours. own: notification to visible; graph: end of call to notification",
      "of",
      "quantile",
    ),
    expiry: gauge("callwise_subscription_expiry_seconds", "Until the subscription ends; 0: there is none"),
    readAt: gauge("callwise_status_read_timestamp_seconds", "When these figures were read"),
  });
  /** Not there before the first reading, so that no figure is shown that was not read. */
  let gauges: ReturnType<typeof create> | null = null;

  function showHealth(present: string): void {
    for (const state of HEALTH_STATES) health.set({ state }, state === present ? 1 : 0);
  }

  function showDelay(delays: Gauge<"of" | "quantile">, of: "own" | "graph", delay: Delay | null): void {
    if (delay === null) return;
    delays.set({ of, quantile: "0.5" }, delay.p50Ms / 1000);
    delays.set({ of, quantile: "0.95" }, delay.p95Ms / 1000);
    delays.set({ of, quantile: "1" }, delay.maxMs / 1000);
  }

  return {
    show({ at, health: { state }, completeness, jobs, dueSince, delays: shown, subscriptionSecondsLeft }) {
      const { calls, incomplete, queue, oldest, delays, expiry, readAt } = (gauges ??= create());
      showHealth(state);
      for (const callState of CALL_STATES) calls.set({ state: callState }, completeness[callState]);
      incomplete.set(completeness.incompleteHours);
      for (const stage of STAGES) queue.set({ stage }, jobs[stage]);
      oldest.set(dueSince === null ? 0 : (at.getTime() - dueSince.getTime()) / 1000);
      delays.reset();
      showDelay(delays, "own", shown.own);
      showDelay(delays, "graph", shown.graph);
      expiry.set(subscriptionSecondsLeft ?? 0);
      readAt.set(at.getTime() / 1000);
    },
    showBroken: () => showHealth("broken"),
  };
}
