import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** The service's own figures, in a registry of its own so that two services in one process keep apart. */
export type Metrics = {
  /** Prometheus' text form. */
  render(): Promise<string>;
  contentType: string;
  countNotifications(outcome: string, n: number): void;
  countJobs(outcome: string, n: number): void;
  countTurns(outcome: string, n: number): void;
  countDeliveries(outcome: string, n: number): void;
  /** From the arrival of a notification to the moment its call can be asked for. */
  observeDelay(seconds: number): void;
  showStatus(status: StatusFigures): void;
  /** When the status cannot be read. */
  showBroken(): void;
};

const HEALTH_STATES = ["healthy", "behind", "blind", "broken"] as const;
const CALL_STATES = ["listed", "held", "missing", "provisional", "settled", "repaired"] as const;
const STAGES = ["queued", "running", "done", "failed", "exhausted"] as const;

type Delay = { p50Ms: number; p95Ms: number; maxMs: number };

/** The last reading of the status, as far as it is numbers. */
export type StatusFigures = {
  health: { state: (typeof HEALTH_STATES)[number] };
  completeness: Record<(typeof CALL_STATES)[number] | "incompleteHours", number>;
  jobs: Record<(typeof STAGES)[number], number>;
  delays: { own: Delay | null; graph: Delay | null };
  /** Until the subscription in use ends; null: there is none. */
  subscriptionSecondsLeft: number | null;
};

const DELAY_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 1800, 9000];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const counter = (name: string, help: string): Counter<"outcome"> =>
    new Counter({ name, help, labelNames: ["outcome"], registers: [registry] });
  const notifications = counter("callwise_notifications_total", "Change notification items by what became of them");
  const jobs = counter("callwise_ingest_jobs_total", "Attempts at ingest jobs by what became of them");
  const turns = counter("callwise_bot_turns_total", "Bot turns by what became of them");
  const deliveries = counter("callwise_alert_deliveries_total", "Cards sent to admin channels by what became of them");
  const delay = new Histogram({
    name: "callwise_notification_to_visible_seconds",
    help: "From the arrival of a notification to the saved call",
    buckets: DELAY_BUCKETS,
    registers: [registry],
  });
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]): Gauge<Label> =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const health = gauge("callwise_health", "1 for the present state of health, 0 for the others", "state");
  const createStatusGauges = () => ({
    calls: gauge("callwise_calls", "Calls of the last 30 days by their state in the ledger", "state"),
    incomplete: gauge("callwise_incomplete_hours", "Hours of the last 30 days that are not wholly listed"),
    queue: gauge("callwise_jobs", "Ingest jobs by stage", "stage"),
    delays: gauge(
      "callwise_delay_seconds",
      "Delays of the last 24 hours. own: notification to visible; graph: end of call to notification",
      "of",
      "quantile",
    ),
    expiry: gauge("callwise_subscription_expiry_seconds", "Until the subscription ends; 0: there is none"),
  });
  /** Not there before the first reading, so that no figure is shown that was not read. */
  let gauges: ReturnType<typeof createStatusGauges> | null = null;

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
    showStatus(status) {
      const { calls, incomplete, queue, delays, expiry } = (gauges ??= createStatusGauges());
      showHealth(status.health.state);
      for (const state of CALL_STATES) calls.set({ state }, status.completeness[state]);
      incomplete.set(status.completeness.incompleteHours);
      for (const stage of STAGES) queue.set({ stage }, status.jobs[stage]);
      delays.reset();
      showDelay(delays, "own", status.delays.own);
      showDelay(delays, "graph", status.delays.graph);
      expiry.set(status.subscriptionSecondsLeft ?? 0);
    },
    showBroken: () => showHealth("broken"),
    render: () => registry.metrics(),
    contentType: registry.contentType,
    countNotifications: (outcome, n) => notifications.inc({ outcome }, n),
    countJobs: (outcome, n) => jobs.inc({ outcome }, n),
    countTurns: (outcome, n) => turns.inc({ outcome }, n),
    countDeliveries: (outcome, n) => deliveries.inc({ outcome }, n),
    observeDelay: (seconds) => delay.observe(seconds),
  };
}
