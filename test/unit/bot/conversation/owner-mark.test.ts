import assert from "node:assert/strict";
import { askAction } from "../../../../bot/cards/ask-action.ts";
import type { Container } from "../../../../bot/cards/adaptive-card.ts";
import { container, text } from "../../../../bot/cards/elements.ts";
import { fitCard, LARGEST_CARD_BYTES } from "../../../../bot/cards/fit-card.ts";
import { marked, ownerMark } from "../../../../bot/conversation/owner-mark.ts";
import { answerCard } from "../../../../bot/cards/answer-card.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import { sampleAnswers, SAMPLE_TIME_ZONE } from "../../../support/sample-answers.ts";

const MARKS = { owner: ownerMark("person-1"), where: "here" } as const;

describe("marks on the cards of shared places", () => {
  it("are on every question of every card, wherever it stands, and change nothing else", () => {
    for (const answer of Object.values(sampleAnswers()).flat()) {
      const card = answerCard(answer, messagesFor("en", SAMPLE_TIME_ZONE));
      const questions = JSON.stringify(card).split('"data":{"text":').length;
      const json = JSON.stringify(marked(card, MARKS));
      assert.equal(json.split(`"owner":"${MARKS.owner}","where":"here"}`).length, questions);
      assert.equal(json.replaceAll(`,"owner":"${MARKS.owner}","where":"here"`, ""), JSON.stringify(card));
    }
  });

  it("keep the card within 28 KB, however full it is", () => {
    const row = (index: number): Container =>
      container([text(`Call ${index}`)], {
        selectAction: askAction("Show this call", `call ${index} ${"x".repeat(150)}`),
      });
    const sizes = Array.from({ length: 60 }, (_, step) => {
      const card = fitCard("en", (length) => ({
        summary: "Calls",
        body: [text("x".repeat(18_000 + 100 * step)), ...Array.from({ length }, (_item, index) => row(index))],
      }));
      return Buffer.byteLength(JSON.stringify(marked(card, MARKS)));
    });
    const largest = Math.max(...sizes);
    assert.ok(largest <= LARGEST_CARD_BYTES && largest > LARGEST_CARD_BYTES - 200, `${largest} bytes`);
  });

  it("tell people apart without naming them", () => {
    assert.notEqual(ownerMark("person-1"), ownerMark("person-2"));
    assert.ok(!ownerMark("person-1").includes("person"));
  });
});
