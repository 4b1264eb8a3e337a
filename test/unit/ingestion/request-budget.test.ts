import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { SHARED_LIMITS, WINDOW_MS, type RequestLimit } from "../../../src/graph/graph-limits.ts";
import { createRateLimiter } from "../../../src/graph/rate-limit.ts";
import { createRequestBudget, type RequestBudget } from "../../../src/ingestion/request-budget.ts";
import { createLog } from "../../../src/log.ts";
import type { RequestShares, RequestShareTable } from "../../../src/store/request-shares.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

const [LIST, READ] = SHARED_LIMITS as [RequestLimit, RequestLimit];
const SECOND_MS = 1_000;

describe("request budget of several instances", () => {
  let clock: DrivenClock;
  let startMs: number;
  let table: RequestShareTable;
  let isStoreAway: boolean;
  let sent: { owner: string; key: string; at: number }[];
  let running: Instance[];
  let killed: Set<string>;

  type Instance = { owner: string; budget: RequestBudget; end: AbortController };

  beforeEach(() => {
    clock = new DrivenClock();
    startMs = clock.now().getTime();
    table = { revision: 0, shares: [] };
    isStoreAway = false;
    sent = [];
    running = [];
    killed = new Set();
  });
  afterEach(async () => {
    for (const { end, budget } of running) {
      end.abort();
      await clock.run(budget.stop());
    }
    await clock.advance(SECOND_MS);
    assert.equal(clock.sleeping, 0, "nothing sleeps after stop");
  });

  /** A store in which each step takes a moment, so that instances come in between. */
  const shares = (isDead: () => boolean): RequestShares => ({
    async read() {
      await clock.sleep(3);
      if (isStoreAway) throw new Error("the store is away");
      return structuredClone(table);
    },
    async write({ revision, shares }) {
      await clock.sleep(3);
      if (isStoreAway) throw new Error("the store is away");
      if (isDead() || revision !== table.revision) return false;
      table = { revision: revision + 1, shares: structuredClone(shares) };
      return true;
    },
  });

  /** An instance with so many who send one request after the other under a limit, each answered after `answerMs`. */
  async function start(owner: string, senders: number, limit = READ, answerMs = 300): Promise<Instance> {
    const limiter = createRateLimiter({ clock });
    const end = new AbortController();
    setMaxListeners(senders + 1, end.signal);
    const requestShares = shares(() => killed.has(owner));
    const budget = createRequestBudget({ requestShares, limiter, owner, clock, log: createLog("silent") });
    await clock.run(budget.start());
    for (let sender = 0; sender < senders; sender++) {
      void (async () => {
        while (!end.signal.aborted) {
          const release = await limiter.acquire([limit], "reading", end.signal);
          await clock.sleep(answerMs / 2);
          sent.push({ owner, key: limit.key, at: clock.now().getTime() });
          await clock.sleep(answerMs / 2);
          release();
        }
      })().catch(() => undefined);
    }
    const instance = { owner, budget, end };
    running.push(instance);
    return instance;
  }

  /** Vanishes: sends nothing more, and gives nothing back. */
  function kill(instance: Instance): void {
    killed.add(instance.owner);
    instance.end.abort();
  }

  const inWindow = (endMs: number, { key }: RequestLimit, owner?: string): number =>
    sent.filter(
      (one) =>
        one.key === key &&
        (owner === undefined || one.owner === owner) &&
        one.at > endMs - WINDOW_MS &&
        one.at <= endMs,
    ).length;

  function assertNeverAbove(limit: RequestLimit): void {
    const mine = sent.filter(({ key }) => key === limit.key).map(({ at }) => at);
    for (const [index, at] of mine.entries()) {
      const first = mine[index - limit.requests];
      assert.ok(first === undefined || at - first >= WINDOW_MS, `more than the limit at ${at - startMs} ms`);
    }
  }

  /** All of them together have sent at least so many in the window that ends at that second. */
  function assertUse(second: number, least: number): void {
    const used = inWindow(secondsOn(second), READ);
    assert.ok(used >= least, `${used} of ${least} at ${second} s`);
  }

  const secondsOn = (seconds: number): number => startMs + seconds * SECOND_MS;
  const passUntil = (seconds: number): Promise<void> => clock.advance(secondsOn(seconds) - clock.now().getTime());

  it("gives everything to one alone", async () => {
    await start("one", 64);
    await passUntil(60);
    for (const second of [20, 40, 60]) assertUse(second, 1425);
    for (const second of [25, 35, 45]) assertUse(second, 1350);
    assertNeverAbove(READ);
  }).timeout(20_000);

  it("divides it among two and three, never more than the limit together, and gives back what one had", async () => {
    await start("one", 64);
    await passUntil(25);
    const two = await start("two", 64);
    await passUntil(70);
    for (const second of [30, 35, 40, 45, 50, 55, 60]) assertUse(second, 1300);
    assertUse(70, 1350);
    assert.ok(inWindow(secondsOn(70), READ, "two") >= 600);
    await start("three", 64);
    await passUntil(120);
    for (const second of [80, 90, 100, 110]) assertUse(second, 1300);
    for (const owner of ["one", "two", "three"]) assert.ok(inWindow(secondsOn(120), READ, owner) >= 400, owner);
    assert.ok(inWindow(secondsOn(120), READ) >= 1200);
    kill(two);
    await passUntil(200);
    assert.ok(inWindow(secondsOn(200), READ) >= 1350, "its share is taken");
    assert.equal(inWindow(secondsOn(200), READ, "two"), 0);
    assertNeverAbove(READ);
  }).timeout(60_000);

  it("divides a limit whose requests go as they come, too", async () => {
    await start("one", 4, LIST);
    await passUntil(30);
    await start("two", 4, LIST);
    await passUntil(80);
    for (const owner of ["one", "two"]) assert.ok(inWindow(secondsOn(80), LIST, owner) >= 15, owner);
    assertNeverAbove(LIST);
  }).timeout(20_000);

  it("leaves nearly everything to the only one who lists", async () => {
    await start("one", 4, LIST);
    await start("two", 64, READ);
    await passUntil(60);
    assert.ok(inWindow(secondsOn(60), LIST, "one") >= 34);
    assert.ok(inWindow(secondsOn(60), READ, "two") >= 1300);
    assertNeverAbove(LIST);
    assertNeverAbove(READ);
  }).timeout(20_000);

  it("takes a share at once that another gave back", async () => {
    const one = await start("one", 64);
    await start("two", 64);
    await passUntil(40);
    one.end.abort();
    await clock.run(one.budget.stop());
    running = running.filter((instance) => instance !== one);
    await passUntil(90);
    assert.ok(inWindow(secondsOn(90), READ, "two") >= 1350);
    assertNeverAbove(READ);
  }).timeout(20_000);

  it("sends nothing more soon after the store went away, and goes on once it is back", async () => {
    await start("one", 8);
    await passUntil(10);
    isStoreAway = true;
    await passUntil(60);
    assert.equal(inWindow(secondsOn(60), READ), 0);
    isStoreAway = false;
    await passUntil(90);
    assert.ok(inWindow(secondsOn(90), READ) > 0);
    assertNeverAbove(READ);
  }).timeout(20_000);
});
