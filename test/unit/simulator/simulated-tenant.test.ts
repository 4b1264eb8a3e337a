import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createSimulatedTenant } from "../../../src/simulator/simulated-tenant.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { NOW, TenantClient } from "./tenant-client.ts";
import { Subscriber } from "./subscriber.ts";
import type { WirePage, WireRecord } from "./wire-types.ts";

const HOUR = 3_600_000;

async function payloads(client: TenantClient, count: number): Promise<string[]> {
  const texts: string[] = [];
  for (const { callId } of client.tenant.groundTruth.calls().slice(-count)) {
    const { body } = await client.get(
      `/communications/callRecords/${callId}?$expand=sessions($expand=segments),participants_v2`,
    );
    texts.push(
      JSON.stringify(body)
        .replaceAll(client.tenant.graphRoot, "")
        .replace(/skiptoken=[^"]+/g, ""),
    );
  }
  return texts;
}

describe("simulated tenant", () => {
  it("is the same world for the same seed, byte by byte, and another for another", async () => {
    const [first, second, other] = await Promise.all([1, 1, 2].map((seed) => TenantClient.start({ seed, people: 20 })));
    assert.ok(first && second && other);
    assert.deepEqual(await payloads(first, 40), await payloads(second, 40));
    assert.deepEqual(first.tenant.people, second.tenant.people);
    assert.notDeepEqual(first.tenant.people, other.tenant.people);
    for (const client of [first, second, other]) await client.stop();
  });

  it("only shows more of the same world as time goes by, however it went by", async () => {
    const leapt = await TenantClient.start({ tokenLifetimeSeconds: 1e7 });
    await leapt.advance(20 * HOUR);
    const late = await TenantClient.start({
      clock: new DrivenClock(new Date(Date.parse(NOW) + 20 * HOUR)),
      pastDays: 4,
    });
    const calls = new Set(late.tenant.groundTruth.calls().map((call) => JSON.stringify(call)));
    const missing = leapt.tenant.groundTruth.calls().filter((call) => !calls.has(JSON.stringify(call)));
    assert.ok(leapt.tenant.groundTruth.calls().length > 10);
    assert.deepEqual(missing, []);
    await leapt.stop();
    await late.stop();
  });

  it("offers somebody with calls, poor ones and ratings, whatever the seed", async () => {
    for (const seed of [1, 2, 3]) {
      const tenant = await createSimulatedTenant({ seed, clock: new DrivenClock(NOW), pastDays: 8 });
      const now = Date.parse(NOW);
      const period = { start: new Date(now - 7 * 24 * HOUR), end: new Date(now) };
      const summary = tenant.groundTruth.summary(tenant.suggestedPerson.id, period, tenant.suggestedPerson.timeZone);
      assert.ok(summary.calls >= 15, `seed ${seed}: ${summary.calls} calls`);
      assert.ok(
        summary.quality.poor >= 1 && summary.quality.good >= 5,
        `seed ${seed}: ${JSON.stringify(summary.quality)}`,
      );
      assert.ok(summary.feedback.rated >= 1, `seed ${seed}: ${JSON.stringify(summary.feedback)}`);
    }
  });

  it("starts quickly with its full past", async () => {
    const started = process.cpuUsage();
    const client = await TenantClient.start({ people: 60, pastDays: 30, townHalls: true });
    const { user, system } = process.cpuUsage(started);
    assert.ok((user + system) / 1000 < 1500, `${(user + system) / 1000} ms`);
    await client.stop();
  });

  it("reads thousands of records at far less than 5 ms of CPU each", async () => {
    const limits = { callRecordsAppTenant: { requests: 1e6, seconds: 20 } };
    const client = await TenantClient.start({ people: 60, pastDays: 3, limits });
    const ids = (await client.collect<WireRecord>("/communications/callRecords")).items
      .map(({ id }) => id)
      .slice(0, 100);
    const started = process.cpuUsage();
    for (const id of ids)
      await client.get(`/communications/callRecords/${id}?$expand=sessions($expand=segments),participants_v2`);
    const { user, system } = process.cpuUsage(started);
    // The client's parsing is in this figure too.
    assert.ok((user + system) / 1000 / ids.length < 15, `${(user + system) / 1000 / ids.length} ms`);
    await client.stop();
  });

  it("lets the process end once stopped", async () => {
    const tenant = new URL("../../../src/simulator/simulated-tenant.ts", import.meta.url).href;
    const clock = new URL("../../../src/clock.ts", import.meta.url).href;
    const code = `
      const { createSimulatedTenant } = await import(${JSON.stringify(tenant)});
      const { systemClock } = await import(${JSON.stringify(clock)});
      const tenant = await createSimulatedTenant({ clock: systemClock, people: 2, pastDays: 1, liveEverySeconds: 1 });
      await tenant.start();
      await tenant.stop();
      process.stdout.write("stopped");`;
    const run = promisify(execFile)(process.execPath, ["--import=tsx", "--input-type=module", "--eval", code], {
      timeout: 9000,
    });
    assert.equal((await run).stdout, "stopped");
  });
});

describe("simulated tenant in live mode", () => {
  let folder: string;
  let stateFile: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "simulated-tenant-"));
    stateFile = join(folder, "state.json");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const live = {
    people: 10,
    pastDays: 1,
    callsPerPersonDay: 0,
    liveEverySeconds: 20,
    delayFactor: 0.005,
    runs: false,
    tokenLifetimeSeconds: 1e7,
  };

  it("ends a call about every N seconds, favoring the suggested person, and notifies soon after", async () => {
    const client = await TenantClient.start({ ...live });
    const subscriber = await Subscriber.start();
    const expirationDateTime = new Date(client.clock.now().getTime() + HOUR).toISOString();
    await client.post("/subscriptions", {
      changeType: "created",
      resource: "/communications/callRecords",
      notificationUrl: subscriber.url,
      expirationDateTime,
    });
    for (let minute = 0; minute < 20; minute += 1) await client.advance(60_000);
    const calls = client.tenant.groundTruth.calls();
    assert.ok(calls.length > 50 && calls.length <= 62, String(calls.length));
    assert.ok(subscriber.changes.length >= calls.length - 2 && subscriber.changes.length > 50);
    const suggested = calls.filter(({ participations }) =>
      participations.some(({ personId }) => personId === client.tenant.suggestedPerson.id),
    );
    assert.ok(suggested.length > calls.length / 2);
    await client.stop();
    await subscriber.stop();
  });

  it("has the same world after a second start, live calls, calls ended by hand and certificate included", async () => {
    const clock = new DrivenClock(NOW);
    const first = await TenantClient.start({ ...live, clock, stateFile });
    await first.advance(10 * 60_000);
    const ended = first.tenant.endCall();
    await first.advance(10 * 60_000);
    const before = first.tenant.groundTruth.calls();
    assert.ok(before.length > 50 && before.some(({ callId }) => callId === ended));
    await first.stop();
    await clock.advance(30 * 60_000);
    const second = await TenantClient.start({ ...live, clock, stateFile });
    const after = second.tenant.groundTruth.calls();
    assert.deepEqual(
      before.filter(({ callId }) => !after.some((call) => call.callId === callId)),
      [],
    );
    assert.ok(after.length - before.length < 3, "none took place in between");
    assert.equal(second.tenant.caCertificate, first.tenant.caCertificate);
    second.token = first.token;
    assert.equal(
      (await second.get<WirePage<WireRecord>>("/communications/callRecords")).status,
      200,
      "tokens outlive a restart",
    );
    await second.stop();
  });

  it("begins anew when its state file is broken or of another world", async () => {
    for (const text of ["{", JSON.stringify({ seed: 9, windows: [], ended: [1] })]) {
      writeFileSync(stateFile, text);
      const client = await TenantClient.start({ ...live, stateFile });
      await client.advance(5 * 60_000);
      assert.equal((JSON.parse(readFileSync(stateFile, "utf8")) as { seed: number }).seed, 1);
      await client.stop();
    }
  });
});
