import assert from "node:assert/strict";
import { createFormats, formatLocale } from "../../../../bot/messages/format.ts";

const UNITS = { hour: "h", minute: "min", second: "s", millisecond: "ms", framesPerSecond: "fps", join: " " };

describe("formats", () => {
  const formats = createFormats("en-001-u-hc-h23", "Europe/Berlin", UNITS);

  it("write durations in hours and minutes, seconds only of short ones, without a sixtieth minute", () => {
    const cases: [seconds: number, text: string][] = [
      [0, "0 s"],
      [0.4, "0 s"],
      [45, "45 s"],
      [59.6, "1 min"],
      [60, "1 min"],
      [200, "3 min 20 s"],
      [599.4, "9 min 59 s"],
      [599.6, "10 min"],
      [629, "10 min"],
      [3569, "59 min"],
      [3570, "1 h"],
      [5040, "1 h 24 min"],
      [7199, "2 h"],
      [360_000, "100 h"],
      [4_000_000, "1,111 h 7 min"],
    ];
    for (const [seconds, text] of cases) assert.equal(formats.duration(seconds), text);
  });

  it("write days without a comma after the weekday, and the year when asked", () => {
    assert.equal(formats.day("2026-11-16"), "Mon 16 Nov");
    assert.equal(formats.day("2026-11-16", { withYear: true }), "Mon 16 Nov 2026");
    assert.equal(formats.days("2026-11-16", "2026-11-22"), "Mon 16 – Sun 22 Nov");
    assert.equal(formats.days("2026-12-28", "2027-01-03", { withYear: true }), "Mon 28 Dec 2026 – Sun 3 Jan 2027");
    const british = createFormats("en-GB", "UTC", UNITS);
    assert.equal(british.days("2026-11-16", "2026-11-22"), "Mon 16 – Sun 22 Nov");
    assert.equal(british.days("2026-11-30", "2026-12-06"), "Mon 30 Nov – Sun 6 Dec");
    assert.equal(formats.weekday("2026-11-16"), "Mon");
    assert.equal(formats.month(2026, 11), "November 2026");
  });

  it("write instants in the zone, with a 24-hour clock where the region is not known", () => {
    const lateOnSunday = new Date("2026-11-15T23:05:00Z");
    assert.equal(formats.time(lateOnSunday), "00:05");
    assert.equal(formats.dayTime(lateOnSunday), "Mon 16 Nov, 00:05");
    const american = createFormats("en-US", "America/New_York", UNITS);
    assert.equal(american.dayTime(lateOnSunday), "Sun Nov 15, 6:05 PM");
  });

  it("write numbers as the region does", () => {
    assert.equal(formats.count(1204), "1,204");
    assert.equal(formats.decimal(4.25, 1), "4.3");
    assert.equal(formats.percentage(0.123), "12%");
    assert.equal(formats.percentage(0.0138, 1), "1.4%");
    assert.equal(createFormats("en-DE", "UTC", UNITS).count(1204), "1.204");
  });

  it("take the region of a locale, never its language", () => {
    assert.equal(formatLocale("en-US", "en", "en-001"), "en-US");
    assert.equal(formatLocale("de-DE", "en", "en-001"), "en-DE");
    assert.equal(formatLocale("zh-Hans-CN", "en", "en-001"), "en-CN");
    for (const locale of ["en", "de", "", "x", "en_US", "not a locale"]) {
      assert.equal(formatLocale(locale, "en", "en-001"), "en-001", locale);
    }
  });

  it("refuse an unknown time zone", () => {
    assert.throws(() => createFormats("en", "Europe/Nowhere", UNITS), RangeError);
  });
});
