import assert from "node:assert/strict";
import fc from "fast-check";
import { CALL_RECORDS, limitsOfRequest, type RequestLimit } from "../../../src/graph/graph-limits.ts";
import { createRateLimiter, type RateLimiter, type RequestPriority } from "../../../src/graph/rate-limit.ts";
import type { Part } from "../../../src/graph/sliding-window.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

const WIDE: RequestLimit = { key: "callRecords", requests: 20 };
const record = (id: string): RequestLimit => ({ key: `callRecord:${id}`, requests: 10 });

/** A limiter whom so many ask for a call record at once, and how many milliseconds later each was let go. */
function askPaced(requests: number, part?: Part): { clock: DrivenClock; limiter: RateLimiter; startedAt: number[] } {
  const clock = new DrivenClock();
  const limiter = createRateLimiter({ clock });
  const startMs = clock.now().getTime();
  const startedAt: number[] = [];
  if (part) limiter.allot(CALL_RECORDS, part, new Date(startMs + 600_000));
  for (let i = 0; i < requests; i++) {
    void limiter.acquire([CALL_RECORDS], "reading").then((release) => {
      startedAt.push(clock.now().getTime() - startMs);
      release();
    });
  }
  return { clock, limiter, startedAt };
}

describe("createRateLimiter", () => {
  it("tells what may still go out, by its own part and while it is held back", async () => {
    const clock = new DrivenClock();
    const limiter = createRateLimiter({ clock });
    for (let i = 0; i < 4; i++) void limiter.acquire([WIDE], "reading").then((release) => release());
    await clock.advance(0);
    assert.deepEqual(limiter.budget(WIDE), { remaining: 15, most: 19 });
    limiter.allot(WIDE, { most: 6, pace: 6 }, new Date(clock.now().getTime() + 60_000));
    assert.deepEqual(limiter.budget(WIDE), { remaining: 2, most: 6 });
    limiter.pause([WIDE], 30_000);
    assert.deepEqual(limiter.budget(WIDE), { remaining: 0, most: 6 });
    await clock.advance(30_000);
    assert.deepEqual(limiter.budget(WIDE), { remaining: 6, most: 6 });
  });

  it("tells how much room there is under a limit, less what waits for nothing else", async () => {
    const clock = new DrivenClock();
    const limiter = createRateLimiter({ clock });
    const ask = (limits: RequestLimit[]): void => void limiter.acquire(limits, "reading").then((release) => release());
    for (let i = 0; i < 11; i++) ask([record("meeting"), WIDE]);
    await clock.advance(0);
    assert.equal(limiter.room(WIDE), 19 - 9, "what waits for the limit of its own record takes no room");
    for (let i = 0; i < 13; i++) ask([record(`call-${i}`), WIDE]);
    await clock.advance(0);
    assert.equal(limiter.waiting, 5);
    assert.equal(limiter.room(WIDE), -3);
    await clock.advance(20_000);
    assert.equal(limiter.room(WIDE), 19 - 5);
  });

  it("lets a window's worth go at once and the rest as the window moves on", async () => {
    const clock = new DrivenClock();
    const limiter = createRateLimiter({ clock });
    let started = 0;
    for (let i = 0; i < 45; i++) {
      void limiter.acquire([WIDE], "reading").then((release) => {
        started++;
        release();
      });
    }
    await clock.advance(0);
    assert.equal(started, 19, "99 % of 20, whole ones");
    await clock.advance(19_999);
    assert.equal(started, 19);
    await clock.advance(1);
    assert.equal(started, 38);
    await clock.advance(20_000);
    assert.equal(started, 45);
    assert.equal(limiter.waiting, 0);
    assert.equal(clock.sleeping, 0, "no timer is left behind");
  });

  it("counts a request until its window has passed after the answer", async () => {
    const clock = new DrivenClock();
    const limiter = createRateLimiter({ clock, share: 1 });
    const limit = { key: "slow", requests: 1 };
    const release = await limiter.acquire([limit], "reading");
    const second = limiter.acquire([limit], "reading");
    let isStarted = false;
    void second.then(() => (isStarted = true));
    await clock.advance(60_000);
    assert.equal(isStarted, false, "the server may see the first one only now");
    release();
    await clock.advance(19_999);
    assert.equal(isStarted, false);
    await clock.advance(1);
    assert.equal(isStarted, true);
  });

  it("does not let one record's full limit hold up another's, and lists before it reads", async () => {
    const clock = new DrivenClock();
    const limiter = createRateLimiter({ clock });
    const order: string[] = [];
    const ask = (name: string, limits: RequestLimit[], priority: RequestPriority = "reading"): void => {
      void limiter.acquire(limits, priority).then((release) => {
        order.push(name);
        release();
      });
    };
    for (let i = 0; i < 12; i++) ask("big", [record("big"), WIDE]);
    await clock.advance(0);
    assert.equal(order.length, 9, "99 % of 10");
    for (let i = 0; i < 20; i++) ask("other", [record(`other ${i}`), WIDE]);
    await clock.advance(0);
    assert.equal(order.length, 19);
    ask("list", [{ key: "callRecordList", requests: 4 }, WIDE], "listing");
    await clock.advance(20_000);
    assert.equal(order[19], "list");
    await clock.advance(60_000);
    assert.equal(order.length, 33);
  });

  for (const limit of [CALL_RECORDS, { ...CALL_RECORDS, isPaced: false }]) {
    const whose = limit.isPaced ? "a paced limit" : "a limit";
    it(`uses nine tenths of ${whose} that others wait for, though every answer takes 800 ms`, async () => {
      const clock = new DrivenClock();
      const limiter = createRateLimiter({ clock });
      const sentAt: number[] = [];
      const worker = async (): Promise<void> => {
        while (clock.now().getTime() < startMs + 90_000) {
          const release = await limiter.acquire([limit], "reading");
          sentAt.push(clock.now().getTime());
          await clock.sleep(800);
          release();
        }
      };
      const startMs = clock.now().getTime();
      await clock.run(Promise.all(Array.from({ length: 64 }, worker)));
      for (let second = 20; second <= 80; second++) {
        const to = startMs + second * 1000;
        const inWindow = sentAt.filter((at) => at > to - 20_000 && at <= to).length;
        assert.ok(inWindow >= 1350 && inWindow <= 1500, `${inWindow} at ${second} s`);
      }
    }).timeout(20_000);
  }

  it("lets a tenth of a paced limit go at once, and the rest at even distances", async () => {
    const { clock, limiter, startedAt } = askPaced(6_000);
    await clock.advance(0);
    assert.equal(startedAt.length, 148, "a tenth of 1,485");
    assert.equal(limiter.room(CALL_RECORDS), 148 - 6_000);
    await clock.advance(100_000);
    assert.equal(startedAt.length, 6_000);
    const until = (ms: number): number => startedAt.filter((at) => at < ms).length;
    assert.deepEqual([20_000, 40_000, 60_000].map(until), [1_485, 2 * 1_485, 3 * 1_485]);
    const waits = startedAt.map((at, index) => at - (startedAt[index - 1] ?? 0));
    const standstill = Math.max(...waits.slice(0, until(20_001)));
    assert.ok(standstill > 1_500 && standstill < 2_500, `once, until the first tenth is forgotten: ${standstill} ms`);
    assert.ok(Math.max(...waits.slice(until(20_001))) < 500, "never again");
  });

  it("lets go at once what a part under a paced limit grows by, and paces a part that shrinks", async () => {
    const { clock, limiter, startedAt } = askPaced(6_000, { most: 100, pace: 100 });
    const started = (): number => startedAt.length;
    const until = new Date(clock.now().getTime() + 600_000);
    await clock.advance(19_000);
    assert.equal(started(), 100);
    limiter.allot(CALL_RECORDS, { most: 250, pace: 250 }, until);
    await clock.advance(100);
    assert.equal(started(), 249, "148, and what a tenth of a second brings");
    const before = started();
    limiter.allot(CALL_RECORDS, { most: 250, pace: 20 }, until);
    await clock.advance(20_000);
    const gone = started() - before;
    assert.equal(gone, 20);
    limiter.allot(CALL_RECORDS, { most: 250, pace: 0 }, until);
    await clock.advance(60_000);
    assert.ok(started() <= before + gone + 1, "nothing without a pace");
    assert.equal(clock.sleeping, 0, "nor a timer");
  });

  it("lets as many go as it is allotted, for as long, and tells how it stands", async () => {
    const clock = new DrivenClock();
    const limiter = createRateLimiter({ clock });
    const inMs = (ms: number): Date => new Date(clock.now().getTime() + ms);
    let started = 0;
    limiter.allot(WIDE, { most: 0, pace: 0 }, inMs(60_000));
    for (let i = 0; i < 10; i++) {
      void limiter.acquire([WIDE], "reading").then((release) => {
        started++;
        release();
      });
    }
    await clock.advance(0);
    assert.deepEqual([started, limiter.use(WIDE)], [0, { most: 19, counted: 0, isShort: true }]);
    limiter.allot(WIDE, { most: 3, pace: 3 }, inMs(25_000));
    await clock.advance(0);
    assert.deepEqual([started, limiter.use(WIDE)], [3, { most: 19, counted: 3, isShort: true }]);
    await clock.advance(20_000);
    assert.equal(started, 6);
    await clock.advance(60_000);
    assert.equal(started, 6, "no longer");
    limiter.allot(WIDE, { most: 10, pace: 10 }, inMs(60_000));
    await clock.advance(0);
    assert.equal(started, 10);
    limiter.use(WIDE);
    assert.equal(limiter.use(WIDE).isShort, false);
  });

  it("forgets whoever aborts, and refuses whoever has aborted", async () => {
    const clock = new DrivenClock();
    const limiter = createRateLimiter({ clock, share: 1 });
    const limit = { key: "one", requests: 1 };
    (await limiter.acquire([limit], "reading"))();
    const abort = new AbortController();
    const waiting = limiter.acquire([limit], "reading", abort.signal);
    abort.abort();
    await assert.rejects(waiting, { code: "graph_aborted" });
    await assert.rejects(limiter.acquire([limit], "reading", abort.signal), { code: "graph_aborted" });
    assert.equal(limiter.waiting, 0);
    assert.equal(clock.sleeping, 0);
  });

  it("holds back a paused record, and everything once two records are paused", async () => {
    const clock = new DrivenClock();
    const limiter = createRateLimiter({ clock });
    const started = new Set<string>();
    const ask = (name: string): void => {
      void limiter.acquire([record(name), WIDE], "reading").then((release) => {
        started.add(name);
        release();
      });
    };
    limiter.pause([record("a"), WIDE], 10_000);
    ask("a");
    ask("b");
    await clock.advance(0);
    assert.deepEqual([...started], ["b"]);
    limiter.pause([record("b"), WIDE], 30_000);
    ask("c");
    await clock.advance(29_999);
    assert.deepEqual([...started], ["b"], "also a waits: its wide limit is paused");
    await clock.advance(1);
    assert.deepEqual([...started].sort(), ["a", "b", "c"]);
  });

  it("never puts more into any window of the server than the limit, whatever the delays", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ afterMs: fc.nat(3000), thereMs: fc.nat(4000), backMs: fc.nat(4000), record: fc.nat(2) }), {
          minLength: 30,
          maxLength: 60,
        }),
        async (requests) => {
          const clock = new DrivenClock();
          const limiter = createRateLimiter({ clock, share: 1 });
          const seen: { at: number; record: number }[] = [];
          const work = requests.map(async ({ afterMs, thereMs, backMs, record: id }) => {
            await clock.sleep(afterMs);
            const release = await limiter.acquire([record(String(id)), WIDE], id === 0 ? "listing" : "reading");
            await clock.sleep(thereMs);
            seen.push({ at: clock.now().getTime(), record: id });
            await clock.sleep(backMs);
            release();
          });
          await clock.run(Promise.all(work));
          for (const { at, record: id } of seen) {
            const window = seen.filter((other) => other.at > at - 20_000 && other.at <= at);
            assert.ok(window.length <= 20);
            assert.ok(window.filter((other) => other.record === id).length <= 10);
          }
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe("limitsOfRequest", () => {
  const cases: [string, string, [string, number][]][] = [
    [
      "GET",
      "/v1.0/communications/callRecords",
      [
        ["callRecordList", 40],
        ["callRecords", 1500],
      ],
    ],
    [
      "GET",
      "/communications/callRecords/AB",
      [
        ["callRecord:ab", 40],
        ["callRecords", 1500],
      ],
    ],
    [
      "GET",
      "/v1.0/communications/callRecords/ab/sessions",
      [
        ["callRecord:ab", 40],
        ["callRecords", 1500],
      ],
    ],
    ["POST", "/subscriptions", [["subscriptionWrites", 500]]],
    ["PATCH", "/subscriptions/s1", [["subscriptionWrites", 500]]],
    ["POST", "/v1.0/subscriptions/s1/reauthorize", [["subscriptionReauthorizations", 1000]]],
    ["GET", "/subscriptions/s1", [["subscriptionReads", 500]]],
    ["GET", "/subscriptions", [["subscriptionList", 25]]],
    ["GET", "/users", []],
  ];
  for (const [method, path, limits] of cases) {
    it(`knows those of ${method} ${path}`, () => {
      assert.deepEqual(
        limitsOfRequest(method, path).map(({ key, requests }) => [key, requests]),
        limits,
      );
    });
  }
});
