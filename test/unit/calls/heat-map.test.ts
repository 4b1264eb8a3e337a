import assert from "node:assert/strict";
import { heatMap } from "../../../src/calls/heat-map.ts";
import type { Quality } from "../../../src/calls/stream-quality.ts";

function call(start: string, quality: Quality = "good"): { start: Date; quality: Quality } {
  return { start: new Date(start), quality };
}

describe("heat map", () => {
  it("has the local weekday and hour of each call, and only those with one", () => {
    const calls = [
      // Sunday in UTC, Monday already in Berlin.
      call("2026-11-15T23:30:00Z", "poor"),
      call("2026-11-23T08:00:00Z"),
      call("2026-11-16T08:59:59.999Z", "poor"),
      call("2026-11-16T09:00:00Z", "unclassified"),
      call("2026-11-22T22:59:00Z"),
    ];
    assert.deepEqual(heatMap(calls, "Europe/Berlin"), [
      { weekday: 1, hour: 0, calls: 1, poor: 1 },
      { weekday: 1, hour: 9, calls: 2, poor: 1 },
      { weekday: 1, hour: 10, calls: 1, poor: 0 },
      { weekday: 7, hour: 23, calls: 1, poor: 0 },
    ]);
    assert.deepEqual(heatMap([], "UTC"), []);
  });

  it("puts both hours that the clocks show twice into one, and none into the one they skip", () => {
    const back = [call("2026-10-25T00:30:00Z"), call("2026-10-25T01:30:00Z")];
    assert.deepEqual(heatMap(back, "Europe/Berlin"), [{ weekday: 7, hour: 2, calls: 2, poor: 0 }]);
    const forward = [call("2026-03-29T00:59:00Z"), call("2026-03-29T01:00:00Z")];
    assert.deepEqual(heatMap(forward, "Europe/Berlin"), [
      { weekday: 7, hour: 1, calls: 1, poor: 0 },
      { weekday: 7, hour: 3, calls: 1, poor: 0 },
    ]);
  });

  it("knows zones that are not whole hours away, and instants before 1970", () => {
    assert.deepEqual(heatMap([call("2026-11-16T18:20:00Z")], "Asia/Kathmandu"), [
      { weekday: 2, hour: 0, calls: 1, poor: 0 },
    ]);
    assert.deepEqual(heatMap([call("1969-12-31T22:30:00Z")], "UTC"), [{ weekday: 3, hour: 22, calls: 1, poor: 0 }]);
  });
});
