import assert from "node:assert/strict";
import { createBuildingUpkeep } from "../../../src/ingestion/building-upkeep.ts";
import type { LeasedUpkeep } from "../../../src/leased-upkeep.ts";
import { createLog } from "../../../src/log.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

describe("building upkeep", () => {
  let clock: DrivenClock;
  let days: number;
  let done: number;
  let upkeep: LeasedUpkeep;

  beforeEach(() => {
    clock = new DrivenClock();
    [days, done] = [0, 0];
    upkeep = createBuildingUpkeep({
      buildings: {
        reapply: (signal) => {
          if (signal?.aborted === true || days === 0) return Promise.resolve(false);
          days -= 1;
          return Promise.resolve(true);
        },
      },
      onDone: () => void (done += 1),
      leases: { acquire: () => Promise.resolve(true), release: () => Promise.resolve() },
      owner: "one",
      clock,
      log: createLog("silent"),
    });
    upkeep.start();
  });
  afterEach(() => upkeep.stop());

  it("does all days at once when it is woken, and says that they are done", async () => {
    await clock.advance(1_000);
    assert.equal(done, 0);
    days = 40;
    upkeep.wake();
    await clock.advance(1);
    assert.deepEqual([days, done], [0, 1]);
  });

  it("looks every minute, because another instance may have taken the file", async () => {
    days = 3;
    await clock.advance(61_000);
    assert.deepEqual([days, done], [0, 1]);
  });
});
