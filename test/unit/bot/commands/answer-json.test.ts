import assert from "node:assert/strict";
import { answerJson } from "../../../../bot/commands/answer-json.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import type { Answer, AnswerFrame, Intent } from "../../../../src/calls/answer.ts";
import type { Command } from "../../../../src/calls/command.ts";
import type { FeedbackRating } from "../../../../src/calls/feedback.ts";
import { ANY_CALL } from "../../../../src/calls/call-filter.ts";
import { judgeCallRecord } from "../../../../src/calls/judge-call-record.ts";
import type { Participation } from "../../../../src/calls/participation.ts";
import { resolvePeriod } from "../../../../src/calls/period.ts";
import { isPoorCall, summarize } from "../../../../src/calls/summary.ts";
import {
  buildFeedback,
  buildMedia,
  buildNetwork,
  buildParticipantEndpoint,
  buildPerson,
  buildStream,
  buildTwoPartyCall,
} from "../../../support/call-record-builder.ts";
import { buildParticipation } from "../../../support/participation-builder.ts";
import { sampleAnswers } from "../../../support/sample-answers.ts";

const NOW = new Date("2026-11-18T10:00:00Z");
const ZONE = "Europe/Berlin";
const messages = messagesFor("en", ZONE);

function callsAnswer(intent: "calls" | "poorCalls", all: Participation[]): Answer {
  const period = resolvePeriod({ kind: "thisWeek" }, NOW, ZONE);
  const calls = intent === "calls" ? all : all.filter(isPoorCall);
  const command = { intent, periodName: period.name, filter: ANY_CALL, view: "summary", page: 1 } as const;
  const summary = summarize(all, period, NOW, ZONE);
  return { intent, command, period, summary, calls, people: null, now: NOW, timeZone: ZONE };
}

function frame(command: Command | null): AnswerFrame {
  return { command, now: NOW, timeZone: ZONE };
}

/** The answer as a reader of the JSON text gets it. */
function written(answer: Answer): Record<string, unknown> {
  const value: unknown = JSON.parse(JSON.stringify(answerJson(answer, messages)));
  assert.ok(typeof value === "object" && value !== null);
  return Object.fromEntries(Object.entries(value));
}

function feedbackOf(...words: FeedbackRating[]): unknown {
  const ratings = words.map((rating, index) => ({ sessionId: `s${index}`, rating, tokens: [], text: null }));
  const json = answerJson(callsAnswer("calls", [buildParticipation({ ratings })]), messages);
  return "calls" in json ? json.calls[0]?.feedback : undefined;
}

describe("answer as JSON", () => {
  it("has the whole contract for calls", () => {
    const poor = buildParticipation({
      callId: "call-poor",
      start: new Date("2026-11-16T22:59:00Z"),
      durationSeconds: 90.25,
      callType: "peerToPeer",
      role: "organizer",
      modalities: ["audio", "video"],
      others: { count: 1, person: { id: "ben", kind: "user", displayName: "Ben Example" } },
      quality: "poor",
      reasons: [{ mediaKind: "audio", metric: "averageJitterMs", direction: "heard", value: 62, threshold: 30 }],
      verdict: {
        direction: "heard",
        cause: "weakWifi",
        confidence: "likely",
        evidence: [{ metric: "wifiSignalStrengthPercentage", value: 28, threshold: 50 }],
      },
      ratings: [
        { sessionId: "s1", rating: "notRated", tokens: [], text: null },
        { sessionId: "s2", rating: "poor", tokens: ["Echo"], text: "it echoed" },
      ],
    });
    assert.deepEqual(written(callsAnswer("calls", [poor])), {
      understood: {
        intent: "calls",
        period: { start: "2026-11-15T23:00:00.000Z", end: "2026-11-22T23:00:00.000Z" },
        timeZone: "Europe/Berlin",
        filter: {},
        question: "my calls this week",
      },
      people: null,
      summary: {
        calls: 1,
        durationSeconds: 90.25,
        byType: { peerToPeer: 1 },
        byModality: { audio: 1, video: 1 },
        quality: { good: 0, poor: 1, unclassified: 0 },
        feedback: { rated: 1, notRated: 1, average: 2, poor: 1, tokens: { Echo: 1 } },
        platforms: { windows: 1 },
        people: [{ id: "ben", displayName: "Ben Example", calls: 1, durationSeconds: 90.25 }],
        byDay: [
          { date: "2026-11-16", calls: 1, durationSeconds: 90.25, poor: 1 },
          { date: "2026-11-17", calls: 0, durationSeconds: 0, poor: 0 },
          { date: "2026-11-18", calls: 0, durationSeconds: 0, poor: 0 },
        ],
      },
      calls: [
        {
          callId: "call-poor",
          start: "2026-11-16T22:59:00.000Z",
          end: "2026-11-16T23:29:00.000Z",
          durationSeconds: 90.25,
          type: "peerToPeer",
          role: "organizer",
          modalities: ["audio", "video"],
          platform: "windows",
          quality: "poor",
          reasons: [{ mediaKind: "audio", metric: "averageJitterMs", direction: "heard", value: 62, threshold: 30 }],
          verdict: {
            direction: "heard",
            cause: "weakWifi",
            confidence: "likely",
            evidence: [{ metric: "wifiSignalStrengthPercentage", value: 28, threshold: 50 }],
          },
          feedback: {
            rating: "poor",
            value: 2,
            tokens: ["Echo"],
            text: "it echoed",
            ratings: [
              { rating: "notRated", value: null, tokens: [] },
              { rating: "poor", value: 2, tokens: ["Echo"], text: "it echoed" },
            ],
          },
        },
      ],
    });
  });

  it("lists only the poor calls, beside the summary of all", () => {
    const json = written(callsAnswer("poorCalls", [buildParticipation(), buildParticipation({ quality: "poor" })]));
    assert.ok(Array.isArray(json["calls"]));
    assert.equal(json["calls"].length, 1);
    assert.deepEqual(Object.keys(json), ["understood", "summary", "calls", "people"]);
  });

  it("says null for what is not known", () => {
    const json = answerJson(callsAnswer("calls", [buildParticipation({ client: null })]), messages);
    assert.ok("calls" in json && json.calls[0]);
    const { platform, verdict, feedback, reasons } = json.calls[0];
    assert.deepEqual(
      { platform, verdict, feedback, reasons },
      { platform: null, verdict: null, feedback: null, reasons: [] },
    );
  });

  it("tells the worst answer, then an unknown word, then that none was given, then that none was asked for", () => {
    const worst = (...words: FeedbackRating[]): unknown => {
      const feedback = feedbackOf(...words);
      if (feedback === null) return null;
      assert.ok(typeof feedback === "object" && feedback !== undefined && "rating" in feedback && "value" in feedback);
      return [feedback.rating, feedback.value];
    };
    assert.deepEqual(worst("excellent", "bad", "notRated"), ["bad", 1]);
    assert.deepEqual(worst("notRated", "excellent"), ["excellent", 5]);
    assert.deepEqual(worst("notRated", "other"), ["other", null]);
    assert.deepEqual(worst("notRated"), ["notRated", null]);
    assert.equal(worst(), null);
  });

  it("tells one call with the person's own sessions, and nothing of the other side's", () => {
    const anna = buildPerson("anna");
    const ben = buildPerson("ben");
    const record = buildTwoPartyCall(ben, anna, {
      callId: "call-2",
      media: [
        buildMedia({
          callerNetwork: buildNetwork({ ipAddress: "192.0.2.1" }),
          calleeNetwork: buildNetwork({ connectionType: "wifi", subnet: "198.51.100.0" }),
          callerDevice: { captureDeviceName: "Ben's headset" },
          calleeDevice: { captureDeviceName: "Anna's headset" },
          streams: [buildStream("callerToCallee", { averageJitterMs: 62 }), buildStream("calleeToCaller")],
        }),
      ],
      session: {
        caller: { ...buildParticipantEndpoint(ben), machineName: "BENS-PC", feedback: buildFeedback("bad") },
        callee: { ...buildParticipantEndpoint(anna), machineName: "ANNAS-PC", feedback: buildFeedback("fair") },
      },
    });
    const judged = judgeCallRecord(record);
    const participation = judged.participations.find(({ personId }) => personId === "anna");
    assert.ok(participation);
    const found = { participation, call: record, participantCount: 2, sessions: judged.sessions, phoneCall: null };
    const answer: Answer = { ...frame({ intent: "call", asked: "last" }), intent: "call", asked: "last", found };

    const text = JSON.stringify(answerJson(answer, messages));
    for (const theirs of ["192.0.2.1", "Ben's headset", "BENS-PC", '"bad"']) assert.ok(!text.includes(theirs), theirs);
    for (const own of ["198.51.100.0", "Anna's headset", "ANNAS-PC"]) assert.ok(text.includes(own), own);

    const json = answerJson(answer, messages);
    assert.ok("call" in json && json.call);
    assert.equal(json.understood.period, null);
    assert.deepEqual(
      json.calls.map(({ callId }) => callId),
      ["call-2"],
    );
    assert.equal(json.call.participantCount, 2);
    assert.equal(json.call.feedback?.rating, "fair");
    const [session] = json.call.sessions;
    assert.equal(session?.side, "callee");
    assert.deepEqual(session.otherSide, {
      kind: "participant",
      id: "ben",
      displayName: "Person ben",
      serviceRole: null,
    });
    assert.deepEqual(
      session.segments[0]?.media[0]?.streams.map(({ direction, quality }) => [direction, quality]),
      [
        ["heard", "poor"],
        ["sent", "good"],
      ],
    );
  });

  it("says null for a call that was not found", () => {
    const command = { intent: "call", asked: "12345678" } as const;
    assert.deepEqual(written({ ...frame(command), ...command, found: null }), {
      understood: { intent: "call", period: null, timeZone: ZONE, filter: null, question: "call 12345678" },
      call: null,
      calls: [],
    });
  });

  it("tells help with what was not understood and every command that the person may ask", () => {
    const help = { intent: "help", notUnderstood: "cals", nearest: ["my calls"] } as const;
    const commandsOf = (isAdmin: boolean): string[] => {
      const json = answerJson({ ...frame(null), ...help, nearest: [...help.nearest], isAdmin }, messages);
      assert.ok("help" in json);
      assert.deepEqual([json.help.notUnderstood, json.help.nearest], ["cals", ["my calls"]]);
      assert.deepEqual(json.understood, { intent: "help", period: null, timeZone: ZONE, filter: null, question: null });
      return json.help.commands.map(({ command }) => command);
    };
    assert.deepEqual(
      commandsOf(true),
      messages.help.commands.map(({ command }) => command),
    );
    assert.ok(!commandsOf(false).includes("status") && commandsOf(true).includes("status"));
  });

  it("tells the filter that was understood, whom its person was taken for, and the question in words", () => {
    const [json] = sampleAnswers().callsWith.map((answer) => answerJson(answer, messages));
    assert.ok(json && "people" in json);
    assert.deepEqual(json.understood.filter, { person: "Megan Bowen" });
    assert.equal(json.understood.question, "my calls with Megan Bowen this week");
    assert.deepEqual(
      json.people?.map(({ displayName }) => displayName),
      ["Megan Bowen"],
    );
  });

  const PROPERTIES: Record<Intent, string[]> = {
    calls: ["summary", "calls", "people"],
    poorCalls: ["summary", "calls", "people"],
    feedback: ["summary", "calls", "people"],
    callsWith: ["summary", "calls", "people"],
    call: ["call", "calls"],
    compareDevices: ["comparison"],
    compareNetworks: ["comparison"],
    export: ["export"],
    whoLooked: ["looks", "more"],
    forgetMe: ["forgetMe"],
    language: ["language"],
    help: ["help"],
    organization: ["organization"],
    status: ["status"],
    alertsHere: ["alerts"],
    alertsOff: ["alerts"],
    alertRules: ["alertRules", "channels"],
    person: ["person", "summary", "calls"],
    digest: ["digest"],
    choosePerson: ["choosePerson"],
    adminsOnly: ["adminsOnly"],
  };
  for (const [intent, answers] of Object.entries(sampleAnswers())) {
    it(`is plain values for ${intent}, with its properties beside what was understood`, () => {
      for (const answer of answers) {
        const json = answerJson(answer, messages);
        assert.deepEqual(JSON.parse(JSON.stringify(json)), json);
        assert.deepEqual(Object.keys(json), ["understood", ...PROPERTIES[answer.intent]]);
        assert.equal(json.understood.intent, intent);
      }
    });
  }
});
