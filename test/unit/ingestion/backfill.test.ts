import assert from "node:assert/strict";
import { GraphError } from "../../../src/graph/graph-error.ts";
import { createBackfillRunner } from "../../../src/ingestion/backfill-runner.ts";
import { backfill, type BackfillOptions, type BackfillProgress, type Window } from "../../../src/ingestion/backfill.ts";
import { createLog } from "../../../src/log.ts";
import type { JobSource } from "../../../src/store/store.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

const HOUR_MS = 3_600_000;
const NOW = new Date("2026-03-02T08:00:00Z");

function hoursAgo(hours: number): Date {
  return new Date(NOW.getTime() - hours * HOUR_MS);
}

/** Calls that Graph lists, by hours ago; and what came of them. */
class Listing {
  readonly clock = new DrivenClock(NOW);
  readonly calls: { callId: string; version: number; start: Date }[] = [];
  readonly held = new Map<string, number>();
  readonly enqueued: { callId: string; source: JobSource; at: Date }[] = [];
  readonly windows: Window[] = [];
  readonly failures: (Error | null)[] = [];
  wakes = 0;

  readonly options: BackfillOptions = {
    list: (window) => this.#pages(window),
    versions: (callIds) => Promise.resolve(new Map([...this.held].filter(([callId]) => callIds.includes(callId)))),
    enqueue: (items) => {
      this.enqueued.push(...items);
      return Promise.resolve();
    },
    onEnqueued: () => (this.wakes += 1),
    clock: this.clock,
    random: () => 0,
    log: createLog("silent"),
  };

  add(callId: string, hours: number, version = 1): void {
    this.calls.push({ callId, version, start: hoursAgo(hours) });
  }

  async *#pages(window: Window): AsyncGenerator<{ callId: string; version: number }[]> {
    this.windows.push(window);
    const found = this.calls.filter(({ start }) => start >= window.start && start < window.end);
    yield found.slice(0, 2);
    await Promise.resolve();
    const failure = this.failures.shift();
    if (failure) throw failure;
    yield found.slice(2);
  }

  ids(): string[] {
    return this.enqueued.map(({ callId }) => callId);
  }
}

describe("backfill", () => {
  let listing: Listing;
  beforeEach(() => {
    listing = new Listing();
  });

  it("lists the newest windows first, without hole or overlap", async () => {
    await backfill(listing.options, { start: hoursAgo(15), end: NOW, source: "backfill" });
    assert.deepEqual(listing.windows, [
      { start: hoursAgo(6), end: NOW },
      { start: hoursAgo(12), end: hoursAgo(6) },
      { start: hoursAgo(15), end: hoursAgo(12) },
    ]);
  });

  it("enqueues what is missing or held in an older version, and only that", async () => {
    listing.add("held", 1, 3);
    listing.add("missing", 2, 1);
    listing.add("older", 3, 4);
    listing.add("newer", 4, 4);
    listing.add("far", 8, 1);
    listing.held.set("held", 3).set("older", 3).set("newer", 5);
    const progress: BackfillProgress[] = [];
    const onProgress = (now: BackfillProgress): number => progress.push(now);
    await backfill(listing.options, { start: hoursAgo(12), end: NOW, source: "reconcile", onProgress });
    assert.deepEqual(listing.enqueued, [
      { callId: "missing", source: "reconcile", at: NOW },
      { callId: "older", source: "reconcile", at: NOW },
      { callId: "far", source: "reconcile", at: NOW },
    ]);
    assert.deepEqual(progress, [
      { windowsDone: 1, windowsTotal: 2, listed: 4, enqueued: 2, place: hoursAgo(6) },
      { windowsDone: 2, windowsTotal: 2, listed: 5, enqueued: 3, place: hoursAgo(12) },
    ]);
    assert.equal(listing.wakes, 3);
  });

  it("has nothing to do in an empty span", async () => {
    const progress = await backfill(listing.options, { start: NOW, end: NOW, source: "backfill" });
    assert.equal(progress.windowsTotal, 0);
    assert.deepEqual(listing.windows, []);
  });

  it("repeats only the window that failed, after what Graph asks or growing waits", async () => {
    for (const hours of [1, 2, 3, 7]) listing.add(`call-${hours}`, hours);
    const throttled = new GraphError("graph_throttled", "", { retryable: true, retryAfterMs: 60_000 });
    const down = new GraphError("graph_unavailable", "", { retryable: true });
    listing.failures.push(null, throttled, down, down);
    const done = await listing.clock.run(
      backfill(listing.options, { start: hoursAgo(12), end: NOW, source: "backfill" }),
    );
    assert.equal(listing.windows.length, 5);
    assert.equal(listing.clock.now().getTime(), NOW.getTime() + 60_000 + 5_000 + 10_000);
    assert.equal(done.listed, 4);
    assert.deepEqual([...new Set(listing.ids())].sort(), ["call-1", "call-2", "call-3", "call-7"]);
  });

  it("throws what waiting does not mend", async () => {
    listing.failures.push(new GraphError("graph_bad_request", "", { status: 400 }));
    await assert.rejects(backfill(listing.options, { start: hoursAgo(6), end: NOW, source: "backfill" }), {
      code: "graph_bad_request",
    });
  });

  it("keeps its place when it is stopped, and goes on from there", async () => {
    for (const hours of [1, 7, 13]) listing.add(`call-${hours}`, hours);
    const stop = new AbortController();
    const span = { start: hoursAgo(18), end: NOW, source: "backfill" as const };
    const { place } = await backfill(listing.options, { ...span, signal: stop.signal, onProgress: () => stop.abort() });
    assert.deepEqual(place, hoursAgo(6));
    assert.deepEqual(listing.ids(), ["call-1"]);
    await backfill(listing.options, { ...span, end: place });
    assert.deepEqual(listing.ids(), ["call-1", "call-7", "call-13"]);
  });
});

describe("backfill runner", () => {
  let listing: Listing;
  beforeEach(() => {
    listing = new Listing();
  });

  const settle = (): Promise<void> => listing.clock.advance(0);

  it("fills one span after another, once started", async () => {
    const runner = createBackfillRunner(listing.options);
    listing.add("recent", 1);
    listing.add("old", 30);
    runner.request(() => Promise.resolve({ start: hoursAgo(2), end: NOW }));
    runner.request(() => Promise.resolve({ start: hoursAgo(32), end: hoursAgo(26) }));
    await settle();
    assert.deepEqual(listing.ids(), []);
    runner.start();
    await settle();
    await settle();
    assert.deepEqual(listing.ids(), ["recent", "old"]);
    assert.equal(runner.status().state, "idle");
    listing.add("late", 3);
    runner.request(() => Promise.resolve({ start: hoursAgo(4), end: hoursAgo(2) }));
    await settle();
    assert.deepEqual(listing.ids(), ["recent", "old", "late"]);
    await runner.stop();
  });

  it("goes on from its place after an error that somebody had to mend", async () => {
    listing.add("first", 1);
    listing.add("second", 7);
    listing.failures.push(null, new GraphError("graph_bad_request", "", { status: 400 }));
    const runner = createBackfillRunner(listing.options);
    runner.request(() => Promise.resolve({ start: hoursAgo(12), end: NOW }));
    runner.start();
    await settle();
    await settle();
    assert.equal(runner.status().lastError?.code, "graph_bad_request");
    assert.deepEqual(listing.windows.length, 2);
    await listing.clock.advance(300_000);
    await settle();
    assert.deepEqual(listing.windows.slice(2), [{ start: hoursAgo(12), end: hoursAgo(6) }]);
    assert.equal(runner.status().lastError, null);
    await runner.stop();
    assert.equal(listing.clock.sleeping, 0);
  });

  it("asks for its span again when the store could not tell it", async () => {
    let isDown = true;
    const runner = createBackfillRunner(listing.options);
    listing.add("call", 1);
    runner.request(() =>
      isDown ? Promise.reject(new Error("down")) : Promise.resolve({ start: hoursAgo(2), end: NOW }),
    );
    runner.start();
    await settle();
    isDown = false;
    await listing.clock.advance(300_000);
    assert.deepEqual(listing.ids(), ["call"]);
    await runner.stop();
  });

  it("stops while it waits", async () => {
    listing.failures.push(new GraphError("graph_unavailable", "", { retryable: true, retryAfterMs: 1e7 }));
    const runner = createBackfillRunner(listing.options);
    runner.request(() => Promise.resolve({ start: hoursAgo(2), end: NOW }));
    runner.start();
    await settle();
    await runner.stop();
    assert.equal(runner.status().state, "stopped");
    assert.equal(listing.clock.sleeping, 0);
  });
});
