import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { GraphError } from "../../../src/graph/graph-error.ts";
import { requestedPass, type Window } from "../../../src/ingestion/reconcile-plan.ts";
import type { ListedCall } from "../../../src/ingestion/reconcile-window.ts";
import { createReconciler, type Reconciler, type ReconcilerOptions } from "../../../src/ingestion/reconciler.ts";
import { createLog } from "../../../src/log.ts";
import type { IngestJob, ListingPass } from "../../../src/store/store.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { Listing } from "../../support/listing.ts";
import { EMBEDDED_ENGINE, openTestDatabase, type TestDatabase } from "../../support/test-store.ts";
import { turnUntil } from "../../support/turn-until.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe("reconciler", () => {
  let db: TestDatabase;
  let clock: DrivenClock;
  let store: ReturnType<TestDatabase["storeFor"]>;
  let listing: Listing;
  let held: Map<string, number>;
  let ledger: { window: Window; listed: readonly ListedCall[]; at: Date }[];
  let reconcilers: Reconciler[];

  before(async () => {
    db = await openTestDatabase(EMBEDDED_ENGINE);
  });
  after(() => db.close());
  beforeEach(() => {
    clock = new DrivenClock();
    store = db.storeFor({ clock });
    listing = new Listing(clock);
    held = new Map();
    ledger = [];
    reconcilers = [];
  });
  afterEach(async () => {
    await Promise.all(reconcilers.map((reconciler) => reconciler.stop()));
    assert.equal(clock.sleeping, 0, "nothing sleeps after stop");
  });

  function create(over: Partial<ReconcilerOptions> = {}): Reconciler {
    const reconciler = createReconciler({
      list: listing.list,
      versions: (callIds) => Promise.resolve(new Map([...held].filter(([callId]) => callIds.includes(callId)))),
      enqueueListed: (request) => store.ingestJobs.enqueueListed(request),
      onListed: (window, listed, at) => Promise.resolve(void ledger.push({ window, listed, at })),
      progress: store.progress,
      leases: store.leases,
      owner: randomUUID(),
      isRolling: true,
      clock,
      random: () => 0,
      log: createLog("silent"),
      ...over,
    });
    reconcilers.push(reconciler);
    return reconciler;
  }

  function start(over: Partial<ReconcilerOptions> = {}): Reconciler {
    const reconciler = create(over);
    reconciler.start();
    return reconciler;
  }

  async function finished(name: string): Promise<ListingPass> {
    await turnUntil(async () => (await store.progress.pass(name))?.finishedAt instanceof Date);
    const pass = await store.progress.pass(name);
    assert.ok(pass);
    return pass;
  }

  const claimed = async (): Promise<IngestJob[]> =>
    store.ingestJobs.claim({ owner: "worker", limit: 100, now: clock.now(), leaseMs: 60_000 });
  const ids = (jobs: readonly { callId: string }[]): string[] => jobs.map(({ callId }) => callId).sort();
  const request = (days: number): Promise<void> => store.progress.save(requestedPass("one", days, clock.now()));
  const spanDays = ({ start, end }: Window): number => (end.getTime() - start.getTime()) / DAY_MS;

  it("lists the last 30 days at the first start, once, and enqueues what is not held in the listed version", async () => {
    listing.add("held", 1, 3);
    listing.add("missing", 2);
    listing.add("older", 3, 4);
    listing.add("newer", 4, 4);
    listing.add("far", 29 * 24);
    held.set("held", 3).set("older", 3).set("newer", 5);
    start();
    const pass = await finished("month");
    assert.equal(listing.windows.length, 120);
    assert.equal(spanDays(pass), 30);
    assert.deepEqual([pass.source, pass.listed, pass.enqueued], ["backfill", 5, 3]);
    assert.deepEqual(ids(await claimed()), ["far", "missing", "older"]);
    assert.deepEqual(await store.progress.passes(), [pass], "it covers the day and the week");
  });

  it("goes on from its place after a first backfill that was cut short", async () => {
    for (const hours of [1, 100, 700]) listing.add(`call-${hours}`, hours);
    const first = start();
    await turnUntil(() => listing.windows.length === 40);
    await first.stop();
    reconcilers = [];
    const cut = listing.windows.length;
    await clock.advance(3 * 60_000);
    start();
    const pass = await finished("month");
    assert.ok(listing.windows.length - cut <= 120 - cut + 1, "only what was not finished is listed again");
    assert.deepEqual([pass.listed, pass.enqueued], [3, 3]);
    assert.deepEqual(ids(await claimed()), ["call-1", "call-100", "call-700"]);
  });

  it("lists the last day again every hour", async () => {
    const reconciler = start();
    const month = await finished("month");
    const ends = [month.end];
    while (ends.length < 4) {
      // Its work is with the store, which goes on however the clock stands: small steps, each after its work.
      await turnUntil(() => clock.sleeping === 1 && reconciler.status().state !== "running");
      await clock.advance(2 * 60_000);
      const day = await store.progress.pass("day");
      if (day?.finishedAt && day.end > (ends.at(-1) ?? day.end)) ends.push(day.end);
    }
    for (const [index, end] of ends.slice(1).entries()) {
      const hours = (end.getTime() - (ends[index]?.getTime() ?? 0)) / HOUR_MS;
      assert.ok(hours >= 1 && hours < 1.2, `${hours} hours apart`);
    }
    assert.equal(await store.progress.pass("week"), null);
  });

  it("finds a late rating by its version, and reads nothing again that did not change", async () => {
    listing.add("rated late", 5);
    listing.add("as before", 6);
    held.set("rated late", 1).set("as before", 1);
    start();
    await finished("month");
    assert.deepEqual(await claimed(), []);
    const rated = listing.calls[0];
    assert.ok(rated);
    rated.version = 2;
    await clock.advance(HOUR_MS + 10_000);
    await finished("day");
    const jobs = await claimed();
    assert.deepEqual(
      jobs.map(({ callId, source }) => [callId, source]),
      [["rated late", "reconcile"]],
    );
  });

  it("tells the ledger of every window once it is listed wholly", async () => {
    listing.add("a", 1);
    listing.add("b", 2);
    listing.add("c", 3, 7);
    listing.failures.push(new GraphError("graph_unavailable", "", { retryable: true }));
    await request(1);
    const reconciler = start({ isRolling: false });
    await turnUntil(() => reconciler.status().lastError !== null && clock.sleeping === 1);
    assert.equal(ledger.length, 0);
    await clock.advance(10_000);
    await finished("request-one");
    assert.equal(ledger.length, 4);
    assert.deepEqual(
      ledger.flatMap(({ listed }) => listed.map(({ callId, version }) => [callId, version])),
      [
        ["a", 1],
        ["b", 1],
        ["c", 7],
      ],
    );
    assert.deepEqual(ledger[0]?.window, listing.windows[0]);
  });

  it("does only what is asked for when it is not the service", async () => {
    start({ isRolling: false });
    await clock.advance(HOUR_MS);
    assert.deepEqual(listing.windows, []);
    await request(2);
    await clock.advance(5_000);
    const pass = await finished("request-one");
    assert.equal(spanDays(pass), 2);
  });

  it("lists a gap before it goes on with what is less urgent", async () => {
    const reconciler = create();
    listing.before = async () => {
      if (listing.windows.length === 3) await reconciler.fillGap({ start: clock.now(), end: clock.now() });
    };
    reconciler.start();
    await finished("month");
    const isGap = ({ end }: Window): boolean => end.getTime() === clock.now().getTime();
    assert.equal(listing.windows.findLastIndex(isGap), 3, "the fourth window is the gap's newest");
    assert.equal(listing.windows.length, 125);
  });

  it("keeps a gap that cannot be written down until it can", async () => {
    let isAway = true;
    const reconciler = start({
      isRolling: false,
      progress: {
        ...store.progress,
        widen: (pass) => (isAway ? Promise.reject(new Error("away")) : store.progress.widen(pass)),
      },
    });
    const now = clock.now();
    await assert.rejects(reconciler.fillGap({ start: new Date(now.getTime() - HOUR_MS), end: now }));
    isAway = false;
    await turnUntil(() => clock.sleeping === 1);
    await clock.advance(10 * 60_000);
    const pass = await finished("gap");
    assert.equal(pass.start.getTime(), now.getTime() - HOUR_MS - DAY_MS - 150 * 60_000);
  });

  it("repeats only the window that failed, after what Graph asks or growing waits", async () => {
    const throttled = new GraphError("graph_throttled", "", { retryable: true, retryAfterMs: 60_000 });
    const down = new GraphError("graph_unavailable", "", { retryable: true });
    listing.failures.push(null, throttled, down, down);
    await request(1);
    const reconciler = start({ isRolling: false });
    const waits: number[] = [];
    for (let failed = 0; failed < 3; failed += 1) {
      const isWaiting = (): boolean => reconciler.status().state === "idle" && clock.sleeping === 1;
      await turnUntil(() => listing.windows.length === 2 + failed && isWaiting());
      waits.push((clock.nextDue?.getTime() ?? 0) - clock.now().getTime());
      assert.notEqual(reconciler.status().lastError, null);
      await clock.advance(waits.at(-1) ?? 0);
    }
    await finished("request-one");
    assert.deepEqual(waits, [60_000, 5_000, 10_000]);
    assert.equal(listing.windows.length, 4 + 3);
    await turnUntil(() => reconciler.status().state === "idle");
    assert.equal(reconciler.status().lastError, null);
  });

  it("says in the store why it stands still, and goes on once that is mended", async () => {
    listing.failures.push(new GraphError("graph_bad_request", "", { status: 400 }));
    await request(1);
    start({ isRolling: false });
    await turnUntil(async () => (await store.progress.pass("request-one"))?.lastError?.code === "graph_bad_request");
    await turnUntil(() => clock.sleeping === 1);
    await clock.advance(300_000);
    assert.equal((await finished("request-one")).lastError, null);
  });

  it("is made once by several instances, and taken over from one that died, from its place", async () => {
    const both = [start(), start(), start()];
    await finished("month");
    assert.equal(listing.windows.length, 120);
    await Promise.all(both.map((one) => one.stop()));
    reconcilers = [];
    listing.windows.length = 0;

    const dead = create({ isRolling: false });
    await request(4);
    const ended = new AbortController();
    const hangs = new Promise<void>((resolve) => ended.signal.addEventListener("abort", () => resolve()));
    listing.before = () => (listing.windows.length === 10 ? hangs : Promise.resolve());
    dead.start();
    await turnUntil(() => listing.windows.length === 10);
    // Its lease is extended by its own clock only, which stands still.
    const laterClock = {
      now: () => new Date(clock.now().getTime() + 3 * 60_000),
      sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms, signal),
    };
    start({ isRolling: false, clock: laterClock });
    await finished("request-one");
    assert.equal(listing.windows.length, 16 + 1, "only the window at which it died is listed twice");
    ended.abort();
  });

  describe("leaves a job alone", () => {
    it("that waits or runs already, so that its attempts go on counting", async () => {
      listing.add("waiting", 1);
      await store.ingestJobs.accept([{ callId: "waiting", at: clock.now() }]);
      const [job] = await claimed();
      assert.ok(job);
      const nextAttemptAt = new Date(clock.now().getTime() + DAY_MS);
      await store.ingestJobs.fail(job, { code: "x", now: clock.now(), nextAttemptAt });
      const begunAt = clock.now();
      await request(1);
      start({ isRolling: false });
      assert.equal((await finished("request-one")).enqueued, 0);
      assert.deepEqual(await claimed(), []);
      assert.deepEqual(await store.ingestJobs.listedSince(begunAt), { open: 1, exhausted: 0 });
    });

    for (const { code, hours, isLeft } of [
      { code: "job_crashed", hours: 100, isLeft: true },
      { code: "invalid_call_record", hours: 23, isLeft: true },
      { code: "invalid_call_record", hours: 25, isLeft: false },
      { code: "call_record_not_found", hours: 0, isLeft: false },
    ]) {
      it(`${isLeft ? "" : "but not one "}that was given up with ${code} ${hours} hours ago`, async () => {
        await store.ingestJobs.accept([{ callId: "given up", at: clock.now() }]);
        const [job] = await claimed();
        assert.ok(job);
        await store.ingestJobs.fail(job, { code, now: clock.now(), nextAttemptAt: null });
        await clock.advance(hours * HOUR_MS);
        listing.add("given up", 1);
        await request(1);
        start({ isRolling: false });
        assert.equal((await finished("request-one")).enqueued, isLeft ? 0 : 1);
      });
    }
  });
});
