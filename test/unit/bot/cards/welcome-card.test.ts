import assert from "node:assert/strict";
import { welcomeCard } from "../../../../bot/cards/help-card.ts";
import { parseQuestion } from "../../../../bot/commands/parse-question.ts";
import { LANGUAGES } from "../../../../bot/messages/languages.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import { assertCardRules } from "../../../support/card-rules.ts";
import { cardTexts } from "../../../support/card-texts.ts";

describe("welcome card", () => {
  for (const { tag } of LANGUAGES) {
    it(`tells in ${tag} how to be answered in another language`, () => {
      const messages = messagesFor(tag, "UTC");
      const card = welcomeCard(messages);
      assertCardRules(card);
      const texts = cardTexts(card);
      for (const other of LANGUAGES) {
        const command = messages.commands.phrase({ intent: "language", language: other.tag });
        const hints = texts.filter((line) => line.includes(other.ownName) && line.includes(command));
        assert.equal(hints.length, other.tag === tag ? 0 : 1, texts.join("\n"));
        assert.deepEqual(parseQuestion(command, "2026-11-20").command, { intent: "language", language: other.tag });
      }
    });
  }
});
