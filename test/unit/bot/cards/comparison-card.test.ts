import assert from "node:assert/strict";
import { answerCard } from "../../../../bot/cards/answer-card.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import type { DimensionComparison } from "../../../../src/calls/comparison.ts";
import { cardTexts } from "../../../support/card-texts.ts";
import { comparedAnswer, SAMPLE_TIME_ZONE } from "../../../support/sample-answers.ts";

const messages = messagesFor("en-GB", SAMPLE_TIME_ZONE);
const WIFI = { value: "wifi", calls: 47, good: 32, poor: 13, unclassified: 2 };
const WIRED = { value: "wired", calls: 61, good: 57, poor: 4, unclassified: 0 };

function textsOf(over: Partial<DimensionComparison>): string[] {
  const dimension: DimensionComparison = {
    dimension: "connection",
    groups: [
      { ...WIRED, poorShare: { value: 4 / 61, low: 0.026, high: 0.157 } },
      { ...WIFI, poorShare: { value: 13 / 45, low: 0.177, high: 0.434 } },
    ],
    finding: { kind: "similar" },
    ...over,
  };
  const comparison = { minimumSample: 20, dimensions: [dimension] };
  return cardTexts(answerCard(comparedAnswer("compareNetworks", 108, comparison), messages));
}

describe("comparison card", () => {
  it("says what was more often poor, by how much of how many, and that it may have other causes", () => {
    const difference = { value: 0.22, low: 0.08, high: 0.37 };
    const texts = textsOf({ finding: { kind: "different", worse: "wifi", better: "wired", difference } });
    assert.ok(
      texts.includes(
        "In your calls, Wi-Fi had poor quality more often than Wired (29% against 7%, 45 and 61 calls); other causes may be behind it.",
      ),
      texts.join("\n"),
    );
  });

  it("gives each value its judged calls and its share with the interval", () => {
    const texts = textsOf({});
    const row = texts.indexOf("Wi-Fi");
    assert.deepEqual(texts.slice(row, row + 3), ["Wi-Fi", "45", "29% (18%–43%)"]);
    assert.ok(texts.includes("In your calls there is no difference beyond chance."));
  });

  it("tells no share under the minimum sample", () => {
    const texts = textsOf({ groups: [{ ...WIFI, poorShare: null }], finding: { kind: "tooFew" } });
    assert.ok(texts.includes("too few calls"));
    assert.ok(texts.some((line) => line.includes("at least two rows need 20 judged calls each")));
    assert.ok(!texts.some((line) => line.includes("29%")));
  });

  it("keeps a device's own name, whatever it is, and words for what is ours", () => {
    const groups = [
      { ...WIFI, value: "wifi", poorShare: null },
      { ...WIRED, value: "*Jabra* [x](y)", poorShare: null },
    ];
    assert.ok(textsOf({ dimension: "microphone", groups }).includes("*Jabra* [x](y)"));
    assert.ok(textsOf({ dimension: "microphone", groups }).includes("wifi"));
    assert.ok(
      textsOf({ dimension: "place", groups: [{ ...WIFI, value: "elsewhere", poorShare: null }] }).includes("Elsewhere"),
    );
  });
});
