import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import express from "express";
import { judgeCallRecord } from "../../src/calls/judge-call-record.ts";
import type { Clock } from "../../src/clock.ts";
import { connectGraph, type GraphConnection } from "../../src/graph/graph-connection.ts";
import { createIngestion, type Ingestion } from "../../src/ingestion/ingestion.ts";
import type { ServedJob } from "../../src/ingestion/run-job.ts";
import { isPendingSubscription } from "../../src/ingestion/subscription-plan.ts";
import { createLog } from "../../src/log.ts";
import { createSimulatedTenant, type SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import { createEnqueueBatcher } from "../../src/webhook/enqueue-batcher.ts";
import { createKnownSubscriptions } from "../../src/webhook/known-subscriptions.ts";
import { createWebhookRouter, type WebhookOutcome } from "../../src/webhook/webhook-router.ts";
import { DrivenClock } from "../support/driven-clock.ts";
import { EMBEDDED_ENGINE, openTestDatabase, type TestDatabase } from "../support/test-store.ts";

const HOUR_MS = 3_600_000;
const NOW = new Date("2026-03-13T12:00:00Z");

describe("ingestion, from the simulated tenant's notification to the stored call", () => {
  const clock = new DrivenClock(NOW);
  /** While the test makes hours pass in no time, answers over loopback still take theirs: none may time out. */
  const patientClock: Clock = { now: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms * 10_000, signal) };
  const log = createLog("silent");
  const counts = new Map<WebhookOutcome, number>();
  let db: TestDatabase;
  let store: ReturnType<TestDatabase["storeFor"]>;
  let tenant: SimulatedTenant;
  let graph: GraphConnection;
  let server: Server;
  let ingestion: Ingestion;
  let served: ServedJob[];
  let startIngestion: () => void;

  before(async () => {
    db = await openTestDatabase(EMBEDDED_ENGINE);
    tenant = await createSimulatedTenant({
      clock: patientClock,
      people: 12,
      pastDays: 4,
      callsPerPersonDay: 2,
      townHalls: false,
      // Graph's bad habits, more often than it has them.
      faults: { duplicateRate: 0.2, reorderRate: 0.3, notReady404Rate: 0.3 },
    });
    await tenant.start();
    store = db.storeFor({ clock, tenantId: tenant.tenantId });
    const { tenantId, clientId, clientSecret, graphRoot, loginRoot, caCertificate } = tenant;
    graph = connectGraph({
      signIn: { kind: "clientSecret", tenantId, clientId, clientSecret },
      graphRoot,
      loginRoot,
      caCertificate,
      // Its waits for limits must pass; its time limit of a minute must not.
      clock: { now: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms === 60_000 ? ms * 10_000 : ms, signal) },
      random: () => 0.5,
    });
    const known = createKnownSubscriptions({
      load: () => store.subscriptions.all(),
      isPending: isPendingSubscription,
      clock,
    });
    const batcher = createEnqueueBatcher({ write: (items) => store.ingestJobs.accept(items) });
    const app = express().use(
      "/api/graph",
      createWebhookRouter({
        tenantId,
        known,
        enqueue: (items) => batcher.add(items),
        onEnqueued: () => ingestion.wake(),
        onLifecycle: (notification) => ingestion.onLifecycle(notification),
        count: (outcome, n) => counts.set(outcome, (counts.get(outcome) ?? 0) + n),
        clock: patientClock,
        log,
      }),
    );
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    assert.ok(bound !== null && typeof bound === "object");
    const address = `http://127.0.0.1:${bound.port}/api/graph`;
    startIngestion = () => {
      ingestion = createIngestion({
        store,
        source: graph.source,
        judge: judgeCallRecord,
        subscription: {
          api: graph.subscriptions,
          onChanged: () => known.refresh(),
          notificationUrl: `${address}/notifications`,
          lifecycleNotificationUrl: `${address}/lifecycle`,
        },
        isService: true,
        owner: randomUUID(),
        clock,
        random: () => 0.5,
        log,
        onServed: (job) => served.push(job),
      });
      ingestion.start();
    };
  });

  after(async () => {
    await ingestion.stop();
    graph.close();
    await tenant.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await db.close();
    assert.equal(clock.sleeping, 0, "nothing sleeps after stop");
  });

  beforeEach(() => {
    served = [];
    counts.clear();
  });

  /** Lets time pass in steps, with everything the tenant does in it, until the condition holds. */
  async function passTimeUntil(condition: () => boolean | Promise<boolean>, stepMs = 1_000): Promise<void> {
    while (!(await condition())) {
      await tenant.processDue();
      await clock.advance(stepMs);
    }
  }

  /** Calls that Graph lists and the store does not hold in the listed version. */
  async function behind(): Promise<string[]> {
    const calls = tenant.groundTruth.calls();
    const held = await store.callRecords.versions(calls.map(({ callId }) => callId));
    return calls.filter(({ callId, version }) => held.get(callId) !== version).map(({ callId }) => callId);
  }

  const isHeld = async (callId: string): Promise<boolean> => (await store.callRecords.versions([callId])).has(callId);

  it("subscribes, and holds the whole past", async () => {
    startIngestion();
    await passTimeUntil(
      async () =>
        ingestion.status().subscription?.state === "active" &&
        ingestion.status().backfill.progress?.windowsDone === 120 &&
        (await behind()).length === 0,
    );
    assert.ok((await store.callRecords.count()) >= 20);
    const { backfill, subscription } = ingestion.status();
    assert.equal(backfill.lastError, null);
    assert.equal(subscription?.lastError, null);
    assert.deepEqual(tenant.refusedRequests, {});
  }).timeout(30_000);

  it("holds a call that ends now, by its notification, and every later version", async () => {
    const callId = tenant.endCall();
    await passTimeUntil(() => isHeld(callId), 30_000);
    assert.ok((counts.get("item_enqueued") ?? 0) > 0);
    // The job is done a moment after its record is there.
    await passTimeUntil(
      () => served.some(({ source, outcome }) => source === "notification" && outcome === "saved"),
      0,
    );
    await passTimeUntil(() => clock.now().getTime() > NOW.getTime() + 6 * HOUR_MS, 60_000);
    await passTimeUntil(async () => (await behind()).length === 0, 1_000);
    assert.equal(counts.get("item_dropped_unknown_subscription"), undefined);
    assert.equal((await store.ingestJobs.counts(clock.now())).exhausted, 0);
  }).timeout(30_000);

  it("reauthorizes when asked, and deliveries go on", async () => {
    await clock.advance(11 * 60_000);
    tenant.faults.requireReauthorization();
    const callId = tenant.endCall();
    await passTimeUntil(() => isHeld(callId), 30_000);
    assert.equal(counts.get("item_lifecycle"), 1);
  }).timeout(30_000);

  it("notices a subscription that vanished, and lists what was not notified", async () => {
    const before = ingestion.status().subscription?.subscriptionId;
    tenant.faults.vanishSubscription();
    const callId = tenant.endCall();
    await passTimeUntil(() => isHeld(callId), 30_000);
    assert.notEqual(ingestion.status().subscription?.subscriptionId, before);
    await passTimeUntil(async () => (await behind()).length === 0, 1_000);
  }).timeout(30_000);

  it("holds what happened while it was stopped, and goes on with its subscription", async () => {
    const { subscriptionId } = ingestion.status().subscription ?? {};
    await ingestion.stop();
    const callId = tenant.endCall();
    for (let hour = 0; hour < 8; hour++) {
      await clock.advance(HOUR_MS);
      await tenant.processDue();
    }
    startIngestion();
    await passTimeUntil(async () => (await isHeld(callId)) && (await behind()).length === 0, 1_000);
    assert.equal(ingestion.status().subscription?.subscriptionId, subscriptionId);
    assert.equal((await store.subscriptions.all()).filter(({ retiredAt }) => retiredAt === null).length, 1);
  }).timeout(30_000);
});
