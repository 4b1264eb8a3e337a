import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { judgeCallRecord } from "../../src/calls/judge-call-record.ts";
import type { Clock } from "../../src/clock.ts";
import { connectGraph, type GraphConnection } from "../../src/graph/graph-connection.ts";
import { createIngestion, type Ingestion } from "../../src/ingestion/ingestion.ts";
import { createRequestBudget, type RequestBudget } from "../../src/ingestion/request-budget.ts";
import { createLog } from "../../src/log.ts";
import { NO_FAULTS } from "../../src/simulator/faults.ts";
import { createSimulatedTenant, type SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import { DOCUMENTED_LIMITS } from "../../src/simulator/throttle-windows.ts";
import { DrivenClock } from "../support/driven-clock.ts";
import { EMBEDDED_ENGINE, openTestDatabase, type TestDatabase } from "../support/test-store.ts";

const NOW = new Date("2040-03-17T12:00:00Z");
const HOUR_MS = 3_600_000;
const STEP_MS = 100;
/** Jobs at work at a time, the worker's default. */
const AT_WORK = 64;
/** Of the event loop, a millisecond or more each. */
const QUIET_TURNS = 300;
/** Of an attempt: while hours pass in no time, answers over loopback still take theirs. */
const ATTEMPT_TIMEOUT_MS = 60_000;

type Instance = { ingestion: Ingestion; graph: GraphConnection; budget: RequestBudget };

describe("request budget while the past is filled in", () => {
  const log = createLog("silent");
  let clock: DrivenClock;
  let db: TestDatabase;
  let store: ReturnType<TestDatabase["storeFor"]>;
  let tenant: SimulatedTenant;
  let running: Instance[];

  before(async () => {
    db = await openTestDatabase(EMBEDDED_ENGINE);
  });
  after(() => db.close());
  afterEach(async () => {
    for (const { ingestion, budget, graph } of running) {
      await ingestion.stop();
      await budget.stop();
      graph.close();
    }
    await tenant.stop();
  });

  const patient = (): Clock => ({
    now: () => clock.now(),
    sleep: (ms, signal) => clock.sleep(ms === ATTEMPT_TIMEOUT_MS ? ms * 10_000 : ms, signal),
  });

  /** A tenant whose past is so many calls between two people. */
  async function begin(calls: number): Promise<void> {
    clock = new DrivenClock(NOW);
    running = [];
    const people = ["anna", "ben"];
    tenant = await createSimulatedTenant({
      clock: { now: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms * 10_000, signal) },
      people: 2,
      pastDays: 0,
      callsPerPersonDay: 0,
      townHalls: false,
      faults: NO_FAULTS,
      extraCalls: Array.from({ length: calls }, (_, index) => {
        const end = NOW.getTime() - HOUR_MS - index * 5_000;
        const participants = people.map((person) => ({ person, audio: null }));
        return { start: new Date(end - 60_000), end: new Date(end), participants };
      }),
    });
    await tenant.start();
    store = db.storeFor({ clock, tenantId: tenant.tenantId });
    await db.database.collection("requestShares").deleteMany({});
  }

  async function start(): Promise<Instance> {
    const { tenantId, clientId, clientSecret, graphRoot, loginRoot, caCertificate } = tenant;
    const signIn = { kind: "clientSecret" as const, tenantId, clientId, clientSecret };
    const roots = { graphRoot, loginRoot, caCertificate };
    const graph = connectGraph({ signIn, ...roots, clock: patient(), random: () => 0.5 });
    const owner = randomUUID();
    const budget = createRequestBudget({
      requestShares: store.requestShares,
      limiter: graph.limiter,
      owner,
      clock,
      log,
    });
    await budget.start();
    const ingestion = createIngestion({
      store,
      source: graph.source,
      judge: judgeCallRecord,
      subscription: null,
      isService: true,
      owner,
      clock,
      random: () => 0.5,
      log,
    });
    ingestion.start();
    const instance = { ingestion, graph, budget };
    running.push(instance);
    return instance;
  }

  /**
   * Lets time pass only while the machine has nothing to do: when as many jobs as may be at work wait for a limit, or
   * when no request has come for a while, since some waits are for time itself.
   */
  async function passTime(): Promise<void> {
    let seen = -1;
    for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
      const requests = tenant.requestsInWindow("callRecordsAppTenant");
      if (requests !== seen) quiet = 0;
      seen = requests;
      const isWaiting = running.every(
        ({ ingestion, graph }) =>
          ingestion.status().jobsRunning >= AT_WORK && graph.limiter.waiting >= ingestion.status().jobsRunning,
      );
      if (isWaiting) break;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await clock.advance(STEP_MS);
  }

  /** The limit of which the whole work needs the greatest part: one request a call, and a list of 60 a request. */
  function bindingLimit(calls: number): "callRecordsAppTenant" | "listCallRecords" {
    const lists = Math.ceil(calls / 60);
    const read = (calls + lists) / DOCUMENTED_LIMITS.callRecordsAppTenant.requests;
    return lists / DOCUMENTED_LIMITS.listCallRecords.requests > read ? "listCallRecords" : "callRecordsAppTenant";
  }

  it("is used to nine tenths in the first full window, and never exceeded", async () => {
    const calls = 1_700;
    await begin(calls);
    await start();
    const binding = bindingLimit(calls);
    const endOfWindow = NOW.getTime() + DOCUMENTED_LIMITS[binding].seconds * 1_000;
    while (clock.now().getTime() < endOfWindow - STEP_MS) await passTime();
    assert.ok((await store.callRecords.count()) < calls - AT_WORK, "there is more to do");
    const used = tenant.requestsInWindow(binding);
    assert.ok(used >= 0.9 * DOCUMENTED_LIMITS[binding].requests, `${used} of ${binding}`);
    while ((await store.callRecords.count()) < calls) await passTime();
    assert.deepEqual(tenant.refusedRequests, {});
  }).timeout(120_000);
});
