import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  createSubscriptionKeeper,
  type SubscriptionKeeper,
  type SubscriptionKeeperOptions,
} from "../../src/ingestion/subscription-keeper.ts";
import { createLog } from "../../src/log.ts";
import type { StoredSubscription, Subscriptions } from "../../src/store/store.ts";
import { DrivenClock } from "./driven-clock.ts";
import { SubscriptionsAtGraph } from "./subscriptions-at-graph.ts";
import { EMBEDDED_ENGINE, openTestDatabase, type TestDatabase } from "./test-store.ts";
import { turnUntil } from "./turn-until.ts";
import { WatchedLeases } from "./watched-leases.ts";

export const KEEPER_URL = "https://hooks.example.org/api/graph/notifications";

export type KeeperBench = {
  clock: DrivenClock;
  store: ReturnType<TestDatabase["storeFor"]>;
  subscriptions: Subscriptions;
  graph: SubscriptionsAtGraph;
  gaps: { start: Date; end: Date }[];
  start: (over?: Partial<SubscriptionKeeperOptions>) => SubscriptionKeeper;
  /** Until every keeper has done what it had to and sleeps. */
  settled: () => Promise<void>;
  advance: (ms: number) => Promise<void>;
  stopAll: () => Promise<void>;
  /** The one that is not retired. */
  live: () => Promise<StoredSubscription>;
  activeOne: (
    over?: Partial<SubscriptionKeeperOptions>,
  ) => Promise<{ keeper: SubscriptionKeeper; subscription: StoredSubscription }>;
};

/** Subscription keepers on a store, before a Graph and on a clock of their own, anew for each test of the suite around. */
export function useKeepers(): KeeperBench {
  let db: TestDatabase;
  let keepers: SubscriptionKeeper[] = [];
  let leases: WatchedLeases;
  const clock = new DrivenClock();
  const bench = { clock, graph: new SubscriptionsAtGraph(), gaps: [] as { start: Date; end: Date }[] } as KeeperBench;

  before(async () => {
    db = await openTestDatabase(EMBEDDED_ENGINE);
  });
  after(() => db.close());
  beforeEach(() => {
    bench.clock = new DrivenClock();
    bench.store = db.storeFor({ clock: bench.clock });
    bench.subscriptions = bench.store.subscriptions;
    bench.graph = new SubscriptionsAtGraph();
    bench.gaps = [];
    leases = new WatchedLeases(bench.store.leases);
    keepers = [];
  });
  afterEach(async () => {
    await Promise.all(keepers.map((keeper) => keeper.stop()));
    assert.equal(bench.clock.sleeping, 0, "nothing sleeps after stop");
  });

  bench.start = (over = {}) => {
    const keeper = createSubscriptionKeeper({
      api: bench.graph,
      subscriptions: bench.subscriptions,
      leases,
      owner: randomUUID(),
      notificationUrl: KEEPER_URL,
      lifecycleNotificationUrl: KEEPER_URL.replace("notifications", "lifecycle"),
      onChanged: () => Promise.resolve(),
      onGap: (gap) => bench.gaps.push(gap),
      clock: bench.clock,
      random: () => 0,
      log: createLog("silent"),
      ...over,
    });
    keepers.push(keeper);
    keeper.start();
    return keeper;
  };

  bench.settled = () => turnUntil(() => leases.holders.size === 0 && bench.clock.sleeping === keepers.length);

  // From sleeper to sleeper: what a pass asks of the store takes turns of the event loop, not time of the clock.
  bench.advance = async (ms) => {
    await bench.settled();
    const end = bench.clock.now().getTime() + ms;
    while (bench.clock.now().getTime() < end) {
      const next = bench.clock.nextDue?.getTime() ?? end;
      await bench.clock.advance(Math.min(next, end) - bench.clock.now().getTime());
      await bench.settled();
    }
  };

  bench.stopAll = async () => {
    await Promise.all(keepers.map((keeper) => keeper.stop()));
    keepers = [];
  };

  bench.live = async () => {
    const all = (await bench.subscriptions.all()).filter(({ retiredAt }) => retiredAt === null);
    assert.equal(all.length, 1);
    assert.ok(all[0]);
    return all[0];
  };

  bench.activeOne = async (over = {}) => {
    const keeper = bench.start(over);
    await bench.settled();
    bench.graph.calls.length = 0;
    return { keeper, subscription: await bench.live() };
  };

  return bench;
}
