import { Counter, Histogram, Registry } from "prom-client";

/** The service's own figures, in a registry of its own so that two services in one process keep apart. */
export type Metrics = {
  /** Prometheus' text form. */
  render(): Promise<string>;
  contentType: string;
  countNotifications(outcome: string, n: number): void;
  countJobs(outcome: string, n: number): void;
  countTurns(outcome: string, n: number): void;
  /** From the arrival of a notification to the moment its call can be asked for. */
  observeDelay(seconds: number): void;
};

const DELAY_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 1800, 9000];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const counter = (name: string, help: string): Counter<"outcome"> =>
    new Counter({ name, help, labelNames: ["outcome"], registers: [registry] });
  const notifications = counter("callwise_notifications_total", "Change notification items by what became of them");
  const jobs = counter("callwise_ingest_jobs_total", "Attempts at ingest jobs by what became of them");
  const turns = counter("callwise_bot_turns_total", "Bot turns by what became of them");
  const delay = new Histogram({
    name: "callwise_notification_to_visible_seconds",
    help: "From the arrival of a notification to the saved call",
    buckets: DELAY_BUCKETS,
    registers: [registry],
  });
  return {
    render: () => registry.metrics(),
    contentType: registry.contentType,
    countNotifications: (outcome, n) => notifications.inc({ outcome }, n),
    countJobs: (outcome, n) => jobs.inc({ outcome }, n),
    countTurns: (outcome, n) => turns.inc({ outcome }, n),
    observeDelay: (seconds) => delay.observe(seconds),
  };
}
