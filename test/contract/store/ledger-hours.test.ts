import assert from "node:assert/strict";
import { addDelay, delayFigures, NO_DELAYS } from "../../../src/calls/ledger-delays.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import { NOT_LISTED, withPiece, type HourListing } from "../../../src/calls/ledger.ts";
import type { HourActivity } from "../../../src/store/ledger-hour.ts";
import type { ServiceHeartbeat } from "../../../src/store/service-heartbeats.ts";
import type { JobSource, Store } from "../../../src/store/store.ts";
import { buildGroupCall, buildPerson } from "../../support/call-record-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { enqueueCalls } from "../../support/enqueue-calls.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const HOUR = new Date("2030-03-04T08:00:00Z");
const NEXT = new Date("2030-03-04T09:00:00Z");
const END = new Date("2030-03-04T10:00:00Z");
const minutes = (count: number): Date => new Date(HOUR.getTime() + count * 60_000);
const listing = (listed: number, askedAt: Date): HourListing =>
  withPiece(NOT_LISTED, HOUR, {
    start: HOUR,
    end: NEXT,
    at: askedAt,
    listed,
    outstanding: [{ callId: "a", version: 3 }],
  });
const activity = (hour: Date, delaysMs: number[], over: Partial<HourActivity> = {}): HourActivity => ({
  hour,
  notified: 0,
  lastNotifiedAt: null,
  ownDelay: delaysMs.reduce(addDelay, NO_DELAYS),
  graphDelay: NO_DELAYS,
  ...over,
});

for (const engine of testEngines()) {
  describe(`ledger hours on ${engine.name}`, () => {
    let db: TestDatabase;
    let store: Omit<Store, "close">;
    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());
    beforeEach(() => {
      store = db.storeFor({ clock: new DrivenClock(HOUR) });
    });

    it("keeps what is known of an hour's listings, and knows nothing of others", async () => {
      await store.ledgerHours.changeListing(HOUR, () => listing(2, minutes(300)));
      await store.ledgerHours.changeListing(HOUR, (held) => {
        assert.deepEqual(held, listing(2, minutes(300)));
        return listing(3, minutes(400));
      });
      const [found, ...more] = await store.ledgerHours.find(HOUR, END);
      assert.deepEqual(found?.listing, listing(3, minutes(400)));
      assert.equal(more.length, 0);
      assert.deepEqual(await store.ledgerHours.find(NEXT, END), []);
    });

    it("loses no change of several at once", async () => {
      const add = (minute: number): Promise<void> =>
        store.ledgerHours.changeListing(HOUR, (held) =>
          withPiece(held, HOUR, {
            start: minutes(minute * 10),
            end: minutes(minute * 10 + 10),
            at: minutes(300),
            listed: 1,
            outstanding: [],
          }),
        );
      await Promise.all([0, 1, 2, 3, 4, 5].map(add));
      const [found] = await store.ledgerHours.find(HOUR, END);
      assert.equal(found?.listing.whole?.listed, 6);
    });

    it("adds what instances count, beside the listing", async () => {
      await store.ledgerHours.changeListing(HOUR, () => listing(2, minutes(300)));
      await store.ledgerHours.addActivity([
        activity(HOUR, [20, 500], { notified: 2, lastNotifiedAt: minutes(20) }),
        activity(NEXT, [40]),
      ]);
      await store.ledgerHours.addActivity([activity(HOUR, [30_000], { notified: 1, lastNotifiedAt: minutes(10) })]);
      const [first, second] = await store.ledgerHours.find(HOUR, END);
      assert.ok(first && second);
      assert.deepEqual([first.notified, first.lastNotifiedAt, second.lastNotifiedAt], [3, minutes(20), null]);
      const together = [20, 500, 30_000].reduce(addDelay, NO_DELAYS);
      assert.deepEqual(delayFigures(first.ownDelay), delayFigures(together));
      assert.deepEqual(first.graphDelay.counts.size, 0);
      assert.deepEqual(first.listing, listing(2, minutes(300)));
      await store.ledgerHours.changeListing(NEXT, () => listing(1, minutes(400)));
      assert.equal((await store.ledgerHours.find(NEXT, END))[0]?.ownDelay.maxMs, 40);
    });

    it("counts held calls by the hour of their start", async () => {
      for (const [index, minute] of [0, 59.99, 60, 119, 120].entries()) {
        const start = minutes(minute);
        const record = buildGroupCall([buildPerson("anna")], { callId: `call-${index}`, start, end: minutes(200) });
        await store.callRecords.save(judgeCallRecord(record));
      }
      assert.deepEqual(
        await store.ledgerHours.heldCalls(HOUR, END),
        new Map([
          [HOUR.getTime(), 2],
          [NEXT.getTime(), 2],
        ]),
      );
    });

    it("counts calls as repaired that only listings brought, whatever came first", async () => {
      async function serve(callId: string, source: JobSource): Promise<void> {
        // Only what was queued before can be replayed.
        if (source === "replay") await enqueueCalls(store.ingestJobs, [callId], "backfill", HOUR);
        await enqueueCalls(store.ingestJobs, [callId], source, HOUR);
        const [job] = await store.ingestJobs.claim({ owner: "one", limit: 1, now: HOUR, leaseMs: 1000 });
        assert.equal(job?.callId, callId);
        await store.ingestJobs.complete(job, HOUR, minutes(30));
      }
      await serve("filled", "backfill");
      await serve("reconciled", "reconcile");
      await serve("reconciled", "reconcile");
      await serve("replayed", "replay");
      await serve("notified", "notification");
      await serve("notified late", "reconcile");
      await serve("notified late", "notification");
      await serve("notified first", "notification");
      await serve("notified first", "reconcile");
      assert.deepEqual(await store.ledgerHours.repairedCalls(HOUR, END), new Map([[HOUR.getTime(), 2]]));
    });

    it("tells the calls that no job waits or runs for", async () => {
      const callIds = ["done", "waits", "runs", "given up"];
      await enqueueCalls(store.ingestJobs, callIds, "backfill", HOUR);
      const jobs = await store.ingestJobs.claim({ owner: "one", limit: 4, now: HOUR, leaseMs: 1000 });
      for (const job of jobs) {
        if (job.callId === "done") await store.ingestJobs.complete(job, HOUR);
        if (job.callId === "given up") await store.ingestJobs.fail(job, { code: "x", now: HOUR, nextAttemptAt: null });
        if (job.callId === "waits") await store.ingestJobs.release(job);
      }
      assert.deepEqual(await store.ingestJobs.unattended([...callIds, "unknown"]), ["done", "given up", "unknown"]);
    });

    it("keeps one heartbeat an instance, the newest first", async () => {
      const beat = (instanceId: string, at: Date): ServiceHeartbeat => ({
        instanceId,
        startedAt: HOUR,
        at,
        stoppedAt: null,
        jobsRunning: 2,
        subscription: { state: "failing", checkedAt: null, errorCode: "graph_forbidden" },
        listing: { state: "idle", errorCode: null },
      });
      await store.serviceHeartbeats.save(beat("one", minutes(1)));
      await store.serviceHeartbeats.save(beat("two", minutes(2)));
      const ended = { ...beat("one", minutes(3)), stoppedAt: minutes(3), subscription: null };
      await store.serviceHeartbeats.save(ended);
      assert.deepEqual(await store.serviceHeartbeats.all(), [ended, beat("two", minutes(2))]);
    });
  });
}
