import assert from "node:assert/strict";
import { delayFigures } from "../../../src/calls/ledger-delays.ts";
import { NOT_LISTED, type HourListing } from "../../../src/calls/ledger.ts";
import { createLedger, type Ledger } from "../../../src/ingestion/ledger.ts";
import type { ServedJob } from "../../../src/ingestion/run-job.ts";
import { createLog } from "../../../src/log.ts";
import { ServiceError } from "../../../src/service-error.ts";
import type { HourActivity } from "../../../src/store/ledger-hour.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

const HOUR = new Date("2026-03-02T08:00:00Z");
const served = (over: Partial<ServedJob> = {}): ServedJob => ({
  source: "notification",
  outcome: "saved",
  delayMs: 400,
  announcedAfterMs: null,
  ...over,
});

describe("ledger of a running service", () => {
  let clock: DrivenClock;
  let written: HourActivity[][];
  let listings: Map<number, HourListing>;
  let fails: boolean;
  let ledger: Ledger;

  beforeEach(() => {
    clock = new DrivenClock(HOUR);
    written = [];
    listings = new Map();
    fails = false;
    const refuse = (): void => {
      if (fails) throw new ServiceError("store_busy", "", { remedy: "retry" });
    };
    ledger = createLedger({
      ledgerHours: {
        changeListing: (hour, change) => {
          refuse();
          listings.set(hour.getTime(), change(listings.get(hour.getTime()) ?? NOT_LISTED));
          return Promise.resolve();
        },
        addActivity: (activities) => {
          if (fails) return Promise.reject(new ServiceError("store_busy", "", { remedy: "retry" }));
          written.push([...activities]);
          return Promise.resolve();
        },
      },
      versions: () => Promise.resolve(new Map([["held", 1]])),
      clock,
      log: createLog("silent"),
    });
  });

  it("writes what was counted in one batch, by the hour in which it happened", async () => {
    ledger.onNotified(3);
    ledger.onServed(served());
    ledger.onServed(served({ delayMs: 1_000, announcedAfterMs: 600_000 }));
    await clock.advance(3_600_000);
    ledger.onNotified(1);
    await ledger.flush();
    await ledger.flush();
    assert.equal(written.length, 1);
    const [first, second] = written[0] ?? [];
    assert.ok(first && second);
    assert.deepEqual([first.hour, first.notified, first.lastNotifiedAt], [HOUR, 3, HOUR]);
    assert.deepEqual([second.notified, second.lastNotifiedAt], [1, clock.now()]);
    assert.deepEqual([delayFigures(first.ownDelay)?.count, first.ownDelay.maxMs], [2, 1_000]);
    assert.deepEqual([delayFigures(first.graphDelay)?.count, first.graphDelay.maxMs], [1, 600_000]);
  });

  it("measures no delay of what was not notified", async () => {
    ledger.onServed(served({ source: "backfill" }));
    ledger.onServed(served({ source: "reconcile" }));
    ledger.onServed(served({ source: "replay" }));
    await ledger.flush();
    assert.deepEqual(written, []);
  });

  it("keeps what could not be written, beside what is counted meanwhile", async () => {
    ledger.onNotified(2);
    ledger.onServed(served());
    fails = true;
    const flushing = ledger.flush();
    await clock.advance(1_000);
    ledger.onNotified(1);
    await flushing;
    fails = false;
    await ledger.flush();
    const [activity] = written[0] ?? [];
    assert.deepEqual([activity?.notified, activity?.lastNotifiedAt], [3, clock.now()]);
    assert.equal(delayFigures(activity?.ownDelay ?? assert.fail())?.count, 1);
  });

  it("compares a listed window with what is held", async () => {
    const end = new Date(HOUR.getTime() + 3_600_000);
    const listed = [
      { callId: "held", version: 1, start: HOUR },
      { callId: "missing", version: 1, start: HOUR },
    ];
    await ledger.onListed({ start: HOUR, end }, listed, end);
    const outstanding = [{ callId: "missing", version: 1 }];
    assert.deepEqual(listings.get(HOUR.getTime())?.whole, { start: HOUR, end, at: end, listed: 2, outstanding });
  });

  it("does not stop the listing when the store fails", async () => {
    fails = true;
    await ledger.onListed({ start: HOUR, end: new Date(HOUR.getTime() + 1) }, [], HOUR);
    assert.equal(listings.size, 0);
  });
});
