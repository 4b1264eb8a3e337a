import assert from "node:assert/strict";
import type { Clock } from "../../../src/clock.ts";
import { BEAT_EVERY_MS, createHeartbeat, type Heartbeat } from "../../../src/ingestion/heartbeat.ts";
import type { Window } from "../../../src/ingestion/reconcile-plan.ts";
import { createLog } from "../../../src/log.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

const HOUR_MS = 3_600_000;

describe("heartbeat", () => {
  let clock: DrivenClock;
  let stored: Date | null;
  let isStoreAway: boolean;
  let gaps: Window[];
  let heartbeat: Heartbeat;

  function create(over: Partial<Clock> = {}): Heartbeat {
    const fail = (): Promise<never> => Promise.reject(new Error("away"));
    return createHeartbeat({
      progress: {
        beat: (at) => (isStoreAway ? fail() : Promise.resolve(void (stored = at))),
        lastBeat: () => (isStoreAway ? fail() : Promise.resolve(stored)),
      },
      onGap: (gap) => (isStoreAway ? fail() : Promise.resolve(void gaps.push(gap))),
      clock: { now: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms, signal), ...over },
      log: createLog("silent"),
    });
  }

  beforeEach(() => {
    clock = new DrivenClock();
    stored = null;
    isStoreAway = false;
    gaps = [];
    heartbeat = create();
  });
  afterEach(async () => {
    await heartbeat.stop();
    assert.equal(clock.sleeping, 0);
  });

  it("tells of no gap at the very first start, nor while all is well", async () => {
    heartbeat.start();
    await clock.advance(HOUR_MS);
    assert.deepEqual(gaps, []);
    assert.deepEqual(stored, clock.now());
  });

  it("tells of the time since any instance was last alive, and only then counts as alive itself", async () => {
    const before = new Date(clock.now().getTime() - 60 * HOUR_MS);
    stored = before;
    isStoreAway = true;
    heartbeat.start();
    await clock.advance(0);
    assert.deepEqual(stored, before);
    isStoreAway = false;
    await clock.advance(BEAT_EVERY_MS);
    assert.deepEqual(gaps, [{ start: before, end: clock.now() }]);
    assert.deepEqual(stored, clock.now());
  });

  it("tells of the time in which the store was away, when that was long", async () => {
    heartbeat.start();
    await clock.advance(BEAT_EVERY_MS);
    const lastWell = clock.now();
    isStoreAway = true;
    await clock.advance(5 * BEAT_EVERY_MS);
    isStoreAway = false;
    await clock.advance(BEAT_EVERY_MS);
    assert.deepEqual(gaps, [{ start: lastWell, end: clock.now() }]);
    isStoreAway = true;
    await clock.advance(BEAT_EVERY_MS);
    isStoreAway = false;
    await clock.advance(BEAT_EVERY_MS);
    assert.equal(gaps.length, 1, "a moment is made up for by Graph's own repetition");
  });

  it("tells of the time in which its process stood still", async () => {
    let suspendedMs = 0;
    heartbeat = create({
      sleep: async (ms, signal) => {
        await clock.sleep(ms + suspendedMs, signal);
        suspendedMs = 0;
      },
    });
    suspendedMs = 10 * 60_000;
    const lastWell = clock.now();
    heartbeat.start();
    await clock.advance(2 * HOUR_MS);
    assert.deepEqual(gaps, [{ start: lastWell, end: new Date(lastWell.getTime() + 10 * 60_000 + BEAT_EVERY_MS) }]);
  });
});
