import assert from "node:assert/strict";
import { createLog } from "../../src/log.ts";
import { createStops } from "../../src/service-stops.ts";

describe("stops", () => {
  it("end at once what can, then close the rest in reverse order, whatever fails", async () => {
    const lines: string[] = [];
    const order: string[] = [];
    const stops = createStops(createLog("warn", { write: (line) => lines.push(line) }));
    let endWorker: () => void = () => undefined;
    stops.push("database", () => void order.push("database"));
    stops.push("store", () => Promise.reject(new RangeError("it is away")));
    stops.pushAtOnce("worker", () => new Promise<void>((resolve) => (endWorker = resolve)));
    stops.push("upkeep", () => void order.push("upkeep"));
    stops.pushAtOnce("server", () => void order.push("server"));
    assert.equal(stops.isStopping, false);
    const stopped = stops.run();
    assert.equal(stops.isStopping, true);
    assert.deepEqual(order, ["server"], "it does not wait for the worker");
    endWorker();
    await stopped;
    assert.deepEqual(order, ["server", "upkeep", "database"]);
    assert.equal(lines.length, 1);
    assert.match(lines.join(), /"stopping":"store","code":"RangeError"/);
  });

  it("stop once", async () => {
    let times = 0;
    const stops = createStops(createLog("silent"));
    stops.push("part", () => void (times += 1));
    await Promise.all([stops.run(), stops.run()]);
    assert.equal(times, 1);
  });
});
