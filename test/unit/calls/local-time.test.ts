import assert from "node:assert/strict";
import fc from "fast-check";
import {
  addDays,
  createLocalTime,
  dateFrom,
  daysBetween,
  isTimeZone,
  mondayOf,
  startOfMonth,
  weekdayOf,
} from "../../../src/calls/local-time.ts";

const HOUR_MS = 3_600_000;

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "Europe/London",
  "America/New_York",
  "America/Sao_Paulo",
  "America/Havana",
  "America/St_Johns",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Asia/Tehran",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
];

/** What a zone's clocks show, read by another way than the code's: formatted as text in a locale that writes ISO dates. */
function shownDate(timeZone: string): (instant: Date) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return (instant) => format.format(instant);
}

const anyInstant = fc.date({
  min: new Date("1975-01-01T00:00:00Z"),
  max: new Date("2060-01-01T00:00:00Z"),
  noInvalidDate: true,
});

describe("local time", () => {
  it("starts a day at its first instant, whatever the clocks do at midnight", () => {
    const cases: [zone: string, date: string, start: string][] = [
      ["Europe/Berlin", "2026-11-16", "2026-11-15T23:00:00.000Z"],
      ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000Z"],
      ["Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00.000Z"],
      ["America/New_York", "2026-11-01", "2026-11-01T04:00:00.000Z"],
      ["America/New_York", "2026-11-02", "2026-11-02T05:00:00.000Z"],
      // Midnight does not exist: clocks go from 00:00 to 01:00.
      ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z"],
      ["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00.000Z"],
      ["Asia/Beirut", "2022-03-27", "2022-03-26T22:00:00.000Z"],
      // Midnight comes twice: the day begins the first time.
      ["America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z"],
      ["Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15:00.000Z"],
      // 30 December 2011 was left out; it is empty and begins with the 31st.
      ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00.000Z"],
      ["Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00.000Z"],
      // Set back from 00:01 to 23:01: the first of the two midnights.
      ["America/St_Johns", "2010-11-07", "2010-11-07T02:30:00.000Z"],
      ["UTC", "0099-03-01", "0099-03-01T00:00:00.000Z"],
      ["UTC", "9999-12-31", "9999-12-31T00:00:00.000Z"],
    ];
    for (const [zone, date, start] of cases) {
      assert.equal(createLocalTime(zone).startOfDay(date).toISOString(), start, `${zone} ${date}`);
    }
  });

  it("agrees, minute by minute around every change of the clocks, with what the clocks show", () => {
    const changes: [zone: string, around: string][] = [
      ["America/Sao_Paulo", "2018-11-04T03:00:00Z"],
      ["America/Sao_Paulo", "2018-02-18T02:00:00Z"],
      ["Africa/Cairo", "2026-04-23T22:00:00Z"],
      ["Africa/Cairo", "2026-10-29T21:00:00Z"],
      ["America/Havana", "2026-11-01T05:00:00Z"],
      ["Asia/Tehran", "2020-03-20T20:30:00Z"],
      ["Australia/Lord_Howe", "2026-04-04T15:00:00Z"],
      ["Pacific/Apia", "2011-12-30T10:00:00Z"],
    ];
    for (const [zone, around] of changes) {
      const shown = shownDate(zone);
      const localTime = createLocalTime(zone);
      for (let minute = -180; minute <= 180; minute += 1) {
        const instant = new Date(new Date(around).getTime() + minute * 60_000);
        assert.equal(localTime.dateOf(instant), shown(instant), `${zone} ${instant.toISOString()}`);
      }
    }
  });

  it("keeps a day whole where clocks go back over midnight", () => {
    // 2010-11-07 00:01 in St. John's became 23:01 of the 6th; the day that had begun goes on.
    const localTime = createLocalTime("America/St_Johns");
    assert.equal(localTime.dateOf(new Date("2010-11-07T02:29:59.999Z")), "2010-11-06");
    assert.equal(localTime.dateOf(new Date("2010-11-07T02:30:30.000Z")), "2010-11-07");
    assert.equal(shownDate("America/St_Johns")(new Date("2010-11-07T03:00:00.000Z")), "2010-11-06");
    assert.equal(localTime.dateOf(new Date("2010-11-07T03:00:00.000Z")), "2010-11-07");
    assert.equal(localTime.dateOf(new Date("2010-11-07T04:00:00.000Z")), "2010-11-07");
  });

  it("divides time into days: every instant lies in the day of its date and in no other", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), anyInstant, (zone, instant) => {
        const localTime = createLocalTime(zone);
        const date = localTime.dateOf(instant);
        assert.ok(localTime.startOfDay(date) <= instant, "after the start");
        assert.ok(instant < localTime.startOfDay(addDays(date, 1)), "before the next day");
        assert.equal(localTime.dateOf(localTime.startOfDay(date)), date);
      }),
      { numRuns: 400 },
    );
  });

  it("gives every instant the same date, whatever was asked before", () => {
    const reused = createLocalTime("Europe/Berlin");
    fc.assert(
      fc.property(anyInstant, (instant) => {
        assert.equal(reused.dateOf(instant), shownDate("Europe/Berlin")(instant));
      }),
      { numRuns: 200 },
    );
  });

  it("finds an hour of a day, its first where it comes twice and what follows where it is skipped", () => {
    const cases: [zone: string, date: string, hour: number, instant: string][] = [
      ["UTC", "2026-11-23", 8, "2026-11-23T08:00:00.000Z"],
      ["Europe/Berlin", "2026-03-30", 8, "2026-03-30T06:00:00.000Z"],
      ["Europe/Berlin", "2026-03-29", 8, "2026-03-29T06:00:00.000Z"],
      ["Europe/Berlin", "2026-03-29", 2, "2026-03-29T01:00:00.000Z"],
      ["Europe/Berlin", "2026-10-25", 2, "2026-10-25T00:00:00.000Z"],
      ["Europe/Berlin", "2026-10-25", 8, "2026-10-25T07:00:00.000Z"],
      ["Asia/Kathmandu", "2026-11-23", 8, "2026-11-23T02:15:00.000Z"],
      ["Pacific/Kiritimati", "2026-11-23", 8, "2026-11-22T18:00:00.000Z"],
    ];
    for (const [zone, date, hour, instant] of cases) {
      assert.equal(createLocalTime(zone).atHour(date, hour).toISOString(), instant, `${zone} ${date} ${hour}`);
    }
  });

  it("has days of 23, 24 and 25 hours", () => {
    const hours = (zone: string, date: string): number => {
      const localTime = createLocalTime(zone);
      return (localTime.startOfDay(addDays(date, 1)).getTime() - localTime.startOfDay(date).getTime()) / HOUR_MS;
    };
    assert.equal(hours("Europe/Berlin", "2026-03-29"), 23);
    assert.equal(hours("Europe/Berlin", "2026-10-25"), 25);
    assert.equal(hours("America/New_York", "2026-03-08"), 23);
    assert.equal(hours("America/New_York", "2026-11-01"), 25);
    assert.equal(hours("Africa/Cairo", "2026-04-24"), 23);
    assert.equal(hours("Australia/Lord_Howe", "2026-10-04"), 23.5);
    assert.equal(hours("Pacific/Apia", "2011-12-30"), 0);
  });

  it("reads dates of years before 1 and after 9999", () => {
    assert.equal(createLocalTime("UTC").dateOf(new Date("-000044-03-15T12:00:00Z")), "-000044-03-15");
    assert.equal(createLocalTime("UTC").dateOf(new Date("+012026-03-15T12:00:00Z")), "+012026-03-15");
  });

  it("knows time zones from what is none", () => {
    for (const zone of [...ZONES, "Asia/Calcutta", "europe/berlin", "GMT"]) assert.equal(isTimeZone(zone), true, zone);
    for (const text of ["", "Berlin", "Europe/Nowhere", "+02:00", "-0500", "UTC+2", "W. Europe Standard Time"]) {
      assert.equal(isTimeZone(text), false, text);
    }
  });
});

describe("dates", () => {
  it("are counted over the ends of months and years", () => {
    assert.equal(addDays("2026-12-31", 1), "2027-01-01");
    assert.equal(addDays("2028-02-28", 1), "2028-02-29");
    assert.equal(addDays("2100-02-28", 1), "2100-03-01");
    assert.equal(addDays("2026-01-01", -1), "2025-12-31");
    assert.equal(daysBetween("2028-01-01", "2029-01-01"), 366);
    assert.equal(daysBetween("2026-03-02", "2026-03-01"), -1);
  });

  it("know their weekday and their Monday", () => {
    assert.equal(weekdayOf("2026-11-16"), 1);
    assert.equal(weekdayOf("2026-11-22"), 7);
    assert.equal(mondayOf("2026-11-16"), "2026-11-16");
    assert.equal(mondayOf("2026-11-22"), "2026-11-16");
    assert.equal(mondayOf("2027-01-01"), "2026-12-28");
  });

  it("know their month's start and its neighbors, also from the 31st", () => {
    assert.equal(startOfMonth("2026-12-31"), "2026-12-01");
    assert.equal(startOfMonth("2026-12-31", 1), "2027-01-01");
    assert.equal(startOfMonth("2026-03-31", -1), "2026-02-01");
    assert.equal(startOfMonth("2026-01-31", 1), "2026-02-01");
  });

  it("are made only of days that the calendar has", () => {
    assert.equal(dateFrom(2028, 2, 29), "2028-02-29");
    for (const [year, month, day] of [
      [2027, 2, 29],
      [2026, 2, 31],
      [2026, 4, 31],
      [2026, 13, 1],
      [2026, 0, 1],
      [2026, 1, 0],
      [20260, 1, 1],
      [2026.5, 1, 1],
    ] as const) {
      assert.equal(dateFrom(year, month, day), null, `${year}-${month}-${day}`);
    }
  });
});
