import assert from "node:assert/strict";
import fc from "fast-check";
import { parseQuestion } from "../../../../bot/commands/parse-question.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import type { Command } from "../../../../src/calls/command.ts";
import {
  call,
  calls,
  LAST_MONTH,
  LAST_WEEK,
  lastDays,
  lastWeeks,
  month,
  type Phrasing,
  poorCalls,
  range,
  since,
  THIS_MONTH,
  TODAY,
  YESTERDAY,
  day,
} from "../../../support/asked-command.ts";
import { itReads, WEDNESDAY } from "../../../support/phrasing-table.ts";

function read(text: string): Command | null {
  return parseQuestion(text, WEDNESDAY).command;
}

function nearest(text: string): string[] {
  const parsed = parseQuestion(text, WEDNESDAY);
  assert.equal(parsed.command, null, `${text} was understood`);
  return parsed.command === null ? parsed.nearest : [];
}

const help: Command = { intent: "help" };
const october = month(2026, 10);

const UNDERSTOOD: Phrasing[] = [
  ["my calls", calls()],
  ["My Calls", calls()],
  ["  my   calls  ", calls()],
  ["my calls?", calls()],
  ["my calls this week", calls()],
  ["calls", calls()],
  ["calls today", calls(TODAY)],
  ["my calls today.", calls(TODAY)],
  ["my calls yesterday!!!", calls(YESTERDAY)],
  ["MY CALLS LAST WEEK", calls(LAST_WEEK)],
  ["my calls in October", calls(october)],
  ["my calls for the last 30 days", calls(lastDays(30))],
  ["my calls, last two weeks", calls(lastWeeks(2))],
  ["my calls on 16 Nov", calls(day("2026-11-16"))],
  ["my calls since Monday", calls(since("2026-11-16"))],
  ["my calls from 2 to 13 November", calls(range("2026-11-02", "2026-11-13"))],
  ["my calls between Nov 2 and Nov 13", calls(range("2026-11-02", "2026-11-13"))],
  ["Show me my calls from last week, please", calls(LAST_WEEK)],
  ["please show all my calls this month", calls(THIS_MONTH, {}, 1)],
  ["Can you give me my calls for today? Thanks!", calls(TODAY)],
  ["could you please list all of my calls last month", calls(LAST_MONTH, {}, 1)],
  ["I'd like to see my calls this week", calls()],
  ["I’d like to see my calls this week", calls()],
  ["let me see my calls so far", calls()],
  ["what were my calls yesterday", calls(YESTERDAY)],
  ["tell me about my calls this week", calls()],
  ["hi callwise, show me my calls", calls()],
  ["hey Callwise: my calls today", calls(TODAY)],
  ["how many calls did I have yesterday?", calls(YESTERDAY)],
  ["How many calls have I had this week", calls()],
  ["how many calls do i have today", calls(TODAY)],
  ["how many calls", calls()],
  ["how many calls in october", calls(october)],
  ["how were my calls today", calls(TODAY)],
  ["how are my calls", calls()],
  ["how did my calls go last week?", calls(LAST_WEEK)],
  ["how have my calls been this month", calls(THIS_MONTH)],
  ["how much time did I spend in calls last month", calls(LAST_MONTH)],
  ["how long was I on calls yesterday", calls(YESTERDAY)],
  ["how much do I call", calls()],
  ["how often did I call last week", calls(LAST_WEEK)],
  ["summary of my calls this week", calls()],
  ["my call summary for last week", calls(LAST_WEEK)],
  ["an overview of my calls today", calls(TODAY)],
  ["yesterday's calls", calls(YESTERDAY)],
  ["last week's calls", calls(LAST_WEEK)],
  ["my October calls", calls(october)],
  ["today's calls please", calls(TODAY)],
  ["my Teams calls this week", calls()],
  ["<at>Callwise</at> my calls this week", calls()],
  ['<at id="0">Call wise</at>&nbsp;my calls today', calls(TODAY)],
  ["@Callwise my calls today", calls(TODAY)],
  ["<p>my calls&nbsp;today</p>", calls(TODAY)],
  ["**my calls** today", calls(TODAY)],
  ["“my calls today”", calls(TODAY)],
  ["ｍｙ ｃａｌｌｓ ｔｏｄａｙ", calls(TODAY)],
  ["poor calls", poorCalls()],
  ["bad calls", poorCalls()],
  ["my poor calls last week", poorCalls(LAST_WEEK)],
  ["Show me my bad calls from last month, please", poorCalls(LAST_MONTH)],
  ["poor-quality calls yesterday", poorCalls(YESTERDAY)],
  ["poor quality calls in October", poorCalls(october)],
  ["calls with poor quality last week", poorCalls(LAST_WEEK)],
  ["my calls with bad quality", poorCalls()],
  ["calls with poor feedback since Monday", calls(since("2026-11-16"), { isRatedPoor: true })],
  ["which calls were bad last week?", poorCalls(LAST_WEEK)],
  ["which of my calls were poor", poorCalls()],
  ["did I have any bad calls yesterday?", poorCalls(YESTERDAY)],
  ["how many bad calls did I have this month", poorCalls(THIS_MONTH)],
  ["any poor calls today?", poorCalls(TODAY)],
  ["last week's bad calls", poorCalls(LAST_WEEK)],
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

/** What no command can say, what is near a command, and what is nonsense. */
const NOT_UNDERSTOOD = [
  "my calls 31 feb",
  "my calls next week",
  "my calls today and yesterday",
  "my calls today my calls yesterday",
  "not my calls",
  "call me maybe",
  "call 123",
  "recall",
  "asdf",
  "'; drop table calls; --",
  "calls with Anna next week",
  "calls with Anna and Ben",
  "yes please forget me",
  "confirm forget me",
  "call",
  "call anna",
  "calls not on wifi",
  "calls without Anna",
  "my calls tomorrow",
  "delete calls",
  "昨天和前天",
  "下周的通话",
  "明天的通话",
  "和Anna下周的通话",
  "不是视频的通话",
  "和李雷、韩梅梅的通话",
  "天气怎么样",
  "short calls",
  "video calls with screen sharing",
  "calls from home",
  "my calls during the last week of October",
  "calls in the first week of november",
  "calls 29 Feb 2027",
  "calls in January and February",
  "past 24 hours",
  "calls this morning",
  "calls in the last hour",
  "calls with lots of jitter",
  "calls with the support team",
  "calls with me",
  "calls with my boss",
  "calls with participants",
  "calls with good feedback",
  "export video calls",
  "compare devices with Anna",
  "video",
  "last",
  "status of Anna",
  "forget me and Anna",
  "don't forget me",
  "forget Anna",
  "person",
  "person last week",
  "language zh-CN last week",
  "calls with video and screen sharing",
  "good and bad calls",
  "calls over 10 minutes under 5 minutes",
  "calls over ten",
  "calls over 0.0001 s",
  "page 2 page 3 of my calls",
  "my calls page 0",
  "calls with",
  "calls with and",
  "calls none",
  "calls on weekends",
  "calls on Mondays",
  "long calls last week",
  "calls before Monday",
  "calls until yesterday",
  "calls on Monday and Tuesday",
  "calls yesterday at 10",
  "calls in the last 10 minutes",
  "export poor calls",
  "delete everything",
  "别忘记我",
  "不差的通话",
  "calls with Anna with Ben",
  "calls with Anna tomorrow",
  "calls except video",
  "calls on wifi or vpn",
  "下个月的通话",
  "和Anna以外的人的通话",
  "我和谁的通话最多",
  "不要忘记我",
  "导出视频通话",
  "明年的通话",
  "my calls ".repeat(100),
];

describe("parse question", () => {
  itReads(WEDNESDAY, UNDERSTOOD);

  for (const text of NOT_UNDERSTOOD) {
    it(`does not guess at "${text.slice(0, 60)}"`, () => {
      const suggested = nearest(text);
      assert.ok(suggested.length > 0 && suggested.length <= 3);
      for (const suggestion of suggested) assert.notEqual(read(suggestion), null, suggestion);
    });
  }

  it("suggests, and does not do, what a slip may have meant to erase or to silence", () => {
    assert.equal(nearest("forgt me")[0], "forget me");
    assert.equal(nearest("delet my data")[0], "forget me");
    assert.equal(nearest("alertss off")[0], "alerts off");
  });

  it("suggests every command that one slip may have meant", () => {
    const suggested = nearest("stauts");
    assert.ok(suggested.includes("status"));
    assert.ok(suggested.includes("my calls this week"));
  });

  it("takes only the exact words for a confirmation of erasure", () => {
    const confirmed: Command = { intent: "forgetMe", isConfirmed: true };
    for (const text of ["yes, forget me", "Yes, forget me!", "是的，忘记我"])
      assert.deepEqual(read(text), confirmed, text);
    const others = [
      "forget me",
      "please forget me",
      "yes, please forget me",
      "yes, forgt me",
      "yes forget me now",
      "忘记我",
    ];
    for (const text of others) assert.notDeepEqual(read(text), confirmed, text);
  });

  it("suggests what it understood of a question, in the language of the question", () => {
    assert.equal(nearest("my longest call with Anna")[0], "my calls with Anna this week");
    assert.equal(nearest("calls with Anna next week")[0], "my calls with Anna this week");
    assert.equal(nearest("和Anna下周的通话")[0], "本周我与“Anna”的通话");
    for (const suggestion of nearest("明天的通话")) assert.match(suggestion, /\p{Script=Han}/u);
  });

  it("suggests a backward range turned round", () => {
    assert.equal(nearest("poor calls from 13 Nov to 2 Nov")[0], "poor calls from 2026-11-02 to 2026-11-13");
  });

  it("reads every example that help gives in Chinese", () => {
    const examples = messagesFor("zh-CN", "UTC").help.commands.flatMap((command) => command.examples);
    for (const example of examples) assert.notEqual(read(example), null, example);
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

  it("is not held up by hostile text", () => {
    const hostile = [
      "my calls ".repeat(1200),
      "a ".repeat(100),
      "with ".repeat(40),
      'with "'.repeat(33),
      "with anna cals wek mnth yestrday octobr vido hedset netwrk ".repeat(3),
      "from 1 to 2 ".repeat(16),
      "over 10 min ".repeat(16),
      "compare all my the own of ".repeat(7),
      "had quality audio sound any ".repeat(7),
      "和".repeat(200),
      "从周一开始到".repeat(33),
      "1月1日到".repeat(40),
      "<at".repeat(300),
      "<at>".repeat(249),
      `${"-".repeat(900)}a`,
      "\0\u0001\u001b[31m".repeat(100),
      "\u202e\ud800😀".repeat(60),
      "ﷺ".repeat(900),
    ];
    for (const text of hostile) assert.equal(read(text), null, text.slice(0, 20));
  });

  it("never throws, whatever the text", () => {
    const word = fc.constantFrom(
      ...'show me my calls poor with Anna over 10 min last week call forget me of from to the 7 " 和 上周 的 通话 超过'.split(
        " ",
      ),
    );
    const texts = fc.oneof(
      fc.uint16Array({ maxLength: 600 }).map((units) => String.fromCharCode(...units)),
      fc.array(word, { maxLength: 90 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseQuestion(text, WEDNESDAY);
        assert.ok(parsed.command !== null || parsed.nearest.length > 0);
      }),
      { numRuns: 300 },
    );
  });
});
