import assert from "node:assert/strict";
import { disagreementOf, feedbackAgreement, opinionOf } from "../../../src/calls/feedback-agreement.ts";
import type { FeedbackRating } from "../../../src/calls/feedback.ts";
import type { Participation } from "../../../src/calls/participation.ts";
import type { Quality } from "../../../src/calls/stream-quality.ts";
import { buildParticipation } from "../../support/participation-builder.ts";

function rated(quality: Quality, ...words: FeedbackRating[]): Participation {
  const ratings = words.map((rating, index) => ({ sessionId: `session-${index}`, rating, tokens: [], text: null }));
  return buildParticipation({ quality, ratings });
}

describe("feedback agreement", () => {
  it("takes the person's worst answer of a call", () => {
    const cases: [expected: ReturnType<typeof opinionOf>, ...words: FeedbackRating[]][] = [
      ["ratedPoor", "bad"],
      ["ratedPoor", "poor"],
      ["notClear", "fair"],
      ["ratedGood", "good"],
      ["ratedGood", "excellent"],
      ["ratedPoor", "excellent", "bad"],
      ["notClear", "notRated", "good", "fair"],
      ["ratedGood", "other", "notRated", "good"],
      [null, "notRated"],
      [null, "other", "notRated"],
      [null],
    ];
    for (const [expected, ...words] of cases) assert.equal(opinionOf(rated("good", ...words)), expected, words.join());
  });

  it("counts each rated call once, by what was measured beside the rating", () => {
    const calls = [
      rated("poor", "bad", "poor"),
      rated("good", "poor"),
      rated("good", "fair"),
      rated("unclassified", "fair"),
      rated("good", "excellent"),
      rated("good", "good"),
      rated("poor", "good"),
      rated("poor", "notRated"),
      rated("poor"),
    ];
    assert.deepEqual(feedbackAgreement(calls), {
      ratedPoor: { poor: 1, good: 1, unclassified: 0 },
      notClear: { poor: 0, good: 1, unclassified: 1 },
      ratedGood: { poor: 1, good: 2, unclassified: 0 },
    });
  });

  it("sees a disagreement only where rating and measurement contradict each other", () => {
    assert.equal(disagreementOf(rated("good", "poor")), "ratedPoorMeasuredGood");
    assert.equal(disagreementOf(rated("poor", "excellent")), "ratedGoodMeasuredPoor");
    assert.equal(disagreementOf(rated("poor", "bad")), null);
    assert.equal(disagreementOf(rated("good", "good")), null);
    assert.equal(disagreementOf(rated("unclassified", "bad")), null);
    assert.equal(disagreementOf(rated("poor", "fair")), null);
    assert.equal(disagreementOf(rated("poor", "notRated")), null);
    assert.equal(disagreementOf(rated("poor")), null);
  });
});
