import { Counter, Gauge, Histogram, type Registry } from "prom-client";

/** Told of every request to Graph; an `operation` is one of the few kinds that Graph's limits tell apart. */
export type GraphMetrics = {
  onWaited(operation: string, ms: number): void;
  /** @param status of the answer; null: there was none */
  onAnswered(operation: string, status: number | null, ms: number): void;
  /** Has the budget read whenever the metrics are. */
  showBudget(read: () => GraphBudget): void;
};

export type GraphBudget = {
  /** Requests that wait for their turn at this moment. */
  waiting: number;
  /** Of each shared limit: how many requests may still go out now, and how many this instance may let count. */
  limits: readonly { limit: string; remaining: number; most: number }[];
};

export function createGraphMetrics(registry: Registry): GraphMetrics {
  const requests = new Counter({
    name: "callwise_graph_requests_total",
    help: "Attempts at requests to Graph by operation and status; none: no answer",
    labelNames: ["operation", "status"],
    registers: [registry],
  });
  const durations = new Histogram({
    name: "callwise_graph_request_duration_seconds",
    help: "From the sending of a request to Graph to its answer",
    labelNames: ["operation"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60],
    registers: [registry],
  });
  const throttled = new Counter({
    name: "callwise_graph_throttled_total",
    help: "Answers by which Graph said that there were too many requests (429)",
    registers: [registry],
  });
  const waits = new Histogram({
    name: "callwise_graph_wait_seconds",
    help: "How long requests waited for their turn under Graph's limits",
    labelNames: ["operation"],
    buckets: [0.001, 0.1, 0.5, 1, 5, 20, 60, 300],
    registers: [registry],
  });

  return {
    onWaited: (operation, ms) => waits.observe({ operation }, ms / 1000),
    onAnswered(operation, status, ms) {
      requests.inc({ operation, status: String(status ?? "none") });
      durations.observe({ operation }, ms / 1000);
      if (status === 429) throttled.inc();
    },
    showBudget(read) {
      new Gauge({
        name: "callwise_graph_requests_waiting",
        help: "Requests that wait for their turn under Graph's limits",
        registers: [registry],
        collect() {
          this.set(read().waiting);
        },
      });
      new Gauge({
        name: "callwise_graph_budget_remaining",
        help: "Requests that this instance may still send now under a limit of Graph",
        labelNames: ["limit"],
        registers: [registry],
        collect() {
          for (const { limit, remaining } of read().limits) this.set({ limit }, remaining);
        },
      });
      new Gauge({
        name: "callwise_graph_budget_limit",
        help: "Requests that this instance may let count at a time under a limit of Graph",
        labelNames: ["limit"],
        registers: [registry],
        collect() {
          for (const { limit, most } of read().limits) this.set({ limit }, most);
        },
      });
    },
  };
}
