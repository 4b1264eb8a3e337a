import assert from "node:assert/strict";
import { inTurns } from "../../src/in-turns.ts";

const PATIENCE_MS = 5_000;

describe("long work in turns", () => {
  it("lets others have their turn meanwhile, and gives what it came to", async () => {
    let isServed = false;
    setImmediate(() => (isServed = true));
    const until = performance.now() + PATIENCE_MS;
    function* work(): Generator<undefined, string> {
      while (!isServed && performance.now() < until) yield;
      return isServed ? "others were served" : "nobody was served";
    }
    assert.equal(await inTurns(work()), "others were served");
  });

  it("rejects with what the work throws", async () => {
    function* work(): Generator<undefined, never> {
      yield;
      throw new Error("broken");
    }
    await assert.rejects(inTurns(work()), { message: "broken" });
  });
});
