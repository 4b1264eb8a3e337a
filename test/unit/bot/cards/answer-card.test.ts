import assert from "node:assert/strict";
import { answerCard } from "../../../../bot/cards/answer-card.ts";
import { digestMessageCard } from "../../../../bot/cards/digest-card.ts";
import { errorCard } from "../../../../bot/cards/error-card.ts";
import { welcomeCard } from "../../../../bot/cards/help-card.ts";
import { parseQuestion } from "../../../../bot/commands/parse-question.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import { assertCardRules } from "../../../support/card-rules.ts";
import { cardTexts } from "../../../support/card-texts.ts";
import { sampleAnswers, SAMPLE_TIME_ZONE } from "../../../support/sample-answers.ts";
import { SAMPLE_NOW } from "../../../support/sample-calls.ts";

const LOCALES = ["en-GB", "zh-CN"];

describe("the card of every answer", () => {
  for (const locale of LOCALES) {
    const messages = messagesFor(locale, SAMPLE_TIME_ZONE);
    for (const [intent, answers] of Object.entries(sampleAnswers())) {
      it(`keeps every rule in ${locale}: ${intent}`, () => {
        assert.ok(answers.length > 0);
        for (const answer of answers) assertCardRules(answerCard(answer, messages));
      });

      it(`has a title that says what was asked in ${locale}: ${intent}`, () => {
        for (const answer of answers) {
          const [first] = answerCard(answer, messages).body;
          assert.ok(first?.type === "TextBlock" && first.weight === "Bolder", JSON.stringify(first));
        }
      });

      it(`has buttons that the bot understands in ${locale}: ${intent}`, () => {
        for (const answer of answers) {
          for (const { data, title } of answerCard(answer, messages).actions ?? []) {
            assert.ok(parseQuestion(data.text, "2026-11-20").command, `${title}: ${data.text}`);
          }
        }
      });
    }

    it(`keeps every rule in ${locale}: greeting, digest, errors`, () => {
      assertCardRules(welcomeCard(messages));
      assertCardRules(errorCard("request-1", "my calls", messages));
      assertCardRules(errorCard("request-1", null, messages));
      for (const answer of sampleAnswers().digest) {
        assert.ok(answer.intent === "digest");
        assertCardRules(digestMessageCard(answer.preview, SAMPLE_NOW, messages));
      }
    });
  }

  it("names the period with its dates and time zone wherever there is one", () => {
    const messages = messagesFor("en-GB", SAMPLE_TIME_ZONE);
    const dated = Object.values(sampleAnswers())
      .flat()
      .filter((answer) => "period" in answer);
    assert.ok(dated.length > 10);
    for (const answer of dated) {
      const [, understood] = cardTexts(answerCard(answer, messages));
      assert.match(understood ?? "", /\d+ \w{3}.*Europe\/Berlin/, answer.intent);
    }
  });

  it("says nothing in English where Chinese is spoken", () => {
    const messages = messagesFor("zh-CN", SAMPLE_TIME_ZONE);
    for (const answer of Object.values(sampleAnswers()).flat()) {
      const [title] = cardTexts(answerCard(answer, messages));
      assert.match(title ?? "", /\p{Script=Han}/u, answer.intent);
    }
  });
});
