import type { Answer, AnswerFrame, CallDetail, CallsAnswer, Intent } from "../../src/calls/answer.ts";
import { ANY_CALL, callsThatMatch, type CallFilter } from "../../src/calls/call-filter.ts";
import type { CallsCommand, Command } from "../../src/calls/command.ts";
import { compareCalls, DEVICE_DIMENSIONS, NETWORK_DIMENSIONS } from "../../src/calls/compare-calls.ts";
import type { Comparison } from "../../src/calls/comparison.ts";
import { digestFigures } from "../../src/calls/digest-figures.ts";
import type { Participation } from "../../src/calls/participation.ts";
import { resolvePeriod, type Period, type PeriodName } from "../../src/calls/period.ts";
import { isPoorCall, summarize } from "../../src/calls/summary.ts";
import { buildPstnCall } from "./phone-call-builder.ts";
import { sampleAdminAnswers } from "./sample-admin-answers.ts";
import { ALEX, MEGAN, SAMPLE_NOW, sampleDetails } from "./sample-calls.ts";

export const SAMPLE_TIME_ZONE = "Europe/Berlin";

const THIS_WEEK: PeriodName = { kind: "thisWeek" };
/** No sample call is in it. */
const OCTOBER: PeriodName = { kind: "month", year: 2026, month: 10 };
const NOT_BEGUN: PeriodName = { kind: "day", date: "2026-12-24" };

/** Answers to every intent in every shape an answer has: with figures, and for each reason why there are none. */
export function sampleAnswers(): Record<Intent, Answer[]> {
  const details = sampleDetails();
  const calls = details.map(({ participation }) => participation);
  const week = periodOf(THIS_WEEK);
  return {
    calls: [
      callsAnswer("calls", THIS_WEEK, calls),
      callsAnswer("calls", { kind: "lastDays", count: 90 }, calls),
      callsAnswer("calls", THIS_WEEK, calls, { view: "list", filter: { ...ANY_CALL, ...EVERY_CONDITION } }),
      callsAnswer("calls", THIS_WEEK, many(calls, 5), { view: "list", page: 2 }),
      callsAnswer("calls", OCTOBER, []),
      callsAnswer("calls", NOT_BEGUN, []),
    ],
    poorCalls: [
      callsAnswer("poorCalls", THIS_WEEK, calls),
      callsAnswer("poorCalls", OCTOBER, []),
      callsAnswer("poorCalls", THIS_WEEK, calls.slice(0, 2)),
    ],
    feedback: [callsAnswer("feedback", THIS_WEEK, calls), callsAnswer("feedback", OCTOBER, [])],
    callsWith: [
      callsAnswer("callsWith", THIS_WEEK, calls, { filter: { ...ANY_CALL, person: MEGAN.displayName } }),
      { ...callsAnswer("callsWith", THIS_WEEK, [], { filter: { ...ANY_CALL, person: "nobody" } }), people: [] },
    ],
    call: [
      ...details.map((found) => callAnswer(found)),
      ...details.slice(0, 1).map((found) => callAnswer(withPhoneCall(found))),
      callAnswer(null, "last"),
      callAnswer(null, "8fdf2a1c"),
    ],
    compareDevices: [comparisonAnswer("compareDevices", many(calls, 20)), comparisonAnswer("compareDevices", [])],
    compareNetworks: [comparisonAnswer("compareNetworks", calls), withDifference()],
    export: [
      {
        ...frame({ intent: "export", periodName: THIS_WEEK }),
        intent: "export",
        period: week,
        calls: calls.length,
        file: { name: "calls-2026-11-16.csv", contentType: "text/csv; charset=utf-8", content: "callId\r\n" },
      },
    ],
    digest: [true, false].map((isOn) => ({
      ...frame({ intent: "digest", change: null }),
      intent: "digest",
      isOn,
      preview: digestFigures(calls, new Date(SAMPLE_NOW.getTime() + 7 * 86_400_000), SAMPLE_TIME_ZONE),
    })),
    language: [null, "tlh"].map((unknown) => ({
      ...frame({ intent: "language", language: unknown }),
      intent: "language",
      language: "zh-CN",
      unknown,
      available: ["en", "zh-CN"],
    })),
    help: [
      { ...frame({ intent: "help" }), intent: "help", notUnderstood: null, nearest: [], isAdmin: true },
      { ...frame(null), intent: "help", notUnderstood: "42", nearest: [], isAdmin: false },
    ],
    ...sampleAdminAnswers(frame, { participation: calls, period: week }),
  };
}

const EVERY_CONDITION: CallFilter = {
  person: null,
  longerThanSeconds: 600,
  shorterThanSeconds: 7200,
  modality: "video",
  callType: "groupCall",
  quality: "poor",
  connection: "wifi",
  platform: "windows",
  isMissed: null,
  isRatedPoor: null,
};

function frame(command: Command | null): AnswerFrame {
  return { timeZone: SAMPLE_TIME_ZONE, now: SAMPLE_NOW, command };
}

function periodOf(name: PeriodName): Period {
  return resolvePeriod(name, SAMPLE_NOW, SAMPLE_TIME_ZONE);
}

export function callsAnswer(
  intent: CallsCommand["intent"],
  periodName: PeriodName,
  participations: Participation[],
  over: Partial<CallsCommand> = {},
): Answer & CallsAnswer {
  const command: CallsCommand = { intent, periodName, filter: ANY_CALL, view: "summary", page: 1, ...over };
  const period = periodOf(periodName);
  const matching = callsThatMatch(participations, command.filter, null);
  const calls =
    intent === "poorCalls"
      ? matching.filter(isPoorCall)
      : intent === "feedback"
        ? matching.filter(({ ratings }) => ratings.length > 0)
        : matching;
  const summed = intent === "poorCalls" ? matching : calls;
  const people =
    command.filter.person === null
      ? null
      : [{ id: MEGAN.id, displayName: MEGAN.displayName, calls: matching.length, command }];
  const summary = summarize(summed, period, SAMPLE_NOW, SAMPLE_TIME_ZONE);
  return { ...frame(command), intent, command, period, summary, calls, people };
}

export function callAnswer(found: CallDetail | null, asked = found?.call.callId ?? "last"): Answer {
  return { ...frame({ intent: "call", asked }), intent: "call", found, asked };
}

function withPhoneCall(found: CallDetail): CallDetail {
  const phoneCall = buildPstnCall("row-1", {
    personId: ALEX.id,
    charge: { amount: 0.37, connectionAmount: 0.05, currency: "EUR" },
  });
  return { ...found, phoneCall: { ...phoneCall, joinedBy: "personAndStart" } };
}

function comparisonAnswer(intent: "compareDevices" | "compareNetworks", calls: Participation[]): Answer {
  const dimensions = intent === "compareDevices" ? DEVICE_DIMENSIONS : NETWORK_DIMENSIONS;
  return comparedAnswer(intent, calls.length, compareCalls(calls, dimensions, new Map()));
}

export function comparedAnswer(
  intent: "compareDevices" | "compareNetworks",
  calls: number,
  comparison: Comparison,
): Answer {
  return { ...frame({ intent, periodName: THIS_WEEK }), intent, period: periodOf(THIS_WEEK), calls, comparison };
}

/** Figures that leave no doubt: no sample week has as many calls. */
function withDifference(): Answer {
  const group = { calls: 60, unclassified: 0 };
  return comparedAnswer("compareNetworks", 120, {
    minimumSample: 10,
    dimensions: [
      {
        dimension: "connection",
        groups: [
          { ...group, value: "wifi", good: 30, poor: 30, poorShare: { value: 0.5, low: 0.38, high: 0.62 } },
          { ...group, value: "wired", good: 57, poor: 3, poorShare: { value: 0.05, low: 0.02, high: 0.14 } },
        ],
        finding: {
          kind: "different",
          better: "wired",
          worse: "wifi",
          difference: { value: 0.45, low: 0.3, high: 0.58 },
        },
      },
      {
        dimension: "place",
        groups: [
          { ...group, value: "office", good: 54, poor: 6, poorShare: { value: 0.1, low: 0.05, high: 0.2 } },
          { ...group, value: "elsewhere", good: 53, poor: 7, poorShare: { value: 0.12, low: 0.06, high: 0.22 } },
        ],
        finding: { kind: "similar" },
      },
    ],
  });
}

/** The calls again and again, each with an id of its own. */
export function many(calls: Participation[], times: number): Participation[] {
  return Array.from({ length: times }, (_, round) =>
    calls.map((call) => ({ ...call, callId: `${call.callId.slice(0, -2)}${String(round).padStart(2, "0")}` })),
  ).flat();
}
