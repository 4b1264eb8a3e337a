import assert from "node:assert/strict";
import type { Clock } from "../../../src/clock.ts";
import { createLog } from "../../../src/log.ts";
import { createAnswerWatch, type AnswerWatch } from "../../../src/webhook/answer-watch.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

const MINUTE_MS = 60_000;

describe("answer watch", () => {
  let clock: DrivenClock;
  let watch: AnswerWatch;
  let gaps: { start: Date; end: Date }[];
  const begun = new Date("2026-03-02T08:00:00Z").getTime();
  const minutes = ({ start, end }: { start: Date; end: Date }): number[] =>
    [start, end].map((instant) => (instant.getTime() - begun) / MINUTE_MS);

  beforeEach(() => {
    clock = new DrivenClock(new Date(begun));
    gaps = [];
    watch = startWatch(clock);
  });
  afterEach(() => watch.stop());

  function startWatch(on: Clock): AnswerWatch {
    const started = createAnswerWatch({ onSuspicion: (gap) => gaps.push(gap), clock: on, log: createLog("silent") });
    started.start();
    return started;
  }

  function answer(times: number, ms: number): void {
    for (let time = 0; time < times; time += 1) watch.record(ms);
  }

  it("suspects nothing while at most a tenth of the answers of ten minutes are slow", async () => {
    answer(90, 20);
    answer(10, 3_001);
    await clock.advance(30 * MINUTE_MS);
    assert.deepEqual(gaps, []);
  });

  it("tells of a suspicion once, when Graph delivers normally again", async () => {
    await clock.advance(2 * MINUTE_MS);
    answer(89, 20);
    answer(11, 3_001);
    await clock.advance(10 * MINUTE_MS);
    assert.deepEqual(gaps, []);
    await clock.advance(30 * MINUTE_MS);
    assert.deepEqual(gaps.map(minutes), [[2, 12.5]]);
  });

  it("makes one gap of slow answers that follow each other", async () => {
    for (let minute = 0; minute < 20; minute += 1) {
      answer(1, 8_000);
      await clock.advance(MINUTE_MS);
    }
    await clock.advance(20 * MINUTE_MS);
    assert.deepEqual(gaps.map(minutes), [[0, 29.5]]);
  });

  it("takes a process that stood still for one that answered late", async () => {
    await watch.stop();
    let lateMs = 0;
    const starved: Clock = { now: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms + lateMs, signal) };
    watch = startWatch(starved);
    answer(100, 20);
    await clock.advance(20 * MINUTE_MS);
    assert.deepEqual(gaps, []);
    lateMs = 4_000;
    await clock.advance(MINUTE_MS);
    lateMs = 0;
    await clock.advance(15 * MINUTE_MS);
    assert.equal(gaps.length, 1);
  });
});
