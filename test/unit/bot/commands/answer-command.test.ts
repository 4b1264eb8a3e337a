import assert from "node:assert/strict";
import type { AlertsPort, AnswerParts, Question } from "../../../../bot/commands/answer-parts.ts";
import { answerCommand } from "../../../../bot/commands/answer-question.ts";
import { englishCommands } from "../../../../bot/messages/english-commands.ts";
import type { Answer, Intent } from "../../../../src/calls/answer.ts";
import { ANY_CALL, type CallFilter } from "../../../../src/calls/call-filter.ts";
import type { CallsCommand, Command } from "../../../../src/calls/command.ts";
import { judgeCallRecord } from "../../../../src/calls/judge-call-record.ts";
import type { Store } from "../../../../src/store/store.ts";
import { buildAlertChannel } from "../../../support/alert-channel-builder.ts";
import { answerPartsOn, sampleStatus } from "../../../support/answer-parts-builder.ts";
import {
  buildFeedback,
  buildGroupCall,
  buildMedia,
  buildParticipantEndpoint,
  buildPerson,
  buildStream,
} from "../../../support/call-record-builder.ts";
import { sampleAnswers } from "../../../support/sample-answers.ts";
import { openTestStore } from "../../../support/test-store.ts";
import { twoPartyCallAt } from "../../../support/two-party-calls.ts";

const NOW = new Date("2026-11-18T10:00:00Z");
const THIS_WEEK = { kind: "thisWeek" } as const;
const anna = buildPerson("anna", { displayName: "Anna Schmidt" });
const benArnold = buildPerson("ben-1", { displayName: "Ben Arnold" });
const benArnoldson = buildPerson("ben-2", { displayName: "Ben Arnoldson" });
const cleo = buildPerson("cleo", { displayName: "Cléo Martin" });
const dora = buildPerson("dora", { displayName: "Dora Old" });
const admin = { personId: "admin", isAdmin: true };

const poorMedia = buildMedia({
  callerDevice: { captureDeviceName: "Headset" },
  streams: [buildStream("callerToCallee", { averageJitterMs: 62 }), buildStream("calleeToCaller")],
});
const ratedBad = { ...buildParticipantEndpoint(anna), feedback: buildFeedback("bad", { tokens: ["Echo"] }) };

const RECORDS = [
  twoPartyCallAt("old", [anna, dora], "2026-10-01T09:00:00Z"),
  twoPartyCallAt("last-week", [anna, cleo], "2026-11-10T09:00:00Z"),
  twoPartyCallAt("poor", [anna, benArnold], "2026-11-16T09:00:00Z", { media: [poorMedia] }),
  twoPartyCallAt("rated", [anna, benArnold], "2026-11-17T09:00:00Z", { session: { caller: ratedBad } }),
  twoPartyCallAt("other-ben", [anna, benArnoldson], "2026-11-17T12:00:00Z"),
  buildGroupCall([benArnold, cleo], { callId: "of-others" }),
];

function callsCommand(intent: CallsCommand["intent"], filter: Partial<CallFilter> = {}): CallsCommand {
  return { intent, periodName: THIS_WEEK, filter: { ...ANY_CALL, ...filter }, view: "summary", page: 1 };
}

/** One type an intent, where several share one. */
type AnswerByIntent = Answer extends infer Each
  ? Each extends { intent: infer Own }
    ? Own extends Intent
      ? Each & { intent: Own }
      : never
    : never
  : never;
type AnswerOf<Name extends Intent> = Extract<AnswerByIntent, { intent: Name }>;

describe("answer to a command", () => {
  let close: () => Promise<void>;
  let parts: AnswerParts;
  let store: Store;

  before(async () => {
    const opened = await openTestStore();
    close = () => opened.close();
    store = opened.store;
    for (const record of RECORDS) await opened.store.callRecords.save(judgeCallRecord(record));
    parts = answerPartsOn(opened.store);
  });
  after(() => close());

  async function answered<Name extends Intent>(
    intent: Name,
    command: Command,
    over: Partial<Question> = {},
    given: Partial<AnswerParts> = {},
  ): Promise<AnswerOf<Name>> {
    const answer = await answerTo(command, over, given);
    assert.equal(answer.intent, intent);
    assert.deepEqual(answer.command, command);
    return answer as AnswerOf<Name>;
  }

  function answerTo(command: Command, over: Partial<Question> = {}, given: Partial<AnswerParts> = {}): Promise<Answer> {
    const question: Question = {
      text: "",
      viewer: { personId: "anna", isAdmin: false },
      personId: "anna",
      now: NOW,
      timeZone: "Europe/Berlin",
      locale: "en",
      conversation: null,
      ...over,
    };
    return answerCommand(command, englishCommands, question, { ...parts, ...given });
  }

  function idsOf({ calls }: { calls: { callId: string }[] }): string[] {
    return calls.map(({ callId }) => callId);
  }

  it("leaves the calls that the filter leaves, and sums up those", async () => {
    const answer = await answered("calls", callsCommand("calls", { quality: "poor" }));
    assert.deepEqual(idsOf(answer), ["poor"]);
    assert.equal(answer.summary.calls, 1);
    assert.equal(answer.people, null);
  });

  it("shows poor calls in proportion to all that the rest of the filter leaves", async () => {
    const all = await answered("poorCalls", callsCommand("poorCalls"));
    assert.deepEqual([idsOf(all), all.summary.calls], [["rated", "poor"], 3]);
    const withBen = await answered("poorCalls", callsCommand("poorCalls", { person: "ben-1" }));
    assert.deepEqual([idsOf(withBen), withBen.summary.calls], [["rated", "poor"], 2]);
    const poorInQuality = await answered("poorCalls", callsCommand("poorCalls", { quality: "poor" }));
    assert.deepEqual([idsOf(poorInQuality), poorInQuality.summary.calls], [["poor"], 3]);
  });

  it("takes for feedback the calls that were asked about", async () => {
    const answer = await answered("feedback", callsCommand("feedback"));
    assert.deepEqual(idsOf(answer), ["rated"]);
    assert.equal(answer.summary.feedback.poor, 1);
  });

  it("finds calls with somebody by a part of the name, whatever its case and accents", async () => {
    const command = { ...callsCommand("callsWith", { person: "cleo mar" }), periodName: { kind: "lastWeek" } as const };
    const answer = await answered("callsWith", command);
    assert.deepEqual(idsOf(answer), ["last-week"]);
    assert.deepEqual(
      answer.people?.map(({ id, displayName, calls }) => [id, displayName, calls]),
      [["cleo", "Cléo Martin", 1]],
    );
  });

  it("asks back when several people are named so, with choices that ask the same about one", async () => {
    const command = { ...callsCommand("callsWith", { person: "ben" }), page: 3 };
    const { choices, name } = await answered("choosePerson", command);
    assert.equal(name, "ben");
    assert.deepEqual(
      choices.map(({ id, calls }) => [id, calls]),
      [
        ["ben-1", 2],
        ["ben-2", 1],
      ],
    );
    assert.ok(choices[1]);
    const chosen = await answered("callsWith", choices[1].command);
    assert.deepEqual(idsOf(chosen), ["other-ben"]);
    assert.equal(chosen.command.page, 1);
  });

  it("takes a whole name for the one who bears it, though another's begins so", async () => {
    const answer = await answered("callsWith", callsCommand("callsWith", { person: "ben arnold" }));
    assert.deepEqual(idsOf(answer), ["rated", "poor"]);
  });

  it("tells who is known, but not from this period, from somebody who is not", async () => {
    const known = await answered("callsWith", callsCommand("callsWith", { person: "dora" }));
    assert.deepEqual(
      known.people?.map(({ id, calls }) => [id, calls]),
      [["dora", 0]],
    );
    assert.deepEqual(known.calls, []);
    const unknown = await answered("callsWith", callsCommand("callsWith", { person: "zoe" }));
    assert.deepEqual([unknown.people, unknown.calls, unknown.summary.calls], [[], [], 0]);
  });

  it("knows nobody from calls that one was not in", async () => {
    const command = {
      ...callsCommand("callsWith", { person: "anna" }),
      periodName: { kind: "lastDays", count: 90 } as const,
    };
    const answer = await answered("callsWith", command, {
      viewer: { personId: "stranger", isAdmin: false },
      personId: "stranger",
    });
    assert.deepEqual(answer.people, []);
  });

  it("compares devices and networks of the period", async () => {
    const devices = await answered("compareDevices", { intent: "compareDevices", periodName: THIS_WEEK });
    assert.equal(devices.calls, 3);
    const [microphone] = devices.comparison.dimensions;
    assert.deepEqual(
      microphone?.groups.map(({ value, poor }) => [value, poor]),
      [["Headset", 1]],
    );
    const networks = await answered("compareNetworks", { intent: "compareNetworks", periodName: THIS_WEEK });
    assert.deepEqual(
      networks.comparison.dimensions.map(({ dimension }) => dimension),
      ["connection", "wifiBand", "vpnOrRelay", "place"],
    );
  });

  it("exports the period's calls under the name of its days", async () => {
    const { file, calls } = await answered("export", { intent: "export", periodName: THIS_WEEK });
    assert.equal(file.name, "callwise-2026-11-16-to-2026-11-22.csv");
    assert.equal(calls, 3);
    assert.equal(file.content.split("\r\n").length, 1 + 3 + 1);
  });

  it("tells what is stored before it erases, and erases only when confirmed", async () => {
    const erased: string[] = [];
    const stored = { participations: 3, sessions: 3, phoneCalls: 0, conversations: 1, looks: 0 };
    const erasures: AnswerParts["erasures"] = {
      stored: (personId) => Promise.resolve(personId === "anna" ? stored : { ...stored, participations: 0 }),
      erase: (personId) => {
        erased.push(personId);
        return Promise.resolve({ receiptId: "receipt", at: NOW, erased: stored });
      },
    };
    const asked = await answered("forgetMe", { intent: "forgetMe", isConfirmed: false }, {}, { erasures });
    assert.ok(asked.stage === "asked");
    assert.deepEqual(asked.stored, stored);
    assert.deepEqual(erased, []);
    const done = await answered("forgetMe", { intent: "forgetMe", isConfirmed: true }, {}, { erasures });
    assert.ok(done.stage === "done");
    assert.equal(done.erasure.receiptId, "receipt");
    assert.deepEqual(erased, ["anna"]);
  });

  it("erases the viewer, whoever's calls are asked for", async () => {
    const erased: string[] = [];
    const erase: AnswerParts["erasures"]["erase"] = (personId) => {
      erased.push(personId);
      return Promise.resolve({
        receiptId: "receipt",
        at: NOW,
        erased: { participations: 0, sessions: 0, phoneCalls: 0, conversations: 0, looks: 0 },
      });
    };
    const erasures = { ...parts.erasures, erase };
    await answered("forgetMe", { intent: "forgetMe", isConfirmed: true }, { viewer: admin }, { erasures });
    assert.deepEqual(erased, ["admin"]);
  });

  it("keeps the language that was chosen, and tells which are there", async () => {
    const viewer = { personId: "linguist", isAdmin: false };
    const language = (asked: string | null) =>
      answered("language", { intent: "language", language: asked }, { viewer });
    assert.deepEqual(pick(await language(null)), ["en", null]);
    assert.deepEqual(pick(await language("Klingon")), ["en", "Klingon"]);
    assert.deepEqual(pick(await language("Chinese")), ["zh-CN", null]);
    assert.equal((await parts.preferences.of("linguist")).language, "zh-CN");
    assert.deepEqual(pick(await language(null)), ["zh-CN", null]);
    assert.deepEqual((await language(null)).available, ["en", "zh-CN"]);
  });

  it("turns the digest on and off, and shows it", async () => {
    const digest = (change: "on" | "off" | null) => answered("digest", { intent: "digest", change });
    assert.equal((await digest(null)).isOn, false);
    assert.equal((await digest("on")).isOn, true);
    const { isOn, preview } = await digest(null);
    assert.equal(isOn, true);
    assert.deepEqual([preview.summary.calls, preview.before.calls], [1, 0]);
    assert.deepEqual(await parts.preferences.of("anna").then(({ digest: kept }) => kept), true);
    assert.equal((await digest("off")).isOn, false);
  });

  it("counts as this week's digest where that one is due already", async () => {
    const turnOn = (personId: string, now: string): Promise<Answer> =>
      answerTo(
        { intent: "digest", change: "on" },
        { viewer: { personId, isAdmin: false }, personId, now: new Date(now), timeZone: "Europe/Berlin" },
      );
    await turnOn("early", "2026-11-16T06:59:00Z");
    await turnOn("late", "2026-11-16T07:00:00Z");
    const wanting = async (monday: string): Promise<string[]> =>
      (await store.preferences.digestsToSend(monday)).map(({ personId }) => personId);
    assert.deepEqual(await wanting("2026-11-16"), ["early"]);
    assert.deepEqual(await wanting("2026-11-23"), ["early", "late"]);
  });

  it("answers only admins what is for admins", async () => {
    const commands: Command[] = [
      { intent: "organization", periodName: THIS_WEEK },
      { intent: "person", name: "anna", periodName: THIS_WEEK },
      ...(["status", "alertsHere", "alertsOff", "alertRules"] as const).map((intent) => ({ intent })),
    ];
    for (const command of commands) {
      assert.equal((await answered("adminsOnly", command)).asked, command.intent);
    }
  });

  it("answers nobody about a person in anonymous mode", async () => {
    const command: Command = { intent: "person", name: "anna", periodName: THIS_WEEK };
    const refused = await answered("adminsOnly", command, { viewer: admin }, { isAnonymous: true });
    assert.deepEqual([refused.asked, refused.isAnonymous], ["person", true]);
    assert.ok(await answered("status", { intent: "status" }, { viewer: admin }, { isAnonymous: true }));
  });

  it("counts an organization's days in its own time zone", async () => {
    const command: Command = { intent: "organization", periodName: { kind: "today" } };
    const over = { viewer: admin, timeZone: "Pacific/Apia" };
    const answer = await answered("organization", command, over, { organizationTimeZone: "America/New_York" });
    assert.equal(answer.timeZone, "America/New_York");
    assert.deepEqual(answer.period.start, new Date("2026-11-18T05:00:00Z"));
  });

  it("tells the status", async () => {
    const answer = await answered("status", { intent: "status" }, { viewer: admin });
    assert.deepEqual(answer.status, sampleStatus());
  });

  it("shows an admin somebody's calls, and shows that person who looked", async () => {
    const command: Command = { intent: "person", name: "anna schmidt", periodName: THIS_WEEK };
    const answer = await answered("person", command, { viewer: admin, personId: "admin" });
    assert.deepEqual([answer.person.id, answer.person.displayName, answer.person.calls], ["anna", "Anna Schmidt", 3]);
    assert.equal(answer.summary.calls, 3);
    const { looks } = await answered("whoLooked", { intent: "whoLooked" });
    assert.deepEqual(
      looks.map(({ viewer, look }) => [viewer.id, look.what]),
      [["admin", "calls"]],
    );
    const others = await answered(
      "whoLooked",
      { intent: "whoLooked" },
      { viewer: { personId: "ben-1", isAdmin: false } },
    );
    assert.deepEqual(others.looks, []);
  });

  it("takes an admin's own name for the admin's own calls, which is no look", async () => {
    const question = { viewer: { personId: "cleo", isAdmin: true }, personId: "cleo" };
    const command: Command = { intent: "person", name: "cléo", periodName: { kind: "lastWeek" } };
    const answer = await answerTo(command, question);
    assert.ok(answer.intent === "calls");
    assert.deepEqual(idsOf(answer), ["last-week"]);
    assert.deepEqual((await answered("whoLooked", { intent: "whoLooked" }, question)).looks, []);
  });

  it("asks an admin back for a name that several bear, or nobody, before anything is read", async () => {
    const over = { viewer: admin, personId: "admin" };
    const person = (name: string): Command => ({ intent: "person", name, periodName: THIS_WEEK });
    const { choices } = await answered("choosePerson", person("ben"), over);
    assert.deepEqual(
      choices.map(({ command }) => command),
      [person("ben-1"), person("ben-2")],
    );
    assert.deepEqual((await answered("choosePerson", person("zoe"), over)).choices, []);
    const { looks } = await answered(
      "whoLooked",
      { intent: "whoLooked" },
      { viewer: { personId: "ben-1", isAdmin: false } },
    );
    assert.deepEqual(looks, []);
  });

  it("turns alerts on and off in a channel, and says elsewhere that there is none", async () => {
    const [sample] = sampleAnswers().alertRules;
    assert.ok(sample?.intent === "alertRules" && sample.rules.length > 0);
    const channel = buildAlertChannel({ conversationId: "19:channel", since: NOW, setBy: "admin" });
    const on = new Set<string>();
    const alerts: AlertsPort = {
      here: (conversationId, viewer) => {
        on.add(conversationId);
        return Promise.resolve({ ...channel, conversationId, setBy: viewer.personId });
      },
      off: (conversationId) => Promise.resolve(on.delete(conversationId)),
      rules: () => Promise.resolve({ rules: sample.rules, channels: on.size }),
    };
    const inChannel = { viewer: admin, conversation: { id: "19:channel", type: "channel" as const } };
    const inChat = { viewer: admin, conversation: { id: "a:chat", type: "personal" as const } };
    assert.deepEqual((await answered("alertsHere", { intent: "alertsHere" }, inChannel, { alerts })).channel, channel);
    assert.equal((await answered("alertsHere", { intent: "alertsHere" }, inChat, { alerts })).channel, null);
    const { rules, channels } = await answered("alertRules", { intent: "alertRules" }, inChat, { alerts });
    assert.deepEqual([rules, channels], [sample.rules, 1]);
    assert.equal((await answered("alertsOff", { intent: "alertsOff" }, inChat, { alerts })).wereOn, false);
    assert.equal((await answered("alertsOff", { intent: "alertsOff" }, inChannel, { alerts })).wereOn, true);
    assert.equal((await answered("alertsHere", { intent: "alertsHere" }, inChannel)).channel, null);
  });
});

function pick({ language, unknown }: Extract<Answer, { intent: "language" }>): [string, string | null] {
  return [language, unknown];
}
