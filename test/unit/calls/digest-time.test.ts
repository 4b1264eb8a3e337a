import assert from "node:assert/strict";
import fc from "fast-check";
import { dueDigest, dueDigestAnywhere } from "../../../src/calls/digest-time.ts";

const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati", "Etc/GMT+12"];

describe("digest time", () => {
  it("is from eight on Monday to midnight, by the person's own clocks", () => {
    const cases: [zone: string, instant: string, due: string | null][] = [
      ["UTC", "2026-11-23T07:59:59.999Z", null],
      ["UTC", "2026-11-23T08:00:00Z", "2026-11-23"],
      ["UTC", "2026-11-23T23:59:59.999Z", "2026-11-23"],
      ["UTC", "2026-11-24T00:00:00Z", null],
      ["Europe/Berlin", "2026-11-23T06:59:59Z", null],
      ["Europe/Berlin", "2026-11-23T07:00:00Z", "2026-11-23"],
      ["Europe/Berlin", "2026-11-23T22:59:59Z", "2026-11-23"],
      ["Europe/Berlin", "2026-11-23T23:00:00Z", null],
      ["Asia/Shanghai", "2026-11-22T23:59:59Z", null],
      ["Asia/Shanghai", "2026-11-23T00:00:00Z", "2026-11-23"],
      ["America/Los_Angeles", "2026-11-24T07:59:59Z", "2026-11-23"],
      // The day after the clocks went forward, and the day after they went back.
      ["Europe/Berlin", "2026-03-30T05:59:59Z", null],
      ["Europe/Berlin", "2026-03-30T06:00:00Z", "2026-03-30"],
      ["Europe/Berlin", "2026-10-26T06:59:59Z", null],
      ["Europe/Berlin", "2026-10-26T07:00:00Z", "2026-10-26"],
      // Clocks that change within a Monday: Tehran, from 0:00 to 1:00.
      ["Asia/Tehran", "2021-03-22T03:30:00Z", "2021-03-22"],
      ["Asia/Tehran", "2021-03-22T03:29:59Z", null],
    ];
    for (const [zone, instant, due] of cases) {
      assert.equal(dueDigest(new Date(instant), zone), due, `${zone} ${instant}`);
    }
  });

  it("is known without any person: what is due for one is due anywhere", () => {
    const instants = fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, instant) => {
        const due = dueDigest(instant, zone);
        if (due !== null) assert.equal(dueDigestAnywhere(instant), due);
      }),
      { numRuns: 300 },
    );
    assert.equal(dueDigestAnywhere(new Date("2026-11-22T18:00:00Z")), "2026-11-23");
    assert.equal(dueDigestAnywhere(new Date("2026-11-24T11:59:59Z")), "2026-11-23");
    assert.equal(dueDigestAnywhere(new Date("2026-11-24T12:00:00Z")), null);
    assert.equal(dueDigestAnywhere(new Date("2026-11-21T12:00:00Z")), null);
  });
});
