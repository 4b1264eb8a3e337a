import assert from "node:assert/strict";
import { qualityByDay } from "../../../src/calls/quality-by-day.ts";
import { buildParticipation } from "../../support/participation-builder.ts";

describe("quality by day", () => {
  it("counts the calls that began on each of the days by their quality", () => {
    const calls = [
      // The 16th in Berlin.
      buildParticipation({ start: new Date("2026-11-15T23:30:00Z"), quality: "poor" }),
      buildParticipation({ start: new Date("2026-11-16T08:00:00Z"), quality: "good" }),
      buildParticipation({ start: new Date("2026-11-16T22:59:00Z"), quality: "good" }),
      buildParticipation({ start: new Date("2026-11-17T23:00:00Z"), quality: "unclassified" }),
      buildParticipation({ start: new Date("2026-11-18T23:00:00Z"), quality: "poor" }),
    ];
    assert.deepEqual(qualityByDay(calls, ["2026-11-16", "2026-11-17", "2026-11-18"], "Europe/Berlin"), [
      { date: "2026-11-16", good: 2, poor: 1, unclassified: 0 },
      { date: "2026-11-17", good: 0, poor: 0, unclassified: 0 },
      { date: "2026-11-18", good: 0, poor: 0, unclassified: 1 },
    ]);
  });
});
