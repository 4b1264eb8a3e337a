import assert from "node:assert/strict";
import fc from "fast-check";
import { parseQuestion } from "../../../../bot/commands/parse-question.ts";
import type { Command } from "../../../../bot/commands/read-command.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import type { PeriodName } from "../../../../src/calls/period.ts";

/** A Wednesday. */
const TODAY = "2026-11-18";

function read(text: string): Command | null {
  return parseQuestion(text, TODAY).command;
}

function nearest(text: string): string[] {
  const parsed = parseQuestion(text, TODAY);
  assert.equal(parsed.command, null, `${text} was understood`);
  return parsed.command === null ? parsed.nearest : [];
}

const calls = (periodName: PeriodName = { kind: "thisWeek" }): Command => ({ intent: "calls", periodName });
const poorCalls = (periodName: PeriodName = { kind: "thisWeek" }): Command => ({ intent: "poorCalls", periodName });
const call = (asked: string): Command => ({ intent: "call", asked });
const help: Command = { intent: "help" };
const october: PeriodName = { kind: "month", year: 2026, month: 10 };

const UNDERSTOOD: [text: string, command: Command][] = [
  ["my calls", calls()],
  ["My Calls", calls()],
  ["  my   calls  ", calls()],
  ["my calls?", calls()],
  ["my calls this week", calls()],
  ["calls", calls()],
  ["calls today", calls({ kind: "today" })],
  ["my calls today.", calls({ kind: "today" })],
  ["my calls yesterday!!!", calls({ kind: "yesterday" })],
  ["MY CALLS LAST WEEK", calls({ kind: "lastWeek" })],
  ["my calls in October", calls(october)],
  ["my calls for the last 30 days", calls({ kind: "lastDays", count: 30 })],
  ["my calls, last two weeks", calls({ kind: "lastWeeks", count: 2 })],
  ["my calls on 16 Nov", calls({ kind: "day", date: "2026-11-16" })],
  ["my calls since Monday", calls({ kind: "since", from: "2026-11-16" })],
  ["my calls from 2 to 13 November", calls({ kind: "range", from: "2026-11-02", to: "2026-11-13" })],
  ["my calls between Nov 2 and Nov 13", calls({ kind: "range", from: "2026-11-02", to: "2026-11-13" })],
  ["Show me my calls from last week, please", calls({ kind: "lastWeek" })],
  ["please show all my calls this month", calls({ kind: "thisMonth" })],
  ["Can you give me my calls for today? Thanks!", calls({ kind: "today" })],
  ["could you please list all of my calls last month", calls({ kind: "lastMonth" })],
  ["I'd like to see my calls this week", calls()],
  ["I’d like to see my calls this week", calls()],
  ["let me see my calls so far", calls()],
  ["what were my calls yesterday", calls({ kind: "yesterday" })],
  ["tell me about my calls this week", calls()],
  ["hi callwise, show me my calls", calls()],
  ["hey Callwise: my calls today", calls({ kind: "today" })],
  ["how many calls did I have yesterday?", calls({ kind: "yesterday" })],
  ["How many calls have I had this week", calls()],
  ["how many calls do i have today", calls({ kind: "today" })],
  ["how many calls", calls()],
  ["how many calls in october", calls(october)],
  ["how were my calls today", calls({ kind: "today" })],
  ["how are my calls", calls()],
  ["how did my calls go last week?", calls({ kind: "lastWeek" })],
  ["how have my calls been this month", calls({ kind: "thisMonth" })],
  ["how much time did I spend in calls last month", calls({ kind: "lastMonth" })],
  ["how long was I on calls yesterday", calls({ kind: "yesterday" })],
  ["how much do I call", calls()],
  ["how often did I call last week", calls({ kind: "lastWeek" })],
  ["summary of my calls this week", calls()],
  ["my call summary for last week", calls({ kind: "lastWeek" })],
  ["an overview of my calls today", calls({ kind: "today" })],
  ["yesterday's calls", calls({ kind: "yesterday" })],
  ["last week's calls", calls({ kind: "lastWeek" })],
  ["my October calls", calls(october)],
  ["today's calls please", calls({ kind: "today" })],
  ["my Teams calls this week", calls()],
  ["<at>Callwise</at> my calls this week", calls()],
  ['<at id="0">Call wise</at>&nbsp;my calls today', calls({ kind: "today" })],
  ["@Callwise my calls today", calls({ kind: "today" })],
  ["<p>my calls&nbsp;today</p>", calls({ kind: "today" })],
  ["**my calls** today", calls({ kind: "today" })],
  ["“my calls today”", calls({ kind: "today" })],
  ["ｍｙ ｃａｌｌｓ ｔｏｄａｙ", calls({ kind: "today" })],
  ["poor calls", poorCalls()],
  ["bad calls", poorCalls()],
  ["my poor calls last week", poorCalls({ kind: "lastWeek" })],
  ["Show me my bad calls from last month, please", poorCalls({ kind: "lastMonth" })],
  ["poor-quality calls yesterday", poorCalls({ kind: "yesterday" })],
  ["poor quality calls in October", poorCalls(october)],
  ["calls with poor quality last week", poorCalls({ kind: "lastWeek" })],
  ["my calls with bad quality", poorCalls()],
  ["calls with poor feedback since Monday", poorCalls({ kind: "since", from: "2026-11-16" })],
  ["which calls were bad last week?", poorCalls({ kind: "lastWeek" })],
  ["which of my calls were poor", poorCalls()],
  ["did I have any bad calls yesterday?", poorCalls({ kind: "yesterday" })],
  ["how many bad calls did I have this month", poorCalls({ kind: "thisMonth" })],
  ["any poor calls today?", poorCalls({ kind: "today" })],
  ["last week's bad calls", poorCalls({ kind: "lastWeek" })],
  ["terrible calls", poorCalls()],
  ["call last", call("last")],
  ["Call Last.", call("last")],
  ["last call", call("last")],
  ["my last call", call("last")],
  ["show me my latest call please", call("last")],
  ["my most recent call", call("last")],
  ["how was my last call?", call("last")],
  ["call 8fdf2a1c-7d5e-4f0b-9c3a-0123456789ab", call("8fdf2a1c-7d5e-4f0b-9c3a-0123456789ab")],
  ["CALL 8FDF2A1C", call("8fdf2a1c")],
  ["call {8fdf2a1c-7d5e-4f0b-9c3a-0123456789ab}", call("8fdf2a1c-7d5e-4f0b-9c3a-0123456789ab")],
  ["call deadbeef", call("deadbeef")],
  ["show call 12345678", call("12345678")],
  ["call call-17", call("call-17")],
  ["", help],
  ["   ", help],
  ["?", help],
  ["<at>Callwise</at>", help],
  ["help", help],
  ["HELP!", help],
  ["help me please", help],
  ["what can you do?", help],
  ["what can I ask you?", help],
  ["hello", help],
];

/** What belongs to the design and comes later, what is near a command, and what is nonsense. */
const NOT_UNDERSTOOD = [
  "my feedback",
  "my feedback last week",
  "calls with Anna",
  "my calls with Anna last week",
  "my calls over 30 min",
  "compare devices",
  "compare networks last month",
  "export last month",
  "who looked",
  "forget me",
  "language zh-CN",
  "org this week",
  "status",
  "alerts here",
  "person Anna last week",
  "my calls 31 feb",
  "my calls tomorrow",
  "my calls next week",
  "my calls today and yesterday",
  "my calls today my calls yesterday",
  "not my calls",
  "poor calls with Anna",
  "call",
  "call anna",
  "call me maybe",
  "call 123",
  "recall",
  "asdf",
  "我的通话",
  "'; drop table calls; --",
  "my calls ".repeat(100),
];

describe("parse question", () => {
  for (const [text, command] of UNDERSTOOD) {
    it(`reads "${text}"`, () => assert.deepEqual(read(text), command));
  }

  for (const text of NOT_UNDERSTOOD) {
    it(`does not guess at "${text.slice(0, 60)}"`, () => {
      const suggested = nearest(text);
      assert.ok(suggested.length > 0 && suggested.length <= 3);
      for (const suggestion of suggested) assert.notEqual(read(suggestion), null, suggestion);
    });
  }

  it("mends slips of the finger in what it suggests first", () => {
    assert.equal(nearest("my cals this week")[0], "my calls this week");
    assert.equal(nearest("my calls tihs weak")[0], "my calls this week");
    assert.equal(nearest("pooor calls last moth")[0], "poor calls last month");
    assert.equal(nearest("my calls yesterady")[0], "my calls yesterday");
    assert.equal(nearest("my calls in novmber 2025")[0], "my calls November 2025");
    assert.equal(nearest("hepl")[0], "help");
    assert.equal(nearest("call lsat")[0], "call last");
  });

  it("suggests a backward range turned round", () => {
    assert.equal(nearest("poor calls from 13 Nov to 2 Nov")[0], "poor calls from 2026-11-02 to 2026-11-13");
  });

  it("reads every command and example that help promises", () => {
    const { help: texts } = messagesFor("en", "UTC");
    const examples = texts.commands.flatMap((command) => command.examples);
    assert.ok(examples.length >= texts.commands.length);
    for (const example of examples) assert.notEqual(read(example), null, example);
    for (const period of texts.periods.replace(/^Periods: |\.$/g, "").split(", ")) {
      assert.equal(read(`my calls ${period}`)?.intent, "calls", period);
    }
  });

  it("reads the commands of cards back, with any call's id", () => {
    const { commands } = messagesFor("en", "UTC");
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        assert.deepEqual(read(commands.call(id)), call(id));
      }),
      { numRuns: 200 },
    );
    assert.deepEqual(read(commands.call("last")), call("last"));
    assert.deepEqual(read(commands.help), help);
  });

  it("never throws, whatever the text", () => {
    const word = fc.constantFrom(
      ..."show me my calls poor bad how many did i have last week call please of from to the 7 days".split(" "),
    );
    const texts = fc.oneof(
      fc.uint16Array({ maxLength: 600 }).map((units) => String.fromCharCode(...units)),
      fc.array(word, { maxLength: 90 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseQuestion(text, TODAY);
        assert.ok(parsed.command !== null || parsed.nearest.length > 0);
      }),
      { numRuns: 300 },
    );
  });
});
