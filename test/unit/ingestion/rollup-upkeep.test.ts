import assert from "node:assert/strict";
import { createRollupUpkeep } from "../../../src/ingestion/rollup-upkeep.ts";
import type { LeasedUpkeep } from "../../../src/leased-upkeep.ts";
import { createLog } from "../../../src/log.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

const START = new Date("2026-03-02T08:00:00Z");

describe("rollup upkeep", () => {
  let clock: DrivenClock;
  let lines: { msg: string }[];
  let dirty: number;
  let refreshes: number;
  let takesMs: number;
  let fails: boolean;
  let leaseIsFree: boolean;
  let released: number;
  let upkeep: LeasedUpkeep;

  beforeEach(() => {
    clock = new DrivenClock(START);
    [lines, dirty, refreshes, takesMs, fails, leaseIsFree, released] = [[], 0, 0, 0, false, true, 0];
    upkeep = createRollupUpkeep({
      rollups: {
        refresh: async (limit) => {
          refreshes += 1;
          if (takesMs > 0) await clock.sleep(takesMs);
          if (fails) throw new Error("gone");
          const done = Math.min(limit, dirty);
          dirty -= done;
          return done;
        },
      },
      leases: {
        acquire: () => Promise.resolve(leaseIsFree),
        release: () => Promise.resolve(void released++),
      },
      owner: "one",
      clock,
      log: createLog("warn", { write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[number]) }),
    });
  });

  it("computes all days that changed, every minute, and gives the lease back", async () => {
    dirty = 12;
    upkeep.start();
    await clock.advance(1_000);
    assert.deepEqual([dirty, released], [0, 1]);
    dirty = 1;
    await clock.advance(58_000);
    assert.equal(dirty, 1);
    await clock.advance(2_000);
    assert.equal(dirty, 0);
    await upkeep.stop();
  });

  it("leaves time for the rest while days change all the time", async () => {
    dirty = Number.MAX_SAFE_INTEGER;
    upkeep.start();
    await clock.advance(59_000);
    assert.equal(Number.MAX_SAFE_INTEGER - dirty, 50);
    await upkeep.stop();
  });

  it("takes a tenth of the time at most where a day takes long", async () => {
    [dirty, takesMs] = [1, 10_000];
    upkeep.start();
    await clock.advance(10_000);
    assert.equal(dirty, 0);
    dirty = 1;
    await clock.advance(89_000);
    assert.deepEqual([dirty, refreshes], [1, 1]);
    await clock.advance(11_000);
    assert.deepEqual([dirty, refreshes], [0, 2]);
    await upkeep.stop();
  });

  it("rests for ten minutes at most", async () => {
    [dirty, takesMs] = [1, 600_000];
    upkeep.start();
    await clock.advance(600_000);
    await clock.advance(600_000);
    assert.equal(refreshes, 2);
    await clock.advance(600_000);
    await upkeep.stop();
  });

  it("leaves it to the instance that holds the lease", async () => {
    leaseIsFree = false;
    upkeep.start();
    await clock.advance(180_000);
    assert.equal(refreshes, 0);
    await upkeep.stop();
  });

  it("says when it fails, and tries again", async () => {
    fails = true;
    upkeep.start();
    await clock.advance(1_000);
    assert.deepEqual(
      lines.map(({ msg }) => msg),
      ["upkeep failed; tried again at the next round"],
    );
    [fails, dirty] = [false, 3];
    await clock.advance(60_000);
    assert.equal(dirty, 0);
    await upkeep.stop();
  });

  it("stops at once while it waits, and does nothing afterwards", async () => {
    upkeep.start();
    await clock.advance(1_000);
    await upkeep.stop();
    const before = refreshes;
    await clock.advance(300_000);
    assert.equal(refreshes, before);
    assert.equal(clock.sleeping, 0);
  });
});
