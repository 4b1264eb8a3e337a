import assert from "node:assert/strict";
import fc from "fast-check";
import type { FeedbackRating } from "../../../src/calls/feedback.ts";
import { resolvePeriod, type PeriodName } from "../../../src/calls/period.ts";
import type { Participation, ParticipationRating } from "../../../src/calls/participation.ts";
import { isPoorCall, summarize, type Summary } from "../../../src/calls/summary.ts";
import { buildParticipation } from "../../support/participation-builder.ts";

const ZONE = "Europe/Berlin";
const NOW = new Date("2026-11-18T10:00:00Z");

function summaryOf(calls: Participation[], name: PeriodName = { kind: "thisWeek" }, now = NOW, zone = ZONE): Summary {
  return summarize(calls, resolvePeriod(name, now, zone), now, zone);
}

function rating(word: FeedbackRating, tokens: string[] = []): ParticipationRating {
  return { sessionId: "session-1", rating: word, tokens, text: null };
}

describe("summary", () => {
  it("of no calls has zeros, no average, and the days up to today", () => {
    assert.deepEqual(summaryOf([]), {
      calls: 0,
      durationSeconds: 0,
      byType: {},
      byModality: {},
      quality: { good: 0, poor: 0, unclassified: 0 },
      feedback: { rated: 0, notRated: 0, average: null, poor: 0, tokens: {} },
      platforms: {},
      people: [],
      byDay: ["2026-11-16", "2026-11-17", "2026-11-18"].map((date) => ({
        date,
        calls: 0,
        durationSeconds: 0,
        poor: 0,
      })),
    });
  });

  it("counts types, modalities, qualities and each call's own platform", () => {
    const summary = summaryOf([
      buildParticipation({ modalities: ["audio", "video", "audio"], quality: "poor" }),
      buildParticipation({ callType: "peerToPeer", quality: "unclassified", client: null }),
      buildParticipation({ modalities: ["audio", "videoBasedScreenSharing"] }),
    ]);
    assert.equal(summary.calls, 3);
    assert.deepEqual(summary.byType, { groupCall: 2, peerToPeer: 1 });
    assert.deepEqual(summary.byModality, { audio: 3, video: 1, videoBasedScreenSharing: 1 });
    assert.deepEqual(summary.quality, { good: 1, poor: 1, unclassified: 1 });
    assert.deepEqual(summary.platforms, { windows: 2 });
  });

  it("adds seconds without the dust of fractions", () => {
    const summary = summaryOf([0.1, 0.2, 0.7].map((durationSeconds) => buildParticipation({ durationSeconds })));
    assert.equal(summary.durationSeconds, 1);
    assert.equal(summary.byDay[0]?.durationSeconds, 1);
  });

  it("takes notRated for no answer and no zero, and unknown ratings for neither", () => {
    const { feedback } = summaryOf([
      buildParticipation({ ratings: [rating("excellent"), rating("notRated")] }),
      buildParticipation({ ratings: [rating("bad", ["Echo", "NoSound"])] }),
      buildParticipation({ ratings: [rating("poor", ["Echo"]), rating("other")] }),
      buildParticipation({ ratings: [] }),
    ]);
    assert.deepEqual(feedback, {
      rated: 3,
      notRated: 1,
      average: 8 / 3,
      poor: 2,
      tokens: { Echo: 2, NoSound: 1 },
    });
  });

  it("has no average when nobody answered", () => {
    assert.equal(
      summaryOf([buildParticipation({ ratings: [rating("notRated"), rating("other")] })]).feedback.average,
      null,
    );
  });

  it("counts tokens under any name, also those of object prototypes", () => {
    const { feedback } = summaryOf([buildParticipation({ ratings: [rating("bad", ["__proto__", "constructor"])] })]);
    assert.deepEqual(Object.entries(feedback.tokens), [
      ["__proto__", 1],
      ["constructor", 1],
    ]);
  });

  it("names the other person of two-party calls by id, most calls first, with the newest name", () => {
    const withPerson = (id: string, displayName: string | null, durationSeconds: number): Participation =>
      buildParticipation({ durationSeconds, others: { count: 1, person: { id, kind: "user", displayName } } });
    const { people } = summaryOf([
      withPerson("ben", null, 10),
      withPerson("ben", "Ben New", 20),
      withPerson("ben", "Ben Old", 30),
      withPerson("cleo", "Cleo", 500),
      withPerson("dan", "Dan", 600),
      buildParticipation({ others: { count: 5, person: null } }),
    ]);
    assert.deepEqual(people, [
      { id: "ben", displayName: "Ben New", calls: 3, durationSeconds: 60 },
      { id: "dan", displayName: "Dan", calls: 1, durationSeconds: 600 },
      { id: "cleo", displayName: "Cleo", calls: 1, durationSeconds: 500 },
    ]);
  });

  it("puts each call on the local day of its start, also over midnight and clock changes", () => {
    const at = (iso: string, over: Partial<Participation> = {}): Participation =>
      buildParticipation({ start: new Date(iso), ...over });
    const calls = [
      at("2026-10-25T23:00:00Z"),
      at("2026-10-25T22:59:59.999Z", { quality: "poor" }),
      at("2026-10-25T00:30:00Z"),
      at("2026-10-24T22:00:00Z"),
      at("2026-10-24T21:59:59Z"),
    ];
    const { byDay } = summaryOf(calls, { kind: "range", from: "2026-10-24", to: "2026-10-26" });
    assert.deepEqual(
      byDay.map(({ date, calls: count, poor }) => [date, count, poor]),
      [
        ["2026-10-24", 1, 0],
        ["2026-10-25", 3, 1],
        ["2026-10-26", 1, 0],
      ],
    );
  });

  it("has all days of a past period, and none of a period to come", () => {
    assert.equal(summaryOf([], { kind: "lastMonth" }).byDay.length, 31);
    assert.equal(summaryOf([], { kind: "thisMonth" }).byDay.length, 18);
    assert.deepEqual(summaryOf([], { kind: "day", date: "2026-11-19" }).byDay, []);
  });

  it("takes today from the zone it is given", () => {
    const now = new Date("2026-11-18T23:30:00Z");
    assert.equal(summaryOf([], { kind: "thisWeek" }, now, "Europe/Berlin").byDay.length, 4);
    assert.equal(summaryOf([], { kind: "thisWeek" }, now, "America/New_York").byDay.length, 3);
  });

  it("has parts that add up to the whole, whatever the calls", () => {
    const period = resolvePeriod({ kind: "thisMonth" }, NOW, ZONE);
    const anyCall = fc.record({
      start: fc.date({ min: period.start, max: new Date(period.end.getTime() - 1), noInvalidDate: true }),
      durationSeconds: fc.integer({ min: 0, max: 20_000_000 }).map((ms) => ms / 1000),
      quality: fc.constantFrom("good" as const, "poor" as const, "unclassified" as const),
      callType: fc.constantFrom("groupCall" as const, "peerToPeer" as const, "unknown" as const, "other" as const),
    });
    fc.assert(
      fc.property(fc.array(anyCall, { maxLength: 60 }), (overs) => {
        const summary = summarize(
          overs.map((over) => buildParticipation(over)),
          period,
          NOW,
          ZONE,
        );
        const add = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);
        const ms = (seconds: number): number => Math.round(seconds * 1000);
        assert.equal(add(summary.byDay.map(({ calls }) => calls)), overs.length);
        assert.equal(add(summary.byDay.map(({ poor }) => poor)), summary.quality.poor);
        assert.equal(add(summary.byDay.map((day) => ms(day.durationSeconds))), ms(summary.durationSeconds));
        assert.equal(ms(summary.durationSeconds), add(overs.map((over) => ms(over.durationSeconds))));
        assert.equal(add(Object.values(summary.byType)), overs.length);
        assert.equal(add(Object.values(summary.quality)), overs.length);
        const dates = summary.byDay.map(({ date }) => date);
        assert.deepEqual(dates, [...new Set(dates)].sort());
      }),
      { numRuns: 60 },
    );
  });
});

describe("poor call", () => {
  it("is one of poor quality, or one that was rated bad or poor", () => {
    assert.equal(isPoorCall(buildParticipation({ quality: "poor" })), true);
    assert.equal(isPoorCall(buildParticipation({ ratings: [rating("good"), rating("bad")] })), true);
    assert.equal(isPoorCall(buildParticipation({ ratings: [rating("poor")] })), true);
  });

  it("is not an unclassified one, nor one rated fair or not at all", () => {
    const ratings = [rating("fair"), rating("notRated"), rating("other")];
    assert.equal(isPoorCall(buildParticipation({ quality: "unclassified", ratings })), false);
    assert.equal(isPoorCall(buildParticipation()), false);
  });
});
