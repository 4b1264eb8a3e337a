import assert from "node:assert/strict";
import type { Faults } from "../../../src/simulator/faults.ts";
import type { SimulatedPerson } from "../../../src/simulator/person-model.ts";
import type { TrueSummary } from "../../../src/simulator/true-summary.ts";
import { TenantClient } from "./tenant-client.ts";
import type { Answer } from "./tenant-client.ts";

describe("simulator/control-routes", () => {
  let client: TenantClient;
  before(async () => (client = await TenantClient.start({ tokenLifetimeSeconds: 1e6 })));
  after(() => client.stop());

  const control = <T>(method: string, path: string, body: unknown = {}): Promise<Answer<T>> =>
    client.send(method, `/_simulator/${path}`, method === "GET" ? "" : JSON.stringify(body), {});

  it("shows people, truth and subscriptions", async () => {
    const people = await control<{ people: SimulatedPerson[]; suggestedPerson: SimulatedPerson }>("GET", "people");
    assert.equal(people.body.people.length, 8);
    assert.deepEqual(people.body.suggestedPerson, client.tenant.suggestedPerson);
    const truth = await control<{ calls: { callId: string }[] }>("GET", "truth");
    assert.equal(truth.body.calls.length, client.tenant.groundTruth.calls().length);
    const one = await control<{ callId: string }>("GET", `truth/calls/${truth.body.calls[0]?.callId}`);
    assert.equal(one.body.callId, truth.body.calls[0]?.callId);
    assert.equal((await control("GET", "truth/calls/none")).status, 404);
    const query = "start=2026-03-16T00:00:00Z&end=2026-03-23T00:00:00Z&timeZone=Europe/Berlin";
    const summary = await control<TrueSummary>("GET", `truth/summary?${query}&personId=${client.tenant.people[1]?.id}`);
    assert.ok(summary.body.calls > 0);
    assert.equal((await control("GET", "truth/summary?start=x&end=y")).status, 400);
    assert.deepEqual((await control("GET", "subscriptions")).body, { subscriptions: [] });
    assert.equal((await control("GET", "nothing")).status, 404);
  });

  it("reads and sets fault rates, and refuses what is none", async () => {
    const set = await control<Faults>("PUT", "faults", { duplicateRate: 0.5 });
    assert.equal(set.body.duplicateRate, 0.5);
    assert.equal(client.tenant.faults.duplicateRate, 0.5);
    assert.equal((await control<Faults>("GET", "faults")).body.duplicateRate, 0.5);
    assert.equal((await control("PUT", "faults", { nonsense: 1 })).status, 400);
    assert.equal((await control("PUT", "faults", { duplicateRate: "often" })).status, 400);
    assert.equal((await control("PUT", "faults", { expireTokens: 1 })).status, 400);
    assert.equal((await control("POST", "faults/expireTokens")).status, 200);
    assert.equal((await client.get("/communications/callRecords")).status, 401);
    await client.signIn();
  });

  it("drives the clock and ends a call now, whose record follows", async () => {
    const { body } = await control<{ callId: string }>("POST", "calls/end");
    const path = `/communications/callRecords/${body.callId}`;
    assert.equal((await client.get(path)).status, 404);
    const before = client.clock.now().getTime();
    assert.equal((await control("POST", "clock/advance", { seconds: 3 * 3600 })).status, 200);
    assert.equal(client.clock.now().getTime() - before, 3 * 3_600_000);
    assert.equal((await client.get(path)).status, 200);
    assert.equal((await control("POST", "clock/advance", { seconds: "long" })).status, 400);
  });
});
