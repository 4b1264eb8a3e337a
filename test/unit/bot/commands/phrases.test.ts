import assert from "node:assert/strict";
import fc from "fast-check";
import { parseQuestion } from "../../../../bot/commands/parse-question.ts";
import { chineseCommands } from "../../../../bot/messages/chinese-commands.ts";
import { englishCommands } from "../../../../bot/messages/english-commands.ts";
import { anyCommand } from "../../../support/any-command.ts";

/** A Wednesday. */
const TODAY = "2026-11-18";

describe("phrases", () => {
  for (const [language, commands] of Object.entries({ English: englishCommands, Chinese: chineseCommands })) {
    it(`are read back to the same command in ${language}`, () => {
      fc.assert(
        fc.property(anyCommand(TODAY), (command) => {
          const phrase = commands.phrase(command);
          assert.deepEqual(parseQuestion(phrase, TODAY).command, command, phrase);
        }),
        { numRuns: 400 },
      );
    }).timeout(20_000);

    it(`answer in ${language} to what was asked in it`, () => {
      const parsed = parseQuestion(commands.phrase({ intent: "help" }), TODAY);
      assert.ok(parsed.command !== null);
      assert.equal(parsed.phrases, commands);
    });
  }
});
