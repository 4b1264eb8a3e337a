import assert from "node:assert/strict";
import { answerText } from "../../../../bot/commands/answer-text.ts";
import { messagesForAnswer } from "../../../../bot/messages/answer-messages.ts";
import { LANGUAGE_TAGS } from "../../../../bot/messages/languages.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import type { Answer, CallDetail } from "../../../../src/calls/answer.ts";
import { ANY_CALL } from "../../../../src/calls/call-filter.ts";
import { judgeCallRecord } from "../../../../src/calls/judge-call-record.ts";
import type { Participation } from "../../../../src/calls/participation.ts";
import { resolvePeriod, type PeriodName } from "../../../../src/calls/period.ts";
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

function callsAnswer(
  intent: "calls" | "poorCalls",
  all: Participation[],
  name: PeriodName = { kind: "thisWeek" },
): Answer {
  const period = resolvePeriod(name, NOW, ZONE);
  const calls = intent === "calls" ? all : all.filter(isPoorCall);
  const command = { intent, periodName: name, filter: ANY_CALL, view: "summary", page: 1 } as const;
  const summary = summarize(all, period, NOW, ZONE);
  return { intent, command, period, summary, calls, people: null, now: NOW, timeZone: ZONE };
}

function textOf(answer: Answer, locale = "en"): string {
  return answerText(answer, messagesFor(locale, ZONE));
}

function detailOf(): CallDetail {
  const anna = buildPerson("anna");
  const record = buildTwoPartyCall(anna, buildPerson("ben"), {
    callId: "22222222-bbbb",
    media: [
      buildMedia({
        callerNetwork: buildNetwork({ connectionType: "wifi", wifiBand: "2.4GHz", wifiSignalStrengthPercentage: 28 }),
        streams: [buildStream("callerToCallee", { averageJitterMs: 62 }), buildStream("calleeToCaller")],
      }),
    ],
    session: {
      caller: { ...buildParticipantEndpoint(anna), feedback: buildFeedback("poor", { tokens: ["Echo"] }) },
    },
  });
  const judged = judgeCallRecord(record);
  const participation = judged.participations.find(({ personId }) => personId === "anna");
  assert.ok(participation);
  return { participation, call: record, participantCount: 2, sessions: judged.sessions, phoneCall: null };
}

function callAnswer(found: CallDetail | null, asked = "last"): Answer {
  return { intent: "call", asked, command: { intent: "call", asked }, found, now: NOW, timeZone: ZONE };
}

function helpAnswer(notUnderstood: string | null, nearest: string[]): Extract<Answer, { intent: "help" }> {
  return { intent: "help", command: null, notUnderstood, nearest, isAdmin: false, now: NOW, timeZone: ZONE };
}

describe("answer as text", () => {
  it("sums up calls in aligned lines, with how it understood and a bar for each day", () => {
    const calls = [
      buildParticipation({
        start: new Date("2026-11-17T09:00:00Z"),
        durationSeconds: 5040,
        quality: "poor",
        ratings: [
          { sessionId: "s", rating: "poor", tokens: ["Echo"], text: null },
          { sessionId: "t", rating: "notRated", tokens: [], text: null },
        ],
      }),
      buildParticipation({
        start: new Date("2026-11-16T09:00:00Z"),
        durationSeconds: 2520,
        callType: "peerToPeer",
        modalities: ["audio", "video"],
        others: { count: 1, person: { id: "ben", kind: "user", displayName: "Ben Example" } },
      }),
    ];
    assert.equal(
      textOf(callsAnswer("calls", calls)),
      [
        "My calls: This week, Mon 16 – Sun 22 Nov, Europe/Berlin",
        "",
        "Calls              2",
        "Time in calls      2 h 6 min",
        "Average call       1 h 3 min",
        "Types              Group call 1, One-to-one 1",
        "Media              Audio 2, Video 1",
        "Quality            Good 1, Poor 1",
        "Feedback you gave  1 of 2 rated · Average rating 2 of 5 · Poor feedback 1",
        "                   Problems: echo 1",
        "Platforms          Windows 2",
        "People             Ben Example: 1 call, 42 min",
        "",
        "By day",
        "Mon 16 Nov  ██████████            1 call   42 min",
        "Tue 17 Nov  ████████████████████  1 call   1 h 24 min  1 poor",
        "Wed 18 Nov                        0 calls",
      ].join("\n"),
    );
  });

  it("shows only the days with calls of a long period", () => {
    const calls = [buildParticipation({ start: new Date("2026-10-01T09:00:00Z") })];
    const text = textOf(callsAnswer("calls", calls, { kind: "since", from: "2026-08-01" }));
    const [, days = ""] = text.split("By day\n");
    assert.deepEqual(days.split("\n").length, 1);
    assert.match(days, /^Thu 1 Oct {2}█{20} {2}1 call {2}30 min$/);
  });

  it("says why there is nothing to show", () => {
    assert.match(textOf(callsAnswer("calls", [])), /No call records in this period yet\./);
    const future = textOf(callsAnswer("calls", [], { kind: "day", date: "2026-12-24" }));
    assert.match(future, /^My calls: Thu 24 Dec, Europe\/Berlin\n\nThis period has not begun yet\.$/);
    assert.match(textOf(callsAnswer("poorCalls", [])), /No calls in this period, so no poor ones\./);
    assert.match(textOf(callsAnswer("poorCalls", [buildParticipation()])), /No poor calls in this period\.$/);
    const unclassified = buildParticipation({ quality: "unclassified" });
    assert.match(textOf(callsAnswer("poorCalls", [unclassified])), /No call here could be judged/);
    const both = [unclassified, buildParticipation()];
    assert.match(textOf(callsAnswer("poorCalls", both)), /No poor calls in this period; 1 of 2 could not be judged\./);
    const noFeedback = textOf(callsAnswer("calls", [buildParticipation({ client: null })]));
    assert.match(noFeedback, /Teams did not ask you to rate a call/);
    assert.match(noFeedback, /Platforms +client unknown/);
  });

  it("lists poor calls with the reason for each", () => {
    const { participation } = detailOf();
    assert.equal(
      textOf(callsAnswer("poorCalls", [participation, buildParticipation()])),
      [
        "Poor calls: This week, Mon 16 – Sun 22 Nov, Europe/Berlin",
        "",
        "1 of 2 calls",
        "",
        "Mon 16 Nov, 10:00 · 1 h · One-to-one · Windows  22222222-bbbb",
        "  Jitter 62 ms (limit 30 ms), sent",
        "  Was it me? Likely: a weak Wi-Fi signal at your end",
        "  Rating: Poor: echo",
      ].join("\n"),
    );
  });

  it("tells one call: facts, reasons, verdict, own sessions and streams", () => {
    const text = textOf(callAnswer(detailOf()));
    for (const line of [
      "Call 22222222-bbbb: Mon 16 Nov, 10:00, Europe/Berlin",
      "Time present  1 h",
      "With          Person ben",
      "Network       Wi-Fi 2.4 GHz",
      "Why poor      Jitter 62 ms (limit 30 ms), sent",
      "Was it me?    Likely: a weak Wi-Fi signal at your end",
      "              What you sent was poor",
      "Evidence      Wi-Fi signal 28% (at least 50%)",
      "Rating        Poor: echo",
      "  10:00 – 11:00 · 1 h · Windows",
      "      sent · Poor · Jitter 62 ms · Packet loss 0.2% · Round-trip time 47 ms",
      "      heard · Good · Jitter 8 ms · Packet loss 0.2% · Round-trip time 47 ms",
    ]) {
      assert.ok(text.split("\n").includes(line), line);
    }
  });

  it("says when a person was listed without a session", () => {
    const detail = detailOf();
    const participation = buildParticipation({
      joined: null,
      left: null,
      sessionCount: 0,
      durationSeconds: 0,
      client: null,
    });
    const found = { ...detail, participation, sessions: [] };
    const text = textOf(callAnswer(found));
    assert.match(text, /Time present +listed as a participant, not seen in the call/);
    assert.doesNotMatch(text, /Sessions/);
  });

  it("has one answer for a call of others and an unknown one, and another for no call at all", () => {
    assert.equal(textOf(callAnswer(null, "12345678")), "You were in no call with this id.");
    assert.equal(textOf(callAnswer(null)), "You have no call yet.");
  });

  it("helps with the nearest commands first", () => {
    assert.match(
      textOf(helpAnswer("cals", ["my calls this week"])),
      /^I did not understand “cals”\.\nDid you mean:\n {2}my calls this week\n\nAsk about your own calls:\n {2}my calls \[period\] /,
    );
    assert.match(textOf(helpAnswer(null, [])), /^Ask about your own calls:/);
  });

  it("offers admins' commands to admins only", () => {
    assert.doesNotMatch(textOf(helpAnswer(null, [])), /alert rules/);
    assert.match(textOf({ ...helpAnswer(null, []), isAdmin: true }), /alert rules/);
  });

  it("gives a terminal nothing to obey: no control characters, no long echo", () => {
    const nasty = "\u001b[31m\u0007\u202e" + "x".repeat(300);
    const text = textOf(helpAnswer(nasty, []));
    assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\u202e]/u);
    assert.ok((text.split("\n")[0] ?? "").length < 120);
    const person = { id: "ben", kind: "user" as const, displayName: "Ben\u001b[2J" };
    const calls = textOf(callsAnswer("calls", [buildParticipation({ others: { count: 1, person } })]));
    assert.ok(!calls.includes("\u001b"));
  });

  it("follows the person's region in dates and numbers", () => {
    const answer = callsAnswer("calls", [buildParticipation({ durationSeconds: 1_234_567 * 60 })]);
    assert.match(textOf(answer, "en-US"), /^My calls: This week, Mon Nov 16 – Sun Nov 22, Europe\/Berlin/);
    assert.match(textOf(answer, "de-DE"), /20\.576 h 7 min/);
    assert.match(textOf(answer, "not a locale"), /20,576 h 7 min/);
  });

  for (const locale of LANGUAGE_TAGS) {
    for (const [intent, answers] of Object.entries(sampleAnswers())) {
      it(`says something whole about ${intent} in ${locale}, with the dates and time zone of its period`, () => {
        for (const answer of answers) {
          const text = answerText(answer, messagesForAnswer(answer, locale));
          assert.doesNotMatch(text, /undefined|NaN|\[object|null/);
          assert.ok(text.length > 5);
          if ("period" in answer) {
            const [heading = ""] = text.split("\n");
            assert.ok(heading.includes(answer.timeZone), heading);
            assert.match(heading, /\d/);
          }
        }
      });
    }
  }

  it("says the filter in words, and by whom a name was taken", () => {
    const [withMegan, nobody] = sampleAnswers().callsWith;
    assert.ok(withMegan && nobody);
    assert.match(textOf(withMegan), /^Calls with Megan Bowen: This week, .*Europe\/Berlin: with Megan Bowen\n/);
    assert.match(textOf(nobody), /Nobody in your calls of this period is named “nobody”/);
  });

  it("lists calls page by page; a page beyond the end is the last", () => {
    const calls = Array.from({ length: 45 }, (_, index) => buildParticipation({ callId: `call-${45 - index}` }));
    const page = (number: number): string[] => {
      const answer = callsAnswer("calls", calls);
      assert.ok(answer.intent === "calls");
      return textOf({ ...answer, command: { ...answer.command, view: "list", page: number } }).split("\n");
    };
    assert.equal(page(1)[2], "1–20 of 45 calls");
    assert.match(page(1)[4] ?? "", /^Mon 16 Nov, 10:00 {2}30 min {2}Group call {2}Windows {2}Good {2}call-45$/);
    assert.deepEqual(page(3), page(99));
    assert.deepEqual(page(3).slice(2, 3), ["41–45 of 45 calls"]);
    assert.equal(page(3).length, 4 + 5);
  });

  it("compares in words that overclaim nothing", () => {
    const [tooFew, different] = sampleAnswers().compareNetworks;
    assert.ok(tooFew && different);
    assert.match(textOf(tooFew), /Wired +4 +too few calls\n/);
    const text = textOf(different);
    assert.match(text, /Wi-Fi +60 +50% \(38%–62%\)\n/);
    assert.match(text, /Wi-Fi had poor quality more often than Wired .* other causes may be behind it\./);
    assert.match(text, /Office +60 .*\n.*Elsewhere +60 .*\n +In your calls there is no difference beyond chance\./);
  });

  it("tells what is erased before and after", () => {
    const [asked, , done] = sampleAnswers().forgetMe;
    assert.ok(asked && done);
    assert.match(textOf(asked), /Calls +41\n[^]*“yes, forget me”$/);
    assert.match(textOf(done), /^Forget me: .*\n\nReceipt +3f0c9f2e-/);
  });

  it("chooses the language that was just chosen, and the zone in which the answer was understood", () => {
    const [language] = sampleAnswers().language;
    assert.ok(language);
    assert.equal(messagesForAnswer(language, "en").language, messagesFor("zh-CN", ZONE).language);
    const [calls] = sampleAnswers().calls;
    assert.ok(calls);
    assert.equal(messagesForAnswer({ ...calls, timeZone: "Asia/Tokyo" }, "en").formats.timeZone, "Asia/Tokyo");
  });
});
