import { buildAlertChannel } from "./alert-channel-builder.ts";
import type { Answer, AnswerFrame, Intent } from "../../src/calls/answer.ts";
import type { Command } from "../../src/calls/command.ts";
import { judgeHealth, storeFailure, type HealthFacts } from "../../src/calls/health.ts";
import { reasonOf } from "../../src/calls/health-reasons.ts";
import type { LedgerTotals } from "../../src/calls/ledger.ts";
import { OPERATOR_ID } from "../../src/calls/look.ts";
import type { OrganizationSummary } from "../../src/calls/organization.ts";
import type { Participation } from "../../src/calls/participation.ts";
import type { Period } from "../../src/calls/period.ts";
import type { StatusFigures } from "../../src/calls/status-figures.ts";
import { summarize } from "../../src/calls/summary.ts";
import { ADELE, MEGAN, SAMPLE_NOW } from "./sample-calls.ts";

type SampleCalls = { participation: Participation[]; period: Period };
type AdminIntent = Extract<
  Intent,
  | "whoLooked"
  | "forgetMe"
  | "organization"
  | "status"
  | "alertsHere"
  | "alertsOff"
  | "alertRules"
  | "person"
  | "choosePerson"
  | "adminsOnly"
>;

/** A rule that nobody changed, with nothing to set. */
const AS_IT_CAME = { settings: null, updatedAt: null, updatedBy: null };

/** Answers to what admins ask, and to what people ask about the data that is held of them. */
export function sampleAdminAnswers(
  frame: (command: Command | null) => AnswerFrame,
  { participation, period }: SampleCalls,
): Record<AdminIntent, Answer[]> {
  const { name: periodName } = period;
  const asked: Command = { intent: "person", name: "Megan", periodName };
  const stored = { participations: 41, sessions: 97, phoneCalls: 3, conversations: 1, looks: 2 };
  const nothing = { participations: 0, sessions: 0, phoneCalls: 0, conversations: 0, looks: 0 };
  const choice = (name: string, id: string): { id: string; displayName: string; calls: number; command: Command } => ({
    id,
    displayName: name,
    calls: 3,
    command: { ...asked, name: id },
  });
  return {
    whoLooked: [
      { ...frame({ intent: "whoLooked" }), intent: "whoLooked", looks: sampleLooks(period), more: 4 },
      { ...frame({ intent: "whoLooked" }), intent: "whoLooked", looks: [], more: 0 },
    ],
    forgetMe: [
      { ...frame({ intent: "forgetMe", isConfirmed: false }), intent: "forgetMe", stage: "asked", stored },
      { ...frame({ intent: "forgetMe", isConfirmed: false }), intent: "forgetMe", stage: "asked", stored: nothing },
      {
        ...frame({ intent: "forgetMe", isConfirmed: true }),
        intent: "forgetMe",
        stage: "done",
        erasure: { receiptId: "3f0c9f2e-5d52-4b8e-9a53-2b1f70f9a6d1", at: SAMPLE_NOW, erased: stored },
      },
    ],
    organization: [sampleOrganization(), { ...sampleOrganization(), calls: 0, participations: 0 }].map(
      (organization) => ({
        ...frame({ intent: "organization", periodName }),
        intent: "organization",
        period,
        organization,
      }),
    ),
    status: sampleStatuses().map((status) => ({ ...frame({ intent: "status" }), intent: "status", status })),
    alertsHere: [buildAlertChannel({ since: SAMPLE_NOW, setBy: ADELE.id }), null].map((channel) => ({
      ...frame({ intent: "alertsHere" }),
      intent: "alertsHere",
      channel,
    })),
    alertsOff: [true, false].map((wereOn) => ({ ...frame({ intent: "alertsOff" }), intent: "alertsOff", wereOn })),
    alertRules: [0, 2].map((channels) => ({
      ...frame({ intent: "alertRules" }),
      intent: "alertRules",
      rules: [
        { id: "ingestionHealth", kind: "ingestionHealth", isOn: true, openSince: SAMPLE_NOW, ...AS_IT_CAME },
        { id: "exhaustedJobs", kind: "exhaustedJobs", isOn: false, openSince: null, ...AS_IT_CAME },
      ],
      channels,
    })),
    person: [participation, []].map((calls) => ({
      ...frame(asked),
      intent: "person",
      person: choice(MEGAN.displayName ?? "", MEGAN.id),
      period,
      summary: summarize(calls, period, SAMPLE_NOW, "Europe/Berlin"),
      calls,
    })),
    choosePerson: [
      [choice("Megan Bowen", MEGAN.id), choice("Megan Vance", ADELE.id)],
      Array.from({ length: 12 }, (_, index) => choice(`Megan ${index}`, `person-${index}`)),
      [],
    ].map((choices) => ({ ...frame(asked), intent: "choosePerson", name: "Megan", choices })),
    adminsOnly: [
      { ...frame({ intent: "status" }), intent: "adminsOnly", asked: "status", isAnonymous: false },
      { ...frame(asked), intent: "adminsOnly", asked: "person", isAnonymous: true },
    ],
  };
}

function sampleLooks({ start, end }: Period): Extract<Answer, { intent: "whoLooked" }>["looks"] {
  const viewer = { id: ADELE.id, displayName: ADELE.displayName };
  return [
    { at: SAMPLE_NOW, viewer, look: { what: "calls", start, end }, reason: "Ticket 4711: *drops*" },
    { at: SAMPLE_NOW, viewer, look: { what: "lastCall", before: SAMPLE_NOW }, reason: null },
    {
      at: SAMPLE_NOW,
      viewer: { ...viewer, displayName: null },
      look: { what: "call", callId: "8fdf2a1c" },
      reason: null,
    },
    { at: SAMPLE_NOW, viewer, look: { what: "incident", since: start }, reason: null },
    { at: SAMPLE_NOW, viewer, look: { what: "sentCall", callId: "8fdf2a1c" }, reason: null },
    { at: SAMPLE_NOW, viewer: { id: OPERATOR_ID, displayName: null }, look: { what: "export" }, reason: null },
  ];
}

function sampleOrganization(): OrganizationSummary {
  const figures = {
    participations: 900,
    durationSeconds: 1_800_000,
    quality: { good: 700, poor: 120, unclassified: 80 },
    feedback: { rated: 60, notRated: 30, average: 3.9, poor: 9, tokens: { NoSound: 4, Echo: 2 } },
    failures: 12,
  };
  return {
    ...figures,
    calls: 300,
    people: 48,
    minimumSample: 100,
    minimumPeople: 0,
    byDay: [16, 17, 18, 19, 20].map((day) => ({
      date: `2026-11-${day}`,
      calls: 60,
      participations: 180,
      poor: day,
      classified: 164,
    })),
    dimensions: [
      { dimension: "subnet", values: [{ ...figures, value: "10.1.20.0" }], left: 3 },
      { dimension: "connection", values: [{ ...figures, value: "wifi" }], left: 0 },
      { dimension: "captureDevice", values: [], left: 7 },
    ],
  };
}

const WELL: HealthFacts = {
  now: SAMPLE_NOW,
  service: { startedAt: new Date("2026-11-01T00:00:00Z") },
  lastSeenAt: SAMPLE_NOW,
  subscriptionExpiresAt: new Date("2026-11-22T00:00:00Z"),
  errors: [],
  backlog: { waiting: 0, dueSince: null },
  recentDelay: null,
  silence: null,
  missingUnattended: 0,
  hoursOverdue: 0,
  exhaustedLastDay: 0,
};

/** Facts that together find everything that can be found. */
export const SAMPLE_HEALTH_FACTS: HealthFacts[] = [
  WELL,
  {
    ...WELL,
    errors: [
      { part: "subscription", code: "graph_forbidden" },
      { part: "listing", code: "graph_throttled" },
    ],
    backlog: { waiting: 17, dueSince: new Date("2026-11-20T14:00:00Z") },
    recentDelay: { count: 50, p95Ms: 1_560_000 },
    silence: { since: new Date("2026-11-20T09:00:00Z"), listedCalls: 8, expectedCalls: 0 },
    missingUnattended: 4,
    hoursOverdue: 6,
    exhaustedLastDay: 9,
  },
  { ...WELL, subscriptionExpiresAt: null },
  { ...WELL, subscriptionExpiresAt: new Date("2026-11-19T00:00:00Z") },
  { ...WELL, silence: { since: new Date("2026-11-20T09:00:00Z"), listedCalls: 0, expectedCalls: 12.3 } },
  { ...WELL, service: null },
  { ...WELL, service: null, lastSeenAt: null },
];

function sampleStatuses(): StatusFigures[] {
  const totals: LedgerTotals = {
    hours: 720,
    incompleteHours: 5,
    listed: 2104,
    held: 2100,
    missing: 4,
    provisional: 30,
    settled: 2070,
    repaired: 11,
  };
  const delay = { count: 300, p50Ms: 1200, p95Ms: 40_000, maxMs: 90_000 };
  const exhausted = ["call_record_not_found", "job_crashed", null].map((code) => ({
    callId: "8fdf2a1c-0000-4000-8000-000000000000",
    code,
    at: SAMPLE_NOW,
    ...reasonOf(code),
  }));
  const full: Omit<StatusFigures, "health"> = {
    at: SAMPLE_NOW,
    callRecords: 2345,
    completeness: { ...totals, upToDate: 2090 },
    days: [20, 19, 18].map((day) => ({ ...totals, hours: 24, date: `2026-11-${day}` })),
    delays: { own: delay, graph: { ...delay, p50Ms: 900_000, p95Ms: 4_000_000 } },
    lastNotifiedAt: SAMPLE_NOW,
    jobs: { queued: 2, running: 1, done: 2100, failed: 3, exhausted: 4 },
    dueSince: SAMPLE_NOW,
    exhausted,
  };
  const empty: Omit<StatusFigures, "health"> = {
    ...full,
    completeness: { ...totals, listed: 0, held: 0, missing: 0, upToDate: 0 },
    days: [],
    delays: { own: null, graph: null },
    lastNotifiedAt: null,
    dueSince: null,
    exhausted: [],
  };
  const healths = [...SAMPLE_HEALTH_FACTS.map(judgeHealth), storeFailure("store_unreachable")];
  return healths.map((health, index) => ({ ...(index % 2 === 0 ? empty : full), health }));
}
