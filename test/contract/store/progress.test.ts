import assert from "node:assert/strict";
import type { ListingPass, Progress } from "../../../src/store/store.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const NOW = new Date("2030-03-04T08:00:00Z");

function hoursOn(hours: number): Date {
  return new Date(NOW.getTime() + hours * 3_600_000);
}

function buildPass(over: Partial<ListingPass> = {}): ListingPass {
  return {
    name: "day",
    requestId: "request-1",
    source: "reconcile",
    start: hoursOn(-24),
    end: NOW,
    place: NOW,
    listed: 0,
    enqueued: 0,
    requestedAt: NOW,
    startedAt: null,
    finishedAt: null,
    planVersion: 1,
    lastError: null,
    ...over,
  };
}

for (const engine of testEngines()) {
  describe(`progress on ${engine.name}`, () => {
    let db: TestDatabase;
    let progress: Progress;

    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());
    beforeEach(() => {
      progress = db.storeFor({ clock: new DrivenClock(NOW) }).progress;
    });

    it("keeps one pass a name, the oldest request first, of its own tenant", async () => {
      await progress.save(buildPass({ name: "week", requestedAt: hoursOn(1) }));
      await progress.save(buildPass());
      const again = buildPass({ requestId: "request-2", startedAt: hoursOn(2), lastError: { code: "x", at: NOW } });
      await progress.save(again);
      assert.deepEqual(
        (await progress.passes()).map(({ name }) => name),
        ["day", "week"],
      );
      assert.deepEqual(await progress.pass("day"), again);
      assert.equal(await progress.pass("month"), null);
      assert.deepEqual(await db.storeFor({ clock: new DrivenClock(NOW) }).progress.passes(), []);
    });

    it("is taken further only from the place it is at, and by the request it is at", async () => {
      const pass = buildPass();
      await progress.save(pass);
      const step = { place: hoursOn(-6), listed: 5, enqueued: 2 };
      assert.equal(await progress.advance(pass, step), true);
      assert.equal(await progress.advance(pass, { ...step, listed: 9 }), false, "by a holder that lost its lease");
      const further = { ...pass, ...step };
      assert.deepEqual(await progress.pass("day"), further);
      await progress.save({ ...pass, requestId: "request-2" });
      assert.equal(await progress.advance(further, { place: hoursOn(-12) }), false);
    });

    it("widens an open pass, so that no gap is lost, and replaces one that is over", async () => {
      const gap = buildPass({ name: "gap", place: hoursOn(-6), startedAt: NOW });
      await progress.save(gap);
      await progress.widen(buildPass({ name: "gap", requestId: "request-2", start: hoursOn(-2), end: hoursOn(3) }));
      const widened = await progress.pass("gap");
      assert.ok(widened);
      assert.deepEqual(
        [widened.start, widened.end, widened.place, widened.requestId],
        [gap.start, hoursOn(3), hoursOn(3), "request-2"],
      );
      assert.equal(await progress.advance(gap, { finishedAt: NOW }), false, "what was listed before is not the whole");
      await progress.advance(widened, { finishedAt: NOW });
      const next = buildPass({ name: "gap", requestId: "request-3", start: hoursOn(5), end: hoursOn(6) });
      await progress.widen(next);
      assert.deepEqual(await progress.pass("gap"), next);
    });

    it("loses none of many gaps that are written down at once", async () => {
      const gaps = Array.from({ length: 20 }, (_, index) =>
        buildPass({ name: "gap", requestId: `${index}`, start: hoursOn(-index), end: hoursOn(index) }),
      );
      await Promise.all(gaps.map((gap) => progress.widen(gap)));
      const widened = await progress.pass("gap");
      assert.deepEqual([widened?.start, widened?.end], [hoursOn(-19), hoursOn(19)]);
    });

    it("knows when any instance was last alive", async () => {
      assert.equal(await progress.lastBeat(), null);
      await progress.beat(hoursOn(2));
      await progress.beat(hoursOn(1));
      assert.deepEqual(await progress.lastBeat(), hoursOn(2));
    });
  });
}
