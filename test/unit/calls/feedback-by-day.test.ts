import assert from "node:assert/strict";
import { feedbackByDay } from "../../../src/calls/feedback-by-day.ts";
import type { FeedbackRating } from "../../../src/calls/feedback.ts";
import { buildParticipation } from "../../support/participation-builder.ts";

const rating = (word: FeedbackRating) => ({ sessionId: word, rating: word, tokens: [], text: null });

describe("feedback by day", () => {
  it("has the ratings of the calls that began on each of the days", () => {
    const calls = [
      // The 16th in Berlin.
      buildParticipation({ start: new Date("2026-11-15T23:30:00Z"), ratings: [rating("bad"), rating("notRated")] }),
      buildParticipation({ start: new Date("2026-11-16T22:59:00Z"), ratings: [rating("excellent")] }),
      buildParticipation({ start: new Date("2026-11-16T23:00:00Z") }),
      buildParticipation({ start: new Date("2026-11-18T08:00:00Z"), ratings: [rating("other")] }),
      buildParticipation({ start: new Date("2026-11-19T08:00:00Z"), ratings: [rating("good")] }),
    ];
    assert.deepEqual(feedbackByDay(calls, ["2026-11-16", "2026-11-17", "2026-11-18"], "Europe/Berlin"), [
      { date: "2026-11-16", rated: 2, average: 3, poor: 1 },
      { date: "2026-11-17", rated: 0, average: null, poor: 0 },
      { date: "2026-11-18", rated: 0, average: null, poor: 0 },
    ]);
  });
});
