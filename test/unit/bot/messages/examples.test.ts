import assert from "node:assert/strict";
import { answerCard } from "../../../../bot/cards/answer-card.ts";
import { welcomeCard } from "../../../../bot/cards/help-card.ts";
import { GRAMMARS } from "../../../../bot/commands/grammars.ts";
import { parseQuestion } from "../../../../bot/commands/parse-question.ts";
import { LANGUAGES } from "../../../../bot/messages/languages.ts";
import { ANY_CALL } from "../../../../src/calls/call-filter.ts";
import type { Command } from "../../../../src/calls/command.ts";
import { catalogLeaves } from "../../../support/catalog-leaves.ts";
import { samplesAt, textsOf } from "../../../support/message-samples.ts";
import { sampleAnswers, SAMPLE_TIME_ZONE } from "../../../support/sample-answers.ts";

/** A Friday. */
const TODAY = "2026-11-20";

/** What the commands of the help mean, in their order. */
const HELP_INTENTS: readonly Command["intent"][] = [
  ...(["calls", "poorCalls", "callsWith", "call", "call", "feedback", "compareDevices", "compareNetworks"] as const),
  ...(["export", "digest", "whoLooked", "forgetMe", "language", "help"] as const),
  ...(["organization", "person", "status", "alertsHere", "alertRules"] as const),
];

/** Quoted, and no command: what a call's card asks, names that the samples have, and the sample prompt's own period. */
const QUOTED_OTHERWISE = /^(?:4711|was it me\?|是我这边的问题吗？|Ælfgifu Ætheling|王芳|@?Ælfgifu Ætheling .*)$/;

for (const { tag, messages } of LANGUAGES) {
  const catalog = messages(tag, SAMPLE_TIME_ZONE);
  const { help, conversation } = catalog;
  const { phrases } = GRAMMARS[tag];

  /** The intent of a text that this language's own grammar reads. */
  const intentOf = (text: string): string | null => {
    const parsed = parseQuestion(text, TODAY);
    assert.ok(parsed.command !== null, `not understood: ${text}`);
    assert.ok(parsed.phrases === phrases, `read in another language: ${text}`);
    return parsed.command.intent;
  };

  describe(`examples in ${tag}`, () => {
    it("are in the phrases that the grammar reads", () => assert.equal(catalog.commands, phrases));

    it("of the help are read as the command that they explain", () => {
      assert.equal(help.commands.length, HELP_INTENTS.length);
      for (const [index, { command, examples }] of help.commands.entries()) {
        assert.ok(examples.length > 0, command);
        for (const example of examples) assert.equal(intentOf(example), HELP_INTENTS[index], example);
        // The command itself, with what stands in brackets filled in or left out.
        const filled = command
          .replace(/ ?\[.*?\]/, "")
          .replace(/<(?:name|姓名)>/, "Anna")
          .replace(/<(?:id|ID)>/, "8fdf2a1c")
          .replace(/<(?:language|语言)>/, "en");
        assert.equal(intentOf(filled), HELP_INTENTS[index], filled);
      }
    });

    it("of periods and conditions mean each something of its own", () => {
      const listed = (line: string): string[] =>
        line
          .replace(/^.*?[:：]/, "")
          .replace(/[.。]$/, "")
          .split(/[,、]/);
      const commandOf = (text: string): Command => {
        const { command } = parseQuestion(conversation.extension.asQuestion(text.trim()), TODAY);
        assert.ok(command !== null, text);
        return command;
      };
      const periods = listed(help.periods).map((text) => JSON.stringify(commandOf(text)));
      assert.ok(periods.length > 8);
      assert.equal(new Set(periods).size, periods.length);
      // The first condition is a person's name, which is not given.
      const conditions = listed(help.filters).slice(1).map(commandOf);
      assert.ok(conditions.length > 7);
      for (const command of conditions) {
        assert.ok(command.intent === "calls");
        assert.notDeepEqual(command.filter, ANY_CALL);
      }
      assert.equal(new Set(conditions.map((command) => JSON.stringify(command))).size, conditions.length);
    });

    it("within other texts are read", () => {
      const texts = catalogLeaves(catalog)
        .filter(({ path }) => !/^(formats|joins|commands|filters\.remove)\b/.test(path))
        .flatMap(({ path, value }) =>
          typeof value === "string"
            ? [value]
            : (samplesAt(path) ?? []).flatMap((given) => textsOf(Reflect.apply(value, undefined, given))),
        );
      const quoted = new Set(texts.flatMap((text) => [...text.matchAll(/“([^“”]*)”/g)].map(([, inner = ""]) => inner)));
      const commands = [...quoted].filter((text) => !QUOTED_OTHERWISE.test(text));
      assert.ok(commands.length >= 5, commands.join());
      for (const command of commands) intentOf(command);
    });

    it("on buttons and rows of every card are read", () => {
      const answers = Object.values(sampleAnswers()).flat();
      const cards = [...answers.map((answer) => answerCard(answer, catalog)), welcomeCard(catalog)];
      const asked = new Set(cards.flatMap(questionsOn));
      assert.ok(asked.size > 40, String(asked.size));
      for (const text of asked) intentOf(text);
    });
  });
}

/** What clicks on a card ask: its buttons, and the rows that open something. */
function questionsOn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    const isData = key === "data" && typeof value === "object" && value !== null && "text" in value;
    return isData && typeof value.text === "string" ? [value.text] : questionsOn(value);
  });
}
