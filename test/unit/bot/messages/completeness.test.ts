import assert from "node:assert/strict";
import { answerCard } from "../../../../bot/cards/answer-card.ts";
import { answerText } from "../../../../bot/commands/answer-text.ts";
import { LANGUAGES } from "../../../../bot/messages/languages.ts";
import { INTENTS } from "../../../../src/calls/answer.ts";
import { assertCardRules } from "../../../support/card-rules.ts";
import { catalogLeaves, missingLeaves } from "../../../support/catalog-leaves.ts";
import { chineseFaults } from "../../../support/chinese-rules.ts";
import { sampleAnswers, SAMPLE_TIME_ZONE } from "../../../support/sample-answers.ts";

const catalogs = LANGUAGES.map(({ tag, messages }) => ({ tag, catalog: messages(tag, SAMPLE_TIME_ZONE) }));
const [english, chinese] = LANGUAGES.map(({ tag, messages }) => messages(tag, SAMPLE_TIME_ZONE));

describe("message catalogs", () => {
  for (const { tag, catalog } of catalogs) {
    for (const other of catalogs.filter((each) => each.tag !== tag)) {
      it(`${other.tag} has every message of ${tag}`, () => assert.deepEqual(missingLeaves(catalog, other.catalog), []));
    }
  }

  it("are told apart from one that lacks a message, or has it as something else", () => {
    const [first] = catalogs;
    const cut = { ...first?.catalog, titles: { ...first?.catalog.titles, help: undefined } };
    assert.throws(() => missingLeaves(first?.catalog, cut), /titles\.help/);
    assert.ok(missingLeaves(first?.catalog, { more: () => "" }).includes("titles.help"));
    assert.deepEqual(missingLeaves({ more: () => "" }, { more: "" }), ["more"]);
    assert.deepEqual(missingLeaves({ lines: ["a", "b"] }, { lines: ["a"] }), ["lines.1"]);
  });

  it("leave nothing in English in a Chinese text", () => {
    const texts = catalogLeaves(chinese).flatMap(({ path, value }) =>
      typeof value === "string" && !/^formats\.|\.group$/.test(path) ? [{ path, value }] : [],
    );
    assert.ok(texts.length > 300, String(texts.length));
    // Examples name people. The group of a command is a key of `help.groups`.
    const faults = texts.flatMap(({ path, value }) =>
      chineseFaults(value, ["Anna Schmidt", "Anna", "8fdf2a1c"]).map((fault) => `${path}: ${fault}`),
    );
    assert.deepEqual(faults, []);
  });
});

describe("answers", () => {
  for (const intent of INTENTS) {
    it(`are rendered in every language as card and text: ${intent}`, () => {
      const answers = sampleAnswers()[intent];
      assert.ok(answers.length > 0);
      for (const answer of answers) {
        assert.equal(answer.intent, intent);
        for (const messages of [english, chinese]) {
          assert.ok(messages);
          const card = answerCard(answer, messages);
          assertCardRules(card);
          const shown = `${JSON.stringify(card)}\n${answerText(answer, messages)}`;
          assert.doesNotMatch(shown, /undefined|\bNaN\b|\[object/);
        }
      }
    });
  }
});
