import assert from "node:assert/strict";
import { commandLists } from "../../../bot/command-lists.ts";
import { GRAMMARS } from "../../../bot/commands/grammars.ts";
import { parseQuestion } from "../../../bot/commands/parse-question.ts";
import { audienceOf } from "../../../bot/conversation/audience.ts";
import { LANGUAGE_TAGS } from "../../../bot/messages/languages.ts";
import type { Command } from "../../../src/calls/command.ts";

const TODAY = "2026-11-20";
const SHARED = ["calls", "poorCalls", "call", "feedback", "compareDevices", "compareNetworks", "help"];

describe("command lists", () => {
  for (const language of LANGUAGE_TAGS) {
    /** What each title means to that language's grammar, by scope. */
    const commandsIn = (scope: string): Command[] =>
      commandLists(language)
        .filter(({ scopes }) => scopes.some((one) => one === scope))
        .flatMap(({ commands }) => commands)
        .map(({ title }) => {
          const parsed = parseQuestion(title, TODAY);
          assert.ok(parsed.command !== null, `not understood: ${title}`);
          assert.equal(parsed.phrases, GRAMMARS[language].phrases, title);
          return parsed.command;
        });
    const intentsIn = (scope: string): string[] => commandsIn(scope).map(({ intent }) => intent);

    it(`offers in ${language} what is read as the question that is meant`, () => {
      assert.deepEqual(intentsIn("personal"), [
        ...["calls", "poorCalls", "call", "feedback", "compareDevices", "compareNetworks"],
        ...["export", "digest", "whoLooked", "help"],
      ]);
      assert.deepEqual(intentsIn("team"), ["calls", "poorCalls", "call", "alertsHere", "alertsOff", "status", "help"]);
      assert.deepEqual(intentsIn("groupChat"), SHARED);
    });

    it(`offers in ${language} nothing in shared places that is answered elsewhere`, () => {
      const shared = [...commandsIn("team"), ...commandsIn("groupChat")];
      assert.deepEqual(
        shared.filter((command) => audienceOf(command) === "askerOnly"),
        [],
      );
    });

    it(`keeps in ${language} to what the manifest takes`, () => {
      const lists = commandLists(language);
      assert.equal(lists.length, 3);
      for (const { commands } of lists) {
        assert.ok(commands.length > 0 && commands.length <= 10);
        assert.equal(new Set(commands.map(({ title }) => title)).size, commands.length);
        for (const { title, description } of commands) {
          assert.ok(title.length > 0 && title.length <= 32, title);
          assert.ok(description.length > 0 && description.length <= 128, description);
        }
      }
    });
  }

  it("is in the words of each language", () => {
    const [english, chinese] = LANGUAGE_TAGS.map((language) => commandLists(language)[0]?.commands);
    assert.deepEqual(english?.[0], {
      title: "my calls this week",
      description: "How many calls, how long, and how they sounded. Asks before it shows your figures to others.",
    });
    assert.deepEqual(chinese?.[0]?.title, "本周我的通话");
    assert.deepEqual(commandLists("zh-CN"), JSON.parse(JSON.stringify(commandLists("zh-CN"))));
  });
});
