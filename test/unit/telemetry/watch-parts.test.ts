import assert from "node:assert/strict";
import { watchParts } from "../../../src/telemetry/watch-parts.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

describe("watchParts", () => {
  type Seen = [part: string, outcome: string, seconds: number];

  function watched() {
    const clock = new DrivenClock();
    const seen: Seen[] = [];
    const parts = {
      calls: {
        async find(id: string): Promise<string> {
          await clock.advance(250);
          if (id === "none") throw new RangeError("no such call");
          return `call ${id}`;
        },
        *all(): Generator<number> {
          yield* [1, 2];
        },
        size: 3,
      },
      close: (): string => "closed",
    };
    return { seen, parts: watchParts(parts, (...operation) => void seen.push(operation), clock) };
  }

  it("measures what an operation takes, by its part, and gives on its value", async () => {
    const { parts, seen } = watched();
    assert.equal(await parts.calls.find("a"), "call a");
    assert.deepEqual(seen, [["calls", "done", 0.25]]);
  });

  it("counts a failure as one, and throws it on", async () => {
    const { parts, seen } = watched();
    await assert.rejects(parts.calls.find("none"), RangeError);
    assert.deepEqual(seen, [["calls", "failed", 0.25]]);
  });

  it("lets pass what is no operation of a part, and what answers at once", () => {
    const { parts, seen } = watched();
    assert.deepEqual([[...parts.calls.all()], parts.calls.size, parts.close()], [[1, 2], 3, "closed"]);
    assert.deepEqual(seen, []);
  });
});
