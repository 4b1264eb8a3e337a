import assert from "node:assert/strict";
import { GraphError } from "../../../src/graph/graph-error.ts";
import { isPendingSubscription, SUBSCRIPTION_LIFE_MS } from "../../../src/ingestion/subscription-plan.ts";
import type { StoredSubscription } from "../../../src/store/store.ts";
import { KEEPER_URL as URL, useKeepers } from "../../support/keeper-bench.ts";
import { turnUntil } from "../../support/turn-until.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const OTHER_URL = "https://other.example.org/api/graph/notifications";

describe("subscription keeper", () => {
  const bench = useKeepers();
  const { start, settled, advance, stopAll, live, activeOne } = bench;

  it("creates one subscription with a secret of 128 characters and stores it", async () => {
    const keeper = start();
    await settled();
    const stored = await live();
    assert.equal(stored.subscriptionId, bench.graph.held?.subscriptionId);
    assert.equal(stored.clientState, bench.graph.held?.clientState);
    assert.match(stored.clientState, /^[\w-]{128}$/);
    assert.equal(stored.expiresAt.getTime(), bench.clock.now().getTime() + SUBSCRIPTION_LIFE_MS);
    assert.equal(keeper.status().state, "active");
    assert.deepEqual(bench.gaps, []);
  });

  it("has its secret stored, and told to the webhook, before Graph can use it", async () => {
    const told: StoredSubscription[][] = [];
    let seen: StoredSubscription[] = [];
    bench.graph.duringCreate = async ({ clientState }) => {
      seen = told.at(-1) ?? [];
      assert.equal(seen[0]?.clientState, clientState);
      assert.deepEqual(await bench.subscriptions.all(), seen);
    };
    start({ onChanged: async () => void told.push(await bench.subscriptions.all()) });
    await settled();
    assert.ok(seen[0] && isPendingSubscription(seen[0].subscriptionId));
    assert.deepEqual(told.at(-1), [await live()]);
  });

  it("renews at half life, not before", async () => {
    const { subscription } = await activeOne({ checkEveryMs: HOUR_MS });
    await advance(SUBSCRIPTION_LIFE_MS / 2 - HOUR_MS);
    assert.ok(!bench.graph.calls.includes("renew"));
    await advance(HOUR_MS);
    assert.equal(bench.graph.calls.filter((call) => call === "renew").length, 1);
    const renewed = await live();
    assert.equal(renewed.subscriptionId, subscription.subscriptionId);
    assert.equal(renewed.clientState, subscription.clientState);
    assert.equal(renewed.expiresAt.getTime(), bench.clock.now().getTime() + SUBSCRIPTION_LIFE_MS);
  });

  it("keeps the subscription for weeks", async () => {
    const { subscription } = await activeOne({ checkEveryMs: 6 * HOUR_MS });
    await advance(21 * 24 * HOUR_MS);
    assert.equal((await live()).subscriptionId, subscription.subscriptionId);
    assert.deepEqual(bench.gaps, []);
  });

  it("goes on with what is stored after a restart, and renews it in case a request was lost", async () => {
    const { subscription } = await activeOne();
    await stopAll();
    await bench.clock.advance(HOUR_MS);
    start();
    await settled();
    assert.deepEqual(bench.graph.calls, ["renew"]);
    assert.equal((await live()).subscriptionId, subscription.subscriptionId);
  });

  it("takes back what its last check says of Graph's expiry", async () => {
    const { keeper } = await activeOne();
    assert.ok(bench.graph.held);
    bench.graph.held.expires = new Date(bench.clock.now().getTime() + 40 * HOUR_MS);
    await advance(10 * MINUTE_MS);
    assert.deepEqual(keeper.status().expiresAt, bench.graph.held.expires);
  });

  it("reauthorizes when asked to, at most once in ten minutes", async () => {
    const { keeper, subscription } = await activeOne();
    const ask = (): void =>
      keeper.onLifecycle({
        lifecycleEvent: "reauthorizationRequired",
        subscriptionId: subscription.subscriptionId,
        at: bench.clock.now(),
      });
    await advance(HOUR_MS);
    bench.graph.calls.length = 0;
    for (let times = 0; times < 5; times++) ask();
    await turnUntil(() => bench.graph.calls.includes("reauthorize"));
    await settled();
    ask();
    await turnUntil(() => bench.graph.calls.at(-1) === "get");
    await settled();
    assert.equal(bench.graph.calls.filter((call) => call === "reauthorize").length, 1);
    await advance(10 * MINUTE_MS);
    ask();
    await turnUntil(() => bench.graph.calls.filter((call) => call === "reauthorize").length === 2);
    await settled();
    assert.ok((await live()).lastReauthorizedAt);
  });

  it("remembers in the bench.store that it was asked to reauthorize, so that a crash does not lose it", async () => {
    const { keeper, subscription } = await activeOne();
    await advance(HOUR_MS);
    bench.graph.failNext(
      ...Array.from({ length: 3 }, () => new GraphError("graph_unavailable", "", { retryable: true })),
    );
    const { subscriptionId } = subscription;
    const askedAt = bench.clock.now();
    keeper.onLifecycle({ lifecycleEvent: "reauthorizationRequired", subscriptionId, at: askedAt });
    await turnUntil(() => keeper.status().lastError !== null);
    await settled();
    assert.deepEqual((await live()).reauthorizationAskedAt, askedAt);
    assert.equal(keeper.status().state, "active");
    await stopAll();
    start();
    await settled();
    await advance(MINUTE_MS);
    assert.equal(bench.graph.calls.at(-1), "renew");
    assert.equal((await live()).reauthorizationAskedAt, null);
  });

  it("reauthorizes later what Graph asks for within ten minutes of the last one, and forgets nothing", async () => {
    const { keeper, subscription } = await activeOne();
    const { subscriptionId } = subscription;
    await advance(3 * MINUTE_MS);
    bench.graph.calls.length = 0;
    keeper.onLifecycle({ lifecycleEvent: "reauthorizationRequired", subscriptionId, at: bench.clock.now() });
    await turnUntil(() => bench.graph.calls.includes("get"));
    await settled();
    await advance(6 * MINUTE_MS);
    assert.ok(!bench.graph.calls.includes("reauthorize"));
    await advance(2 * MINUTE_MS);
    assert.equal(bench.graph.calls.filter((call) => call === "reauthorize").length, 1);
    assert.equal((await live()).reauthorizationAskedAt, null);
  });

  it("ignores lifecycle notifications of others, and keeps a flood small", async () => {
    const { keeper } = await activeOne();
    for (let times = 0; times < 10_000; times++) {
      keeper.onLifecycle({
        lifecycleEvent: "reauthorizationRequired",
        subscriptionId: `old-${times}`,
        at: bench.clock.now(),
      });
    }
    await advance(HOUR_MS);
    assert.ok(!bench.graph.calls.includes("reauthorize"));
  });

  it("creates anew what was removed, lists the gap, and still knows the old secret", async () => {
    const { keeper, subscription } = await activeOne();
    await advance(3 * HOUR_MS);
    const lastConfirmed = keeper.status().checkedAt;
    await bench.clock.advance(MINUTE_MS);
    bench.graph.held = null;
    const { subscriptionId } = subscription;
    keeper.onLifecycle({ lifecycleEvent: "subscriptionRemoved", subscriptionId, at: bench.clock.now() });
    await turnUntil(() => bench.gaps.length === 1);
    await settled();
    assert.deepEqual(bench.gaps, [{ start: lastConfirmed, end: bench.clock.now() }]);
    const all = await bench.subscriptions.all();
    assert.deepEqual(
      all.map((one) => [one.clientState, one.retiredAt !== null]),
      [
        [subscription.clientState, true],
        [bench.graph.held && (await live()).clientState, false],
      ],
    );
    assert.notEqual(all[1]?.clientState, subscription.clientState);
  });

  it("says that Graph does not notify while what was removed cannot be made anew", async () => {
    const { keeper } = await activeOne();
    await advance(HOUR_MS);
    bench.graph.held = null;
    const refusal = (): GraphError => new GraphError("subscription_validation_failed", "", { retryable: true });
    bench.graph.failNext(new GraphError("subscription_not_found", ""), refusal(), refusal(), refusal());
    for (let tenSeconds = 0; tenSeconds < 60 && keeper.status().state === "active"; tenSeconds += 1) {
      await advance(10_000);
    }
    assert.equal(keeper.status().state, "failing");
    assert.equal(keeper.status().lastError?.code, "subscription_validation_failed");
    await advance(2 * MINUTE_MS);
    assert.equal(keeper.status().state, "active");
  });

  it("creates anew what ran out while nobody was there", async () => {
    const { subscription } = await activeOne();
    await stopAll();
    await bench.clock.advance(100 * HOUR_MS);
    bench.graph.held = null;
    start();
    await settled();
    assert.deepEqual(bench.gaps, [{ start: subscription.lastReauthorizedAt, end: bench.clock.now() }]);
    // Long over, it is forgotten.
    assert.deepEqual(
      (await bench.subscriptions.all()).map(({ subscriptionId }) => subscriptionId),
      [(await live()).subscriptionId],
    );
  });

  it("lists a day's calls when Graph says that notifications were missed", async () => {
    const { keeper, subscription } = await activeOne();
    const at = bench.clock.now();
    keeper.onLifecycle({ lifecycleEvent: "missed", subscriptionId: subscription.subscriptionId, at });
    await turnUntil(() => bench.gaps.length === 1);
    assert.deepEqual(bench.gaps, [{ start: new Date(at.getTime() - 24 * HOUR_MS), end: at }]);
    await settled();
  });

  it("moves to another URL", async () => {
    const { subscription } = await activeOne();
    await stopAll();
    start({ notificationUrl: OTHER_URL });
    await settled();
    assert.equal(bench.graph.held?.notificationUrl, OTHER_URL);
    assert.equal((await live()).notificationUrl, OTHER_URL);
    const old = (await bench.subscriptions.all()).find((one) => one.subscriptionId === subscription.subscriptionId);
    assert.equal(old?.clientState, subscription.clientState);
    assert.ok(old?.retiredAt);
    assert.equal(bench.gaps.length, 1);
  });

  describe("finds one at Graph that it does not know", () => {
    it("from a create whose answer was lost, and uses the same secret again", async () => {
      bench.graph.losesAnswer = true;
      const keeper = start();
      await settled();
      const lost = bench.graph.held;
      assert.ok(lost);
      assert.deepEqual(keeper.status().lastError?.code, "graph_timeout");
      assert.equal(keeper.status().state, "failing");
      bench.graph.losesAnswer = false;
      await advance(10_000);
      assert.equal(keeper.status().state, "active");
      assert.notEqual(bench.graph.held?.subscriptionId, lost.subscriptionId);
      assert.equal(bench.graph.held?.clientState, lost.clientState);
      // Late notifications of the lost one are accepted.
      const retired = (await bench.subscriptions.all()).find((one) => one.subscriptionId === lost.subscriptionId);
      assert.equal(retired?.clientState, lost.clientState);
      assert.equal((await bench.subscriptions.all()).length, 2);
    });

    it("from an earlier installation at the same URL", async () => {
      const strange = bench.graph.hold(URL);
      start();
      await settled();
      assert.notEqual(bench.graph.held?.subscriptionId, strange);
      assert.equal((await live()).clientState, bench.graph.held?.clientState);
    });

    it("at another URL: takes it over once, and does not fight for it", async () => {
      bench.graph.hold(OTHER_URL);
      const keeper = start();
      await settled();
      assert.equal(bench.graph.held?.notificationUrl, URL);
      bench.graph.hold(OTHER_URL);
      await advance(10 * MINUTE_MS);
      assert.equal(bench.graph.held?.notificationUrl, OTHER_URL);
      assert.equal(keeper.status().lastError?.code, "subscription_held_elsewhere");
      bench.graph.held = null;
      await advance(10 * MINUTE_MS);
      assert.equal(keeper.status().state, "active");
      assert.equal(keeper.status().lastError, null);
    });

    it("of our own, when Graph only seemed to have lost it: goes on with it", async () => {
      const { subscription } = await activeOne();
      bench.graph.failNext(new GraphError("subscription_not_found", "", { status: 404 }));
      await advance(10 * MINUTE_MS);
      assert.deepEqual(bench.graph.calls, ["get", "create", "renew"]);
      const kept = await live();
      assert.equal(kept.subscriptionId, subscription.subscriptionId);
      assert.equal(kept.clientState, subscription.clientState);
    });
  });

  describe("when Graph does not answer", () => {
    it("tries again with growing waits, and as long as Graph asks", async () => {
      const down = new GraphError("graph_unreachable", "", { retryable: true });
      const throttled = new GraphError("graph_throttled", "", { retryable: true, retryAfterMs: 90_000 });
      bench.graph.failNext(down, down, down, throttled);
      const keeper = start();
      await settled();
      const waits: number[] = [];
      while (keeper.status().state !== "active") {
        assert.equal(keeper.status().state, "failing");
        const waitMs = (bench.clock.nextDue?.getTime() ?? 0) - bench.clock.now().getTime();
        waits.push(waitMs);
        await bench.clock.advance(waitMs);
        await settled();
      }
      assert.deepEqual(waits, [5_000, 10_000, 20_000, 90_000]);
    });

    it("says what is wrong when the quota is used up, and recovers", async () => {
      bench.graph.failNext(new GraphError("subscription_quota", "", { status: 403 }));
      const keeper = start();
      await settled();
      assert.equal(keeper.status().state, "failing");
      assert.equal(keeper.status().lastError?.code, "subscription_quota");
      await advance(MINUTE_MS);
      assert.equal(keeper.status().state, "active");
    });
  });

  describe("several instances", () => {
    it("share one subscription", async () => {
      const both = [start(), start()];
      await advance(MINUTE_MS);
      assert.equal(bench.graph.calls.filter((call) => call === "create").length, 1);
      const { subscriptionId } = await live();
      assert.deepEqual(
        both.map((keeper) => keeper.status().subscriptionId),
        [subscriptionId, subscriptionId],
      );
    });

    it("take over from one that died during its pass", async () => {
      await bench.store.leases.acquire("subscriptionKeeper", "dead", bench.clock.now(), 2 * MINUTE_MS);
      const keeper = start();
      await settled();
      assert.equal(keeper.status().state, "starting");
      for (let times = 0; times < 10; times++) await advance(15_000);
      assert.equal(keeper.status().state, "active");
    });
  });

  it("stops while Graph holds its answer back", async () => {
    bench.graph.duringCreate = () => new Promise(() => undefined);
    const keeper = start();
    await turnUntil(() => bench.graph.calls.includes("create"));
    await keeper.stop();
    assert.equal(keeper.status().state, "stopped");
  });
});
