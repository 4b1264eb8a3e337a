import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import { systemClock } from "../../src/clock.ts";
import { findEmbeddedServer, startEmbeddedServer } from "../../src/embedded/embedded-server.ts";
import { openStore } from "../../src/store/open-store.ts";
import { SIMULATED_TENANT_ID } from "../../src/simulator/simulated-tenant.ts";
import { acceptedCalls } from "../support/accepted-calls.ts";
import { startServiceProcess } from "../support/service-process.ts";
import { until } from "../support/until.ts";

const KILLS = 4;
const SENDERS = 8;

describe("a service that is killed", function () {
  this.timeout(180_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "callwise-killed-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("has lost nothing that it acknowledged to Graph", async () => {
    const acknowledged: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const service = await startServiceProcess({ DATA_DIR: folder, SIMULATOR_PEOPLE: "2" });
      const subscription = await subscriptionOf(folder);
      const senders = Array.from({ length: SENDERS }, () =>
        notifyUntilRefused(`${service.address}/api/graph/notifications`, subscription, acknowledged),
      );
      const before = acknowledged.length;
      // Each kill meets the service with another amount of work under way.
      await until("notifications are acknowledged", () => acknowledged.length > before + 40 * (kill + 1));
      await service.end("SIGKILL");
      await Promise.all(senders);
    }
    const held = await acceptedOf(folder);
    const lost = acknowledged.filter((callId) => !held.has(callId));
    assert.ok(acknowledged.length > 300, `${acknowledged.length} acknowledged`);
    assert.deepEqual(lost, []);
  });

  it("ends by itself on an interrupt, and a second start still has the data", async () => {
    const first = await startServiceProcess({ DATA_DIR: folder, SIMULATOR_PEOPLE: "4" });
    await until("calls are held", () => /[1-9]\d* call records held/.test(first.output()));
    assert.equal(await first.end("SIGINT"), 0);
    const held = await callCount(folder);
    assert.ok(held > 0);
    const second = await startServiceProcess({ DATA_DIR: folder, SIMULATOR_PEOPLE: "4" });
    await until("figures are shown", () => /call records held/.test(second.output()));
    assert.equal(await second.end("SIGINT"), 0);
    assert.ok((await callCount(folder)) >= held);
  });
});

async function subscriptionOf(folder: string): Promise<{ subscriptionId: string; clientState: string }> {
  let found: { subscriptionId: string; clientState: string } | undefined;
  await until("the service has subscribed", async () => {
    const uri = await findEmbeddedServer(folder);
    if (uri === null) return false;
    const client = await MongoClient.connect(uri);
    try {
      const all = await client.db("callwise").collection("subscriptions").find().toArray();
      const active = all.find(
        ({ subscriptionId, retiredAt }) => /^[0-9a-f-]{36}$/.test(String(subscriptionId)) && !retiredAt,
      );
      if (active)
        found = { subscriptionId: String(active["subscriptionId"]), clientState: String(active["clientState"]) };
      return active !== undefined;
    } finally {
      await client.close();
    }
  });
  assert.ok(found);
  return found;
}

async function notifyUntilRefused(
  url: string,
  subscription: { subscriptionId: string; clientState: string },
  acknowledged: string[],
): Promise<void> {
  for (;;) {
    const callIds = [randomUUID(), randomUUID()];
    const value = callIds.map((id) => ({
      ...subscription,
      tenantId: SIMULATED_TENANT_ID,
      changeType: "updated",
      resource: `communications/callRecords/${id}`,
      resourceData: { "@odata.type": "#Microsoft.Graph.callRecord", id },
    }));
    try {
      const headers = { "content-type": "application/json" };
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ value }) });
      if (response.status === 202) acknowledged.push(...callIds);
    } catch {
      return;
    }
  }
}

async function acceptedOf(folder: string): Promise<Set<string>> {
  const server = await startEmbeddedServer({ directory: folder });
  const client = await MongoClient.connect(server.uri);
  try {
    return await acceptedCalls(client.db("callwise"));
  } finally {
    await client.close();
    await server.stop();
  }
}

async function callCount(folder: string): Promise<number> {
  const server = await startEmbeddedServer({ directory: folder });
  const options = { databaseName: "callwise", tenantId: SIMULATED_TENANT_ID, retentionDays: 365, clock: systemClock };
  const store = await openStore({ ...options, uri: server.uri });
  try {
    return await store.callRecords.count();
  } finally {
    await store.close();
    await server.stop();
  }
}
