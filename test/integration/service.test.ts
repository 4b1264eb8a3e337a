import assert from "node:assert/strict";
import { request } from "node:http";
import { resolvePeriod } from "../../src/calls/period.ts";
import { systemClock } from "../../src/clock.ts";
import { createAsking } from "../../src/service-answers.ts";
import { answerPartsOn } from "../support/answer-parts-builder.ts";
import { closedPort } from "../support/doctored-service.ts";
import { startRunningService, type RunningService } from "../support/running-service.ts";
import { signInAdmin } from "../support/signed-in.ts";
import { until } from "../support/until.ts";

type Asked = { understood: object; summary: { people: { id: string }[] }; calls: { callId: string; start: string }[] };

describe("service on the simulated tenant", function () {
  this.timeout(120_000);
  let running: RunningService;
  before(async () => {
    running = await startRunningService();
    await running.settled();
  });
  after(() => running.stop());

  async function ask(personId: string, text: string, timeZone: string): Promise<Asked> {
    const question = {
      text,
      viewer: { personId, isAdmin: false },
      personId,
      now: systemClock.now(),
      timeZone,
      locale: "en",
      conversation: null,
    };
    return JSON.parse(await createAsking(answerPartsOn(running.service.store))(question, "json")) as Asked;
  }

  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

  for (const [phrase, name] of [
    ["my calls this week", { kind: "thisWeek" }],
    ["my calls last 7 days", { kind: "lastDays", count: 7 }],
    ["my calls yesterday", { kind: "yesterday" }],
  ] as const) {
    it(`answers "${phrase}" for everybody as it truly was`, async () => {
      for (const { id, timeZone } of running.tenant.people) {
        const period = resolvePeriod(name, systemClock.now(), timeZone);
        const truth = running.tenant.groundTruth.summary(id, period, timeZone);
        const { summary } = await ask(id, phrase, timeZone);
        assert.deepEqual(
          { ...summary, people: summary.people.sort(byId) },
          { ...truth, people: truth.people.sort(byId) },
        );
      }
    });
  }

  it("has calls, poor ones and ratings to show, so that the comparison means something", () => {
    const calls = running.tenant.groundTruth.calls();
    const participations = calls.flatMap((call) => call.participations);
    assert.ok(calls.length > 50, `${calls.length} calls`);
    assert.ok(participations.some(({ quality }) => quality === "poor"));
    assert.ok(participations.some(({ ratings }) => ratings.length > 0));
  });

  it("shows a call that ends now, by its notification", async () => {
    const { tenant, service } = running;
    await until("the subscription is active", () => service.status().subscription?.state === "active");
    const callId = tenant.endCall();
    await until("its record is ready", () => tenant.groundTruth.call(callId) !== null);
    await running.settled();
    const member = tenant.groundTruth.call(callId)?.participations[0]?.personId ?? "";
    const { calls } = await ask(member, "my calls last 2 days", "UTC");
    assert.ok(calls.some((call) => call.callId === callId));
    assert.match(await service.metrics.render(), /callwise_notifications_total\{outcome="item_enqueued"\} [1-9]/);
    // The first listing, which goes on, may have brought the call before its notification was served.
    await until("its notification is served", async () =>
      /callwise_notification_to_visible_seconds_count [1-9]/.test(await service.metrics.render()),
    );
  });

  it("takes nobody for this machine who was called by another name", async () => {
    const { address } = running.service;
    const headers = { "content-type": "application/json", "x-forwarded-host": "localhost" };
    const body = JSON.stringify({ type: "message", text: "help" });
    // fetch does not let a request name another host.
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${address}/api/messages`, {
        method: "POST",
        headers: { ...headers, host: "evil.example" },
      });
      sent.on("response", (response) => resolve(response.resume().statusCode));
      sent.on("error", reject);
      sent.end(body);
    });
    assert.equal(status, 403);
  });

  it("tells in its status that every call is here, and how fast", async () => {
    const { service, tenant } = running;
    type Status = {
      health: { findings: { code: string }[] };
      completeness: { listed: number; held: number; missing: number };
      delays: { own: { count: number; maxMs: number } | null };
    };
    const admin = await signInAdmin(service.address, tenant);
    const read = (): Promise<Status> => admin.get("/api/admin/status");
    await until("most days were listed", async () => (await read()).completeness.listed > 50);
    await until("delays were written", async () => (await read()).delays.own !== null);
    const status = await read();
    // Thirty days take longer to list than a test should, by Graph's limits.
    assert.deepEqual(
      status.health.findings.filter(({ code }) => code !== "hours_not_listed"),
      [],
    );
    assert.deepEqual(
      [status.completeness.missing, status.completeness.held],
      [0, await service.store.callRecords.count()],
    );
    const metrics = await service.metrics.render();
    assert.match(metrics, /callwise_health\{state="(healthy|behind)"\} 1/);
    assert.match(metrics, /callwise_calls\{state="missing"\} 0/);
    assert.match(metrics, /callwise_delay_seconds\{of="own",quantile="0.95"\} /);
    assert.match(metrics, /callwise_subscription_expiry_seconds [1-9]/);
  });

  it("is ready only when the bot and the tab answer, too", async () => {
    const port = await closedPort();
    const address = `http://127.0.0.1:${port}`;
    const starting = startRunningService({ people: 3, pastDays: 1, settings: { PORT: String(port) } });
    const isReady = (): Promise<boolean> =>
      fetch(`${address}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
    await until("it is ready", isReady);
    const [bot, api] = await Promise.all([
      fetch(`${address}/api/messages`, { method: "POST" }),
      fetch(`${address}/api/me`),
    ]);
    await (await starting).stop();
    assert.deepEqual([bot.status, api.status], [415, 401]);
  });

  it("says that it is alive and ready", async () => {
    for (const [path, status] of [
      ["/healthz", "ok"],
      ["/readyz", "ready"],
    ] as const) {
      const response = await fetch(running.service.address + path);
      assert.equal(response.status, 200);
      assert.deepEqual(await response.json(), { status });
    }
  });
});
