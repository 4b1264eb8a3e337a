import assert from "node:assert/strict";
import { measureSilence } from "../../../src/calls/health-silence.ts";
import type { HourFigures } from "../../../src/calls/ledger.ts";

const NOW = new Date("2026-03-23T12:00:00Z");
const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;

function line(hour: string | number, over: Partial<HourFigures> = {}): HourFigures {
  return {
    hour: new Date(hour),
    isComplete: false,
    listed: null,
    listedAt: null,
    held: 0,
    missing: 0,
    provisional: 0,
    settled: 0,
    repaired: 0,
    ...over,
  };
}

/** Three earlier Mondays, with that many calls held in the hour from 08:00 to 09:00 UTC. */
function mondays(...held: number[]): HourFigures[] {
  return held.map((calls, weeks) =>
    line(new Date("2026-03-16T08:00:00Z").getTime() - weeks * WEEK_MS, { held: calls }),
  );
}

describe("silence since the last notification", () => {
  const since = new Date("2026-03-23T07:30:00Z");

  it("expects what is usual at the hour of the week, for hours that nobody listed", () => {
    const { expectedCalls, listedCalls } = measureSilence(mondays(12, 8, 16), since, NOW);
    assert.deepEqual([expectedCalls, listedCalls], [12, 0]);
  });

  it("counts what Graph lists instead, once the hour is complete: a holiday is no silence", () => {
    const listed = (calls: number) => line("2026-03-23T08:00:00Z", { isComplete: true, listed: calls });
    assert.deepEqual(measureSilence([...mondays(12), listed(0)], since, NOW), {
      since,
      listedCalls: 0,
      expectedCalls: 0,
    });
    assert.equal(measureSilence([...mondays(12), listed(7)], since, NOW).listedCalls, 7);
  });

  it("leaves out the hour of the last notification, and hours whose calls may yet appear", () => {
    const later = new Date("2026-03-23T08:00:01Z");
    assert.equal(measureSilence(mondays(12), later, NOW).expectedCalls, 0);
    assert.equal(measureSilence(mondays(12), since, new Date("2026-03-23T11:44:59Z")).expectedCalls, 0);
    assert.equal(measureSilence(mondays(12), since, new Date("2026-03-23T11:45:00Z")).expectedCalls, 12);
  });

  it("expects nothing of an hour of the week without an example", () => {
    assert.equal(measureSilence([], since, NOW).expectedCalls, 0);
    assert.equal(measureSilence(mondays(12), new Date("2026-03-22T00:00:00Z"), since).expectedCalls, 0);
  });

  it("learns nothing from the silence itself", () => {
    const silentHour = line("2026-03-23T08:00:00Z");
    assert.equal(measureSilence([...mondays(12), silentHour], since, NOW).expectedCalls, 12);
  });
});
