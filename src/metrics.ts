import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { createGraphMetrics, type GraphMetrics } from "./telemetry/graph-metrics.ts";
import { createStatusGauges, type StatusGauges } from "./telemetry/status-gauges.ts";

/**
 * The service's own figures, in a registry of its own so that two services in one process keep apart. Labels are words
 * of ours: no ids, no names. docs/operations.md tells each, and a test holds it to that.
 */
export type Metrics = {
  /** Prometheus' text form. */
  render(): Promise<string>;
  contentType: string;
  countNotifications(outcome: string, n: number): void;
  countJobs(outcome: string, n: number): void;
  countTurns(outcome: string, n: number): void;
  countDeliveries(channel: "teams" | "webhook", outcome: string): void;
  /** @param change the state that an incident came to */
  countIncident(rule: string, change: string): void;
  /** From the arrival of a notification to the moment its call can be asked for. */
  observeDelay(seconds: number): void;
  /** From the end of a call to its first notification. */
  observeAnnouncement(seconds: number): void;
  observeWebhook(seconds: number): void;
  observeAnswer(intent: string, seconds: number): void;
  observeRequest(request: ObservedRequest): void;
  observeStore(part: string, outcome: "done" | "failed", seconds: number): void;
  graph: GraphMetrics;
  status: StatusGauges;
};

/** `route` is a template such as "/api/me/calls/:callId". */
export type ObservedRequest = { method: string; route: string; status: number; seconds: number };

export type MetricsOptions = {
  version: string;
  /** "embedded" or "mongodb". */
  database: string;
};

const DELAY_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 1800, 9000];
/** Graph's own: minutes, at most 150 of them. */
const ANNOUNCEMENT_BUCKETS = [15, 60, 300, 600, 900, 1800, 3600, 5400, 9000, 18_000];
const ANSWER_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const STORE_BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10];
/** The finer it is, the more often an idle process wakes. */
const EVENT_LOOP_EVERY_MS = 100;

export function createMetrics({ version, database }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]): Counter<Label> =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    ...labelNames: Label[]
  ): Histogram<Label> => new Histogram({ name, help, buckets, labelNames, registers });

  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_EVERY_MS });
  new Gauge({
    name: "callwise_build_info",
    help: "1; what runs, in its labels",
    labelNames: ["version", "database"],
    registers,
  }).set({ version, database }, 1);

  const notifications = counter(
    "callwise_notifications_total",
    "Requests of the webhook by how they were answered (request_…), and items by what became of them (item_…)",
    "outcome",
  );
  const jobs = counter("callwise_ingest_jobs_total", "Attempts at ingest jobs by what became of them", "outcome");
  const turns = counter("callwise_bot_turns_total", "Bot turns by what became of them", "outcome");
  const deliveries = counter(
    "callwise_alert_deliveries_total",
    "Cards sent to admin channels by kind of channel and what became of them",
    "channel",
    "outcome",
  );
  const incidents = counter(
    "callwise_incident_changes_total",
    "Changes of incidents by the kind of rule and the state they came to",
    "rule",
    "state",
  );
  const delay = histogram(
    "callwise_notification_to_visible_seconds",
    "From the arrival of a notification to the saved call",
    DELAY_BUCKETS,
  );
  const announcement = histogram(
    "callwise_call_end_to_notification_seconds",
    "Graph's own delay: from the end of a call to its first notification",
    ANNOUNCEMENT_BUCKETS,
  );
  const webhook = histogram(
    "callwise_webhook_request_duration_seconds",
    "How long the webhook took to answer Graph, which calls it slow from 3 seconds on",
    ANSWER_BUCKETS,
  );
  const answers = histogram(
    "callwise_answer_duration_seconds",
    "How long the bot's answers took to find, by what was asked; failed: there was none",
    ANSWER_BUCKETS,
    "intent",
  );
  const requests = histogram(
    "callwise_http_request_duration_seconds",
    "How long requests took to answer, by route",
    ANSWER_BUCKETS,
    "method",
    "route",
    "status",
  );
  const operations = histogram(
    "callwise_store_operation_duration_seconds",
    "How long operations of the store took, by part",
    STORE_BUCKETS,
    "part",
    "outcome",
  );

  return {
    render: () => registry.metrics(),
    contentType: registry.contentType,
    countNotifications: (outcome, n) => notifications.inc({ outcome }, n),
    countJobs: (outcome, n) => jobs.inc({ outcome }, n),
    countTurns: (outcome, n) => turns.inc({ outcome }, n),
    countDeliveries: (channel, outcome) => deliveries.inc({ channel, outcome }),
    countIncident: (rule, state) => incidents.inc({ rule, state }),
    observeDelay: (seconds) => delay.observe(seconds),
    observeAnnouncement: (seconds) => announcement.observe(seconds),
    observeWebhook: (seconds) => webhook.observe(seconds),
    observeAnswer: (intent, seconds) => answers.observe({ intent }, seconds),
    observeRequest: ({ method, route, status, seconds }) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    observeStore: (part, outcome, seconds) => operations.observe({ part, outcome }, seconds),
    graph: createGraphMetrics(registry),
    status: createStatusGauges(registry),
  };
}
