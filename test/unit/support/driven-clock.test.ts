import assert from "node:assert/strict";
import { DrivenClock } from "../../support/driven-clock.ts";

describe("DrivenClock", () => {
  it("wakes sleepers in the order in which they are due, each at its own instant", async () => {
    const clock = new DrivenClock("2026-01-01T00:00:00Z");
    const woken: [string, string][] = [];
    const nap = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      woken.push([name, clock.now().toISOString().slice(14, 23)]);
    };
    const naps = [nap("late", 3000), nap("first", 1000), nap("second", 1000)];
    await clock.advance(2000);
    assert.deepEqual(woken, [
      ["first", "00:01.000"],
      ["second", "00:01.000"],
    ]);
    assert.equal(clock.sleeping, 1);
    await clock.advance(1000);
    await Promise.all(naps);
    assert.deepEqual(woken.at(-1), ["late", "00:03.000"]);
  });

  it("lets a loop go round within one advance", async () => {
    const clock = new DrivenClock();
    let rounds = 0;
    const stop = new AbortController();
    const loop = (async () => {
      while (!stop.signal.aborted) {
        await clock.sleep(1000, stop.signal);
        rounds++;
      }
    })();
    await clock.advance(10_000);
    assert.equal(rounds, 10);
    stop.abort();
    await loop;
    assert.equal(clock.sleeping, 0);
  });

  it("runs work to its end, and says when the work waits for something else", async () => {
    const clock = new DrivenClock();
    const work = (async () => {
      await clock.sleep(60_000);
      await clock.sleep(60_000);
      return clock.now().toISOString();
    })();
    assert.equal(await clock.run(work), "2026-03-02T08:02:00.000Z");
    await assert.rejects(clock.run(new Promise(() => {})), /other than this clock/);
  });
});
