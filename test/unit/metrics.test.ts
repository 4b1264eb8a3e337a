import assert from "node:assert/strict";
import { createMetrics, type Metrics } from "../../src/metrics.ts";
import { fakeGraph } from "../support/fake-graph.ts";

describe("metrics", () => {
  const MINUTE_MS = 60_000;
  let metrics: Metrics;
  beforeEach(() => {
    metrics = createMetrics({ version: "1.2.3", database: "embedded" });
  });

  /** The figures of one metric as they are shown, help and type left out. */
  async function shown(name: string): Promise<string[]> {
    const lines = (await metrics.render()).split("\n");
    return lines.filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  }

  it("say what runs, and how the process is", async () => {
    assert.deepEqual(await shown("callwise_build_info"), [
      'callwise_build_info{version="1.2.3",database="embedded"} 1',
    ]);
    assert.equal((await shown("process_cpu_seconds_total")).length, 1);
    assert.equal((await shown("nodejs_eventloop_lag_p99_seconds")).length, 1);
  });

  it("tell attempts at requests to Graph by operation and status, waits, and answers 429", async () => {
    const answers = [
      { status: 429, headers: { "retry-after": "7" } },
      { status: 200, body: { id: "a" } },
    ];
    const { client, clock } = fakeGraph(() => answers.shift() ?? Promise.reject(new Error("ECONNRESET")), {
      watch: metrics.graph,
      maxAttempts: 2,
    });
    await clock.run(client.send({ method: "GET", path: "/communications/callRecords/somebodys-call" }));
    await assert.rejects(clock.run(client.send({ method: "GET", path: "/subscriptions" })));
    assert.deepEqual(await shown("callwise_graph_requests_total"), [
      'callwise_graph_requests_total{operation="callRecord",status="429"} 1',
      'callwise_graph_requests_total{operation="callRecord",status="200"} 1',
      'callwise_graph_requests_total{operation="subscriptionList",status="none"} 2',
    ]);
    assert.deepEqual(await shown("callwise_graph_throttled_total"), ["callwise_graph_throttled_total 1"]);
    assert.deepEqual(await shown("callwise_graph_wait_seconds_count"), [
      'callwise_graph_wait_seconds_count{operation="callRecord"} 2',
      'callwise_graph_wait_seconds_count{operation="subscriptionList"} 2',
    ]);
  });

  it("read the budget when they are read", async () => {
    let remaining = 5;
    metrics.graph.showBudget(() => ({ waiting: 2, limits: [{ limit: "callRecords", remaining, most: 1462 }] }));
    assert.deepEqual(await shown("callwise_graph_budget_remaining"), [
      'callwise_graph_budget_remaining{limit="callRecords"} 5',
    ]);
    remaining = 4;
    assert.deepEqual(await shown("callwise_graph_budget_remaining"), [
      'callwise_graph_budget_remaining{limit="callRecords"} 4',
    ]);
    assert.deepEqual(await shown("callwise_graph_requests_waiting"), ["callwise_graph_requests_waiting 2"]);
  });

  it("show no figure of the status that was not read, and none of an earlier reading", async () => {
    assert.deepEqual(await shown("callwise_jobs"), []);
    metrics.status.showBroken();
    assert.deepEqual(await shown("callwise_oldest_due_job_age_seconds"), []);
    const at = new Date("2026-11-23T10:00:00Z");
    const delay = { p50Ms: 500, p95Ms: 2_000, maxMs: 9_000 };
    const status = {
      at,
      health: { state: "behind" as const },
      completeness: { listed: 9, held: 8, missing: 1, provisional: 2, settled: 6, repaired: 0, incompleteHours: 3 },
      jobs: { queued: 1, running: 0, done: 8, failed: 0, exhausted: 0 },
      dueSince: new Date(at.getTime() - 12 * MINUTE_MS),
      delays: { own: delay, graph: null },
      subscriptionSecondsLeft: 3_600,
    };
    metrics.status.show(status);
    assert.deepEqual(await shown("callwise_oldest_due_job_age_seconds"), ["callwise_oldest_due_job_age_seconds 720"]);
    assert.ok((await shown("callwise_health")).includes('callwise_health{state="behind"} 1'));
    assert.ok((await shown("callwise_delay_seconds")).includes('callwise_delay_seconds{of="own",quantile="0.95"} 2'));
    metrics.status.show({ ...status, dueSince: null, delays: { own: null, graph: null } });
    assert.deepEqual(await shown("callwise_oldest_due_job_age_seconds"), ["callwise_oldest_due_job_age_seconds 0"]);
    assert.deepEqual(await shown("callwise_delay_seconds"), []);
  });

  it("keep two services in one process apart", async () => {
    const other = createMetrics({ version: "1.2.3", database: "mongodb" });
    other.countJobs("saved", 1);
    assert.deepEqual(await shown("callwise_ingest_jobs_total"), []);
  });
});
