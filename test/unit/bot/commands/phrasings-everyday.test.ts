import assert from "node:assert/strict";
import { parseQuestion } from "../../../../bot/commands/parse-question.ts";
import type { Command } from "../../../../src/calls/command.ts";
import {
  call,
  calls,
  callsWith,
  day,
  feedback,
  LAST_MONTH,
  LAST_WEEK,
  lastDays,
  lastWeeks,
  month,
  type Phrasing,
  poorCalls,
  range,
  THIS_MONTH,
  THIS_WEEK,
  TODAY,
  YESTERDAY,
} from "../../../support/asked-command.ts";
import { itReads, WEDNESDAY } from "../../../support/phrasing-table.ts";

const compareDevices: Command = { intent: "compareDevices", periodName: lastDays(30) };
const compareNetworks: Command = { intent: "compareNetworks", periodName: lastDays(30) };
const THIS_YEAR_LONG = range("2025-11-19", "2026-11-18");
const NEWEST = lastDays(30);

const ONE_CALL: Phrasing[] = [
  ["was it me?", call("last")],
  ["was it me or them", call("last")],
  ["why did my call sound so bad", call("last")],
  ["why was my call bad", call("last")],
  ["why was my last call so bad?", call("last")],
  ["what was wrong with my call", call("last")],
  ["explain my last call", call("last")],
  ["timeline of my last call", call("last")],
  ["did I rate my last call?", call("last")],
  ["是我的问题吗", call("last")],
  ["是我这边的问题吗？", call("last")],
  ["为什么我上次通话质量差", call("last")],
  ["上次通话为什么那么差", call("last")],
];

const NEWEST_CALLS: Phrasing[] = [
  ["my last 5 calls", calls(NEWEST, {}, 1)],
  ["last ten calls", calls(NEWEST, {}, 1)],
  ["show me the latest calls", calls(NEWEST, {}, 1)],
  ["my recent calls", calls(lastDays(7))],
  ["last call with Ingrid", callsWith(NEWEST, { person: "Ingrid" }, 1)],
  ["my last call with Ingrid Martin", callsWith(NEWEST, { person: "Ingrid Martin" }, 1)],
  ["when did I last talk to Ingrid", callsWith(NEWEST, { person: "Ingrid" }, 1)],
  ["when did I last speak with Ingrid?", callsWith(NEWEST, { person: "Ingrid" }, 1)],
  ["last call with Ingrid in October", callsWith(month(2026, 10), { person: "Ingrid" }, 1)],
  ["last poor call", poorCalls(NEWEST, {}, 1)],
  ["my latest video call", calls(NEWEST, { modality: "video" }, 1)],
  ["last call", call("last")],
  ["最近5次通话", calls(NEWEST, {}, 1)],
  ["最近的10个通话", calls(NEWEST, {}, 1)],
  ["上一次和Ingrid的通话", callsWith(NEWEST, { person: "Ingrid" }, 1)],
];

const ABOUT_CALLS: Phrasing[] = [
  ["how was my week", calls(THIS_WEEK)],
  ["how was my day?", calls(TODAY)],
  ["how was my month", calls(THIS_MONTH)],
  ["who did I call most", calls()],
  ["who did I talk to last week", calls(LAST_WEEK)],
  ["whom did I speak with most this month", calls(THIS_MONTH)],
  ["who called me yesterday?", calls(YESTERDAY)],
  ["how many minutes did I talk last week", calls(LAST_WEEK)],
  ["average call length", calls()],
  ["average call duration last week", calls(LAST_WEEK)],
  ["how many calls per day", calls()],
  ["calls per day last month", calls(LAST_MONTH)],
  ["my busiest day last week", calls(LAST_WEEK)],
  ["how was my audio quality this week", calls()],
  ["call quality yesterday", calls(YESTERDAY)],
  ["is everything ok with my calls?", calls()],
  ["any problems this week?", poorCalls()],
  ["did I have problems yesterday", poorCalls(YESTERDAY)],
  ["did I have any issues with my calls last week", poorCalls(LAST_WEEK)],
  ["and last week?", calls(LAST_WEEK)],
  ["and yesterday?", calls(YESTERDAY)],
  ["yo how'd my calls go yesterday", calls(YESTERDAY)],
  ["my calls this week please and thank you", calls()],
  ["dear callwise would you be so kind as to show me my calls of last week", calls(LAST_WEEK)],
  ["can you tell me how many calls I had yesterday and how long they were", calls(YESTERDAY)],
  ["how many calls and minutes this month", calls(THIS_MONTH)],
  ["total minutes this month", calls(THIS_MONTH)],
  ["hours on calls this week", calls()],
  ["count calls yesterday", calls(YESTERDAY)],
  ["calls >10min", calls(THIS_WEEK, { longerThanSeconds: 600 })],
  ["calls <5 min", calls(THIS_WEEK, { shorterThanSeconds: 300 })],
  ["calls with 'José Chen'", callsWith(THIS_WEEK, { person: "José Chen" })],
  ["calls with O'Brien", callsWith(THIS_WEEK, { person: "O'Brien" })],
  ["calls with jose chen and video", callsWith(THIS_WEEK, { person: "jose chen", modality: "video" })],
  ["how many people did I talk to last week", calls(LAST_WEEK)],
  ["what's up with my calls", calls()],
  ["平均通话时长", calls()],
  ["这个星期一共打了几个小时电话", calls()],
  ["没有接的电话", calls(THIS_WEEK, { isMissed: true })],
  ["teh calls today", calls(TODAY)],
  ["hwo many calls today", calls(TODAY)],
  ["我跟谁打电话最多", calls()],
  ["我和谁聊得最多", calls()],
  ["谁给我打过电话", calls()],
];

const PERIODS: Phrasing[] = [
  ["calls 9/11", calls(day("2026-11-09"))],
  ["gimme last weeks calls", calls(LAST_WEEK)],
  ["last 2 wks calls", calls(lastWeeks(2))],
  ["calls over the last couple of days", calls(lastDays(2))],
  ["calls in the last few weeks", calls(lastWeeks(4))],
  ["calls 1.11.-10.11.", calls(range("2026-11-01", "2026-11-10"))],
  ["weekend calls", calls(range("2026-11-14", "2026-11-15"))],
  ["calls over the weekend", calls(range("2026-11-14", "2026-11-15"))],
  ["weekend calls", calls(range("2026-11-21", "2026-11-22")), "2026-11-21"],
  ["calls this weekend", calls(range("2026-11-21", "2026-11-22"))],
  ["周末的通话", calls(range("2026-11-14", "2026-11-15"))],
  ["calls two weeks ago", calls(range("2026-11-02", "2026-11-08"))],
  ["calls a week ago", calls(LAST_WEEK)],
  ["calls a month ago", calls(LAST_MONTH)],
  ["calls 3 months ago", calls(month(2026, 8))],
  ["两周前的通话", calls(range("2026-11-02", "2026-11-08"))],
  ["一个月前的通话", calls(LAST_MONTH)],
  ["三天前的通话", calls(day("2026-11-15"))],
  ["my calls all time", calls(THIS_YEAR_LONG)],
  ["all calls ever", calls(THIS_YEAR_LONG)],
  ["所有时间的通话", calls(THIS_YEAR_LONG)],
  ["calls mon-wed", calls(range("2026-11-16", "2026-11-18"))],
  ["calls Monday-Friday last week", calls(range("2026-11-09", "2026-11-13"))],
  ["calls last October", calls(month(2026, 10))],
];

const OTHERS: Phrasing[] = [
  ["is my headset bad", compareDevices],
  ["is it the headset?", compareDevices],
  ["show me my headset stats", compareDevices],
  ["how is my headset", compareDevices],
  ["home vs office", compareNetworks],
  ["is my home network worse than the office", compareNetworks],
  ["how's my network", compareNetworks],
  ["how good is my wifi", compareNetworks],
  ["my microphone sounds bad", compareDevices],
  ["how's the network", compareNetworks],
  ["open the last call", call("last")],
  ["export everything", { intent: "export", periodName: THIS_YEAR_LONG }],
  ["who can see my calls", { intent: "whoLooked" }],
  ["delete my account", { intent: "forgetMe", isConfirmed: false }],
  ["weekly report", { intent: "digest", change: null }],
  ["ok", { intent: "help" }],
  ["good night", { intent: "help" }],
  ["帮我导出10月的数据", { intent: "export", periodName: month(2026, 10) }],
  ["把我的数据都删了", { intent: "forgetMe", isConfirmed: false }],
  ["excel please", { intent: "export", periodName: lastDays(30) }],
  ["my calls in a spreadsheet for October", { intent: "export", periodName: month(2026, 10) }],
  ["did my boss see my calls", { intent: "whoLooked" }],
  ["has my manager looked at my calls?", { intent: "whoLooked" }],
  ["please delete everything you know about me", { intent: "forgetMe", isConfirmed: false }],
  ["subscribe", { intent: "digest", change: "on" }],
  ["send me a weekly summary", { intent: "digest", change: "on" }],
  ["switch to 中文", { intent: "language", language: "zh-CN" }],
  ["who are you", { intent: "help" }],
  ["谢谢", { intent: "help" }],
  ["你是谁", { intent: "help" }],
  ["组织概况", { intent: "organization", periodName: THIS_WEEK }],
  ["calls of José Chen", { intent: "person", name: "José Chen", periodName: THIS_WEEK }],
  ["show calls of Anna Berg last week", { intent: "person", name: "Anna Berg", periodName: LAST_WEEK }],
  ["calls of October", calls(month(2026, 10))],
];

const TWO_LANGUAGES: Phrasing[] = [
  ["export 上周", { intent: "export", periodName: LAST_WEEK }],
  ["我的 calls this week", calls()],
  ["calls 昨天", calls(YESTERDAY)],
  ["导出 last week", { intent: "export", periodName: LAST_WEEK }],
  ["上周 poor calls", poorCalls(LAST_WEEK)],
  ["上周的 video calls over 10 min", calls(LAST_WEEK, { modality: "video", longerThanSeconds: 600 })],
  ["feedback 上个月", feedback(LAST_MONTH)],
];

const NOT_UNDERSTOOD = [
  "calls with myself",
  "calls with guests",
  "calls with home",
  "delete everything",
  "calls this morning",
  "calls after 5pm",
  "export 上周 and 昨天",
  "calls 天气",
  "my last 0 calls",
  "calls monday and friday",
];

const SUGGESTED: [text: string, first: string][] = [
  ["video", "my video calls this week"],
  ["only the bad ones", "poor calls this week"],
  ["calls this morning", "my calls today"],
  ["calls after 5pm", "my calls today"],
  ["calls in the last hour", "my calls today"],
  ["calls in last 24h", "my calls today"],
  ["calls last night", "my calls yesterday"],
  ["昨晚的通话", "昨天我的通话"],
  ["今天和昨天的通话", "昨天我的通话"],
  ["calls yesterday after 5 pm", "my calls yesterday"],
  ["今天上午的通话", "今天我的通话"],
  ["5点以后的通话", "今天我的通话"],
];

describe("bot/commands: as people really type", () => {
  itReads(WEDNESDAY, [...ONE_CALL, ...NEWEST_CALLS, ...ABOUT_CALLS, ...PERIODS, ...OTHERS, ...TWO_LANGUAGES]);

  for (const text of NOT_UNDERSTOOD) {
    it(`does not take "${text}" for something else`, () => {
      assert.equal(parseQuestion(text, WEDNESDAY).command, null);
    });
  }

  for (const [text, first] of SUGGESTED) {
    it(`suggests "${first}" for "${text}"`, () => {
      const parsed = parseQuestion(text, WEDNESDAY);
      assert.equal(parsed.command, null);
      assert.equal(parsed.nearest[0], first);
    });
  }
});
