import assert from "node:assert/strict";
import type { QuietHours } from "../../../src/calls/alert-rule.ts";
import { isQuiet } from "../../../src/calls/rule-quiet-hours.ts";

const NIGHT: QuietHours = { from: "20:00", to: "07:30", timeZone: "Europe/Berlin", isQuietAtWeekends: false };
const at = (text: string): Date => new Date(text);

describe("quiet hours", () => {
  it("are none unless set", () => {
    assert.equal(isQuiet(null, at("2026-03-02T03:00:00Z")), false);
  });

  it("go over midnight in their own time zone", () => {
    assert.equal(isQuiet(NIGHT, at("2026-03-02T18:59:59Z")), false);
    assert.equal(isQuiet(NIGHT, at("2026-03-02T19:00:00Z")), true);
    assert.equal(isQuiet(NIGHT, at("2026-03-03T06:29:59Z")), true);
    assert.equal(isQuiet(NIGHT, at("2026-03-03T06:30:00Z")), false);
    // In summer an hour earlier by UTC.
    assert.equal(isQuiet(NIGHT, at("2026-07-01T18:00:00Z")), true);
  });

  it("lie within a day, too", () => {
    const lunch = { ...NIGHT, from: "12:00", to: "13:00" };
    assert.equal(isQuiet(lunch, at("2026-03-02T11:30:00Z")), true);
    assert.equal(isQuiet(lunch, at("2026-03-02T12:00:00Z")), false);
  });

  it("may be all of a weekend, as it is locally", () => {
    const weekends = { ...NIGHT, from: "00:00", to: "00:00", isQuietAtWeekends: true };
    assert.equal(isQuiet(weekends, at("2026-03-06T22:59:00Z")), false);
    assert.equal(isQuiet(weekends, at("2026-03-06T23:00:00Z")), true);
    assert.equal(isQuiet(weekends, at("2026-03-08T22:59:00Z")), true);
    assert.equal(isQuiet(weekends, at("2026-03-08T23:00:00Z")), false);
  });
});
