import assert from "node:assert/strict";
import { createTimeLimit } from "../../../src/webhook/time-limit.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

class TooLate extends Error {}

describe("time limit", () => {
  let clock: DrivenClock;
  let inTime: ReturnType<typeof createTimeLimit>;

  beforeEach(() => {
    clock = new DrivenClock();
    inTime = createTimeLimit(1_000, clock, () => new TooLate());
  });

  it("gives what the work gives, and its error, and sleeps no longer", async () => {
    assert.equal(await inTime(Promise.resolve(7)), 7);
    await assert.rejects(inTime(Promise.reject(new RangeError("bad"))), RangeError);
    assert.equal(clock.sleeping, 0);
  });

  it("ends each work at its own time, with one sleep for all", async () => {
    const ended: string[] = [];
    const begin = (name: string): void =>
      void inTime(new Promise(() => undefined)).catch((error: unknown) => {
        assert.ok(error instanceof TooLate);
        ended.push(`${name} at ${clock.now().getTime() - start}`);
      });
    const start = clock.now().getTime();
    begin("first");
    begin("second");
    await clock.advance(400);
    begin("third");
    assert.equal(clock.sleeping, 1);
    await clock.advance(599);
    assert.deepEqual(ended, []);
    await clock.advance(1);
    assert.deepEqual(ended, ["first at 1000", "second at 1000"]);
    await clock.advance(400);
    assert.deepEqual(ended, ["first at 1000", "second at 1000", "third at 1400"]);
    assert.equal(clock.sleeping, 0);
  });

  it("goes on for the others when the one it sleeps for is done", async () => {
    let finish = (): void => undefined;
    const first = inTime(new Promise<void>((resolve) => (finish = resolve)));
    await clock.advance(300);
    const second = assert.rejects(inTime(new Promise(() => undefined)), TooLate);
    finish();
    await first;
    await clock.advance(1_000);
    await second;
  });

  it("may be used again after a time without work", async () => {
    await inTime(Promise.resolve());
    const late = assert.rejects(inTime(new Promise(() => undefined)), TooLate);
    await clock.advance(1_000);
    await late;
    assert.equal(clock.sleeping, 0);
  });
});
