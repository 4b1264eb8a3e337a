import assert from "node:assert/strict";
import fc from "fast-check";
import { answerCard } from "../../../../bot/cards/answer-card.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import type { Answer } from "../../../../src/calls/answer.ts";
import { ANY_CALL } from "../../../../src/calls/call-filter.ts";
import type { Participation } from "../../../../src/calls/participation.ts";
import type { PeriodName } from "../../../../src/calls/period.ts";
import { assertCardRules } from "../../../support/card-rules.ts";
import { cardTexts } from "../../../support/card-texts.ts";
import { callAnswer, callsAnswer, many, sampleAnswers, SAMPLE_TIME_ZONE } from "../../../support/sample-answers.ts";
import { sampleDetails, SAMPLE_NOW } from "../../../support/sample-calls.ts";

const ALL_TIME: PeriodName = { kind: "since", from: "2019-01-01" };
const LANGUAGES = [messagesFor("en-GB", SAMPLE_TIME_ZONE), messagesFor("zh-CN", SAMPLE_TIME_ZONE)];
const CALLS_INTENTS = ["calls", "poorCalls", "feedback", "callsWith"] as const;

/** By name, so that a failing run prints what a person can read. */
const LONG: Record<string, string> = {
  "sixty characters": "Maximilian Alexander von der Schulenburg-Wolfsburg-Hohenlohe",
  surrogates: "𝕏".repeat(5000),
  cjk: "会議".repeat(3000),
  markdown: "*_[]()`\\".repeat(2000),
  "right to left": "محمد بن سلمان ".repeat(200),
  direction: "\u202e".repeat(50),
  empty: "",
};
const hostileText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.constantFrom(...Object.keys(LONG)).map((name) => `long:${name}`),
);
/** Hostile texts may be the name of what every object has, such as "toString". */
const written = (text: string): string => new Map(Object.entries(LONG)).get(text.replace(/^long:/, "")) ?? text;

describe("cards with extreme data", () => {
  it("stay within 28 KB and the rules whatever Graph delivered", () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.integer({ min: 1, max: 60 }), (name, text, copies) => {
        for (const answer of hostileAnswers(written(name), written(text), copies)) {
          for (const messages of LANGUAGES) assertCardRules(answerCard(answer, messages));
        }
      }),
      { numRuns: 4 },
    );
  }).timeout(30_000);

  it("stay within 28 KB for a person with 10,000 calls, every one of them poor", () => {
    const [call] = hostileCalls(LONG["surrogates"] ?? "", LONG["markdown"] ?? "", 1);
    assert.ok(call);
    const calls = Array.from({ length: 10_000 }, (_, index) => ({
      ...call,
      callId: `call-${index}`,
      start: new Date(SAMPLE_NOW.getTime() - index * 7_200_000),
    }));
    for (const intent of CALLS_INTENTS) {
      for (const view of ["summary", "list"] as const) {
        const answer = callsAnswer(intent, ALL_TIME, calls, { view, page: 7 });
        for (const messages of LANGUAGES) assertCardRules(answerCard(answer, messages));
      }
    }
  }).timeout(30_000);

  it("say how many are left out", () => {
    const answer = callsAnswer("calls", { kind: "thisWeek" }, hostileCalls("Ann", "bad", 100));
    const [messages] = LANGUAGES;
    assert.ok(messages && cardTexts(answerCard(answer, messages)).includes("… and 97 more"));
  });
});

/** Poor calls with long texts everywhere, each with its own person. */
function hostileCalls(name: string, text: string, copies: number): Participation[] {
  const poor = sampleDetails().find(({ participation }) => participation.quality === "poor")?.participation;
  assert.ok(poor);
  return many([poor], copies).map((call, index) => {
    const rating = { sessionId: "s", rating: "bad" as const, tokens: [text, `${index}${name}`], text };
    return {
      ...call,
      others: { count: 1, person: { id: `p${index}`, kind: "user" as const, displayName: name } },
      ratings: [rating, rating, rating, rating, rating],
      device: { ...NO_DEVICE, captureDeviceName: name, renderDeviceName: text },
      failure: { stage: name, reason: text },
    };
  });
}

/** Answers with long texts and as many calls, sessions, people, values and findings as asked for. */
function hostileAnswers(name: string, text: string, copies: number): Answer[] {
  const calls = hostileCalls(name, text, copies);
  const detail = sampleDetails().find(({ participation }) => participation.quality === "poor");
  const [participation] = calls;
  assert.ok(detail && participation);
  const sessions = Array.from({ length: Math.min(copies, 40) }, () => detail.sessions).flat();
  const filter = { ...ANY_CALL, person: text, longerThanSeconds: 1 };
  return [
    ...CALLS_INTENTS.map((intent) => callsAnswer(intent, { kind: "thisWeek" }, calls)),
    callsAnswer("calls", { kind: "thisWeek" }, calls, { view: "list", filter }),
    callAnswer({ ...detail, participation, sessions }),
    callAnswer(null, text),
    ...Object.values(sampleAnswers())
      .flat()
      .flatMap((answer) => hostileVersion(answer, name, text, copies)),
  ];
}

/** The sample answers that quote texts from outside, with those texts instead. */
function hostileVersion(answer: Answer, name: string, text: string, copies: number): Answer[] {
  const times = <Item>(items: readonly Item[]): Item[] => Array.from({ length: copies }, () => items).flat();
  switch (answer.intent) {
    case "whoLooked": {
      const looks = times(answer.looks).map((look) => ({ ...look, viewer: { id: text, displayName: name } }));
      return [{ ...answer, looks }];
    }
    case "choosePerson": {
      const choices = times(answer.choices).map((choice) => ({ ...choice, id: text, displayName: name }));
      return [{ ...answer, name: text, choices }];
    }
    case "person":
      return [{ ...answer, person: { ...answer.person, id: text, displayName: name } }];
    case "organization": {
      const dimensions = answer.organization.dimensions.map((dimension) => ({
        ...dimension,
        values: times(dimension.values).map((value) => ({ ...value, value: text })),
      }));
      return [{ ...answer, organization: { ...answer.organization, dimensions } }];
    }
    case "compareDevices":
    case "compareNetworks": {
      const dimensions = answer.comparison.dimensions.map((dimension) => ({
        ...dimension,
        groups: times(dimension.groups).map((group) => ({ ...group, value: text })),
      }));
      return [{ ...answer, comparison: { ...answer.comparison, dimensions } }];
    }
    case "status": {
      const exhausted = times(answer.status.exhausted).map((job) => ({ ...job, callId: name, reason: text }));
      return [{ ...answer, status: { ...answer.status, exhausted } }];
    }
    case "language":
      return [{ ...answer, unknown: text }];
    case "help":
      return [{ ...answer, notUnderstood: text, nearest: [] }];
    default:
      return [];
  }
}

const NO_DEVICE = {
  captureDeviceName: null,
  captureDeviceDriver: null,
  renderDeviceName: null,
  renderDeviceDriver: null,
  machineName: null,
  cpuName: null,
};
