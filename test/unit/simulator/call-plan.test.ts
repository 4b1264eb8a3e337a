import assert from "node:assert/strict";
import { planDay } from "../../../src/simulator/call-plan.ts";
import { createSites } from "../../../src/simulator/office.ts";
import { createPeople } from "../../../src/simulator/person-model.ts";
import { dayNumber, isWeekend, localDate, zoneOffset } from "../../../src/simulator/zoned-day.ts";

const people = createPeople(1, 60, createSites(1));
const settings = { seed: 1, people, callsPerPersonDay: 5, delayFactor: 1, townHalls: true };
const firstDay = dayNumber(Date.parse("2026-03-02T00:00:00Z"));
const days = Array.from({ length: 28 }, (_, index) => firstDay + index);

describe("simulator/call-plan", () => {
  it("plans the same day for the same seed, and every call once", () => {
    assert.deepEqual(planDay(settings, firstDay), planDay(settings, firstDay));
    assert.notDeepEqual(planDay(settings, firstDay), planDay({ ...settings, seed: 2 }, firstDay));
    const ids = days.flatMap((day) => planDay(settings, day).map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
  });

  it("gives everybody about five calls on working days and few at weekends", () => {
    const perDay = (weekend: boolean): number => {
      const chosen = days.filter((day) => isWeekend(day) === weekend);
      const parts = chosen.flatMap((day) => planDay(settings, day).filter(({ kind }) => kind !== "townHall"));
      return parts.reduce((sum, { members }) => sum + members.length, 0) / chosen.length / people.length;
    };
    assert.ok(perDay(false) > 4 && perDay(false) < 6.5, String(perDay(false)));
    assert.ok(perDay(true) > 0 && perDay(true) < 1, String(perDay(true)));
  });

  it("keeps to the organizer's own working hours, wherever they work", () => {
    const zones = new Set<string>();
    for (const day of days) {
      for (const plan of planDay(settings, day)) {
        const organizer = people[plan.organizer ?? -1];
        assert.ok(organizer);
        zones.add(organizer.timeZone);
        const hour = ((plan.start + zoneOffset(organizer.timeZone, plan.start)) % 86_400_000) / 3_600_000;
        assert.ok(hour > 6.5 && hour < 21, `${plan.kind} at ${hour} in ${organizer.timeZone}`);
      }
    }
    assert.deepEqual([...zones].sort(), [
      "America/New_York",
      "Asia/Shanghai",
      "Australia/Sydney",
      "Europe/Berlin",
      "Europe/London",
    ]);
  });

  it("has one meeting of 1,000 a fortnight and one of about a hundred a week", () => {
    const sizes = days.flatMap((day) =>
      planDay(settings, day).flatMap(({ kind, key }) => (kind === "townHall" ? [Number(key.split(".").pop())] : [])),
    );
    assert.equal(sizes.filter((size) => size === 1000).length, 2);
    assert.equal(sizes.filter((size) => size >= 75 && size <= 150).length, 4);
    assert.ok(
      days.every((day) => planDay({ ...settings, townHalls: false }, day).every(({ kind }) => kind !== "townHall")),
    );
  });

  it("knows dates across the change of the clocks", () => {
    assert.equal(localDate("America/New_York", Date.parse("2026-03-08T04:59:00Z")), "2026-03-07");
    assert.equal(zoneOffset("America/New_York", Date.parse("2026-03-09T12:00:00Z")), -4 * 3_600_000);
    assert.equal(zoneOffset("America/New_York", Date.parse("2026-03-07T12:00:00Z")), -5 * 3_600_000);
  });
});
