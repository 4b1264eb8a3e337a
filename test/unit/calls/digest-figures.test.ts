import assert from "node:assert/strict";
import { digestFigures, digestPeriods } from "../../../src/calls/digest-figures.ts";
import { buildParticipation } from "../../support/participation-builder.ts";

/** Monday morning in Berlin, one hour after its midnight. */
const MONDAY = new Date("2026-11-23T00:00:00Z");
const ZONE = "Europe/Berlin";

describe("digest figures", () => {
  it("are about the whole week that is over and the one before, in the person's time zone", () => {
    const { week, before } = digestPeriods(MONDAY, ZONE);
    assert.deepEqual([week.start, week.end], [new Date("2026-11-15T23:00:00Z"), new Date("2026-11-22T23:00:00Z")]);
    assert.deepEqual(before.end, week.start);
    assert.deepEqual(before.start, new Date("2026-11-08T23:00:00Z"));
    assert.deepEqual(week.name, { kind: "lastWeek" });
  });

  it("have the right hours where clocks change in between", () => {
    const { week, before } = digestPeriods(new Date("2026-10-26T08:00:00Z"), ZONE);
    const hours = (period: typeof week): number => (period.end.getTime() - period.start.getTime()) / 3_600_000;
    assert.deepEqual([hours(week), hours(before)], [169, 168]);
  });

  it("count each call in its own week", () => {
    const starts = ["2026-11-22T22:59:00Z", "2026-11-15T23:00:00Z", "2026-11-15T22:59:00Z", "2026-11-08T22:59:00Z"];
    const calls = starts.map((start) => buildParticipation({ start: new Date(start), quality: "poor" }));
    const { summary, before } = digestFigures(calls, MONDAY, ZONE);
    assert.deepEqual([summary.calls, summary.quality.poor, before.calls], [2, 2, 1]);
    assert.deepEqual([summary.byDay.length, before.byDay.length], [7, 7]);
  });
});
