import type { CallDetailJson, CallJson } from "../answers/call-json.ts";
import type { AsJson, HandlingJson, IncidentJson, NamedJson } from "../answers/incident-json.ts";
import type { LookJson, PeriodJson, StatusJson } from "../answers/instant-json.ts";
import type { Building } from "../calls/building.ts";
import type { BuildingFinding } from "../calls/building-finding.ts";
import type { AlertRule, AlertRuleTrial } from "../calls/alert-rule.ts";
import type { Comparison } from "../calls/comparison.ts";
import type { StoredOfPerson } from "../calls/erasure.ts";
import type { OrganizationSummary } from "../calls/organization.ts";
import type { Participation } from "../calls/participation.ts";
import type { Quality } from "../calls/stream-quality.ts";
import type { FeedbackSummary, Summary } from "../calls/summary.ts";

/*
 * What the service's API gives to the tab, as plain JSON values: instants are UTC in ISO form, local dates
 * "YYYY-MM-DD". Each route's schema is held to these types.
 */

/** The body of every answer that is no success. */
export type ErrorJson = { code: string; message: string; requestId: string };

/** GET /api/start, open to everybody: how to sign in. */
export type StartJson = {
  version: string;
  /** Figures without names: there is no page about people. */
  isAnonymous: boolean;
  signIn:
    | { kind: "teams"; clientId: string }
    | { kind: "simulated"; people: SimulatedPersonJson[]; suggestedPersonId: string }
    /** TAB_CLIENT_ID is not set. */
    | { kind: "notConfigured" };
};

export type SimulatedPersonJson = { id: string; displayName: string; isAdmin: boolean };

/** POST /api/simulated/sign-in `{personId}`, in simulated mode on this machine only. */
export type SignedInJson = { token: string; expiresAt: string };

/** GET /api/me; PATCH /api/me/preferences with any part of `preferences` gives the same. */
export type MeJson = {
  person: { id: string; displayName: string | null };
  isAdmin: boolean;
  preferences: { language: string | null; timeZone: string | null; digest: boolean };
  /** In which the figures are counted when neither a preference nor the request says otherwise. */
  organizationTimeZone: string;
  languages: { tag: string; ownName: string }[];
  retentionDays: number;
};

/** `name` is what `period=` takes: see src/calls/period-text.ts. */
export type NamedPeriodJson = PeriodJson & { name: string };

/** What every answer about a period begins with. */
export type InPeriodJson = { period: NamedPeriodJson; timeZone: string };

/** GET /api/me/overview?period=&timeZone= */
export type OverviewJson = InPeriodJson & {
  summary: Summary;
  /**
   * The days before, as many; of a period that is not over yet only as far into it as now is. `isWhole`: calls have been
   * held since before they began, so that they can be compared.
   */
  before: { period: PeriodJson; isWhole: boolean; summary: Summary };
  /** Every day of `summary.byDay`. */
  feedbackByDay: { date: string; rated: number; average: number | null; poor: number }[];
  /** Calls by quality, of the same days. */
  qualityByDay: { date: string; good: number; poor: number; unclassified: number }[];
  /** Only hours with a call; weekday 1 is Monday, hours are local. */
  heatMap: { weekday: number; hour: number; calls: number; poor: number }[];
  devices: Comparison;
  networks: Comparison;
  /** The newest few, poor in quality or feedback. */
  poorCalls: CallRowJson[];
};

/** A call as a list shows it. */
export type CallRowJson = CallJson & {
  others: Participation["others"];
  isLikelyMissed: boolean;
  captureDeviceName: string | null;
  connection: string | null;
};

/**
 * GET /api/me/calls?period=&timeZone=&search=&person=&type=&modality=&quality=&feedback=&device=&platform=&connection=
 * &missed=&cursor=&limit=: newest first. `feedback` is one of poor, good, rated, notRated. /api/me/calls.csv takes the
 * same and gives a file. `search` finds the beginnings of other people's names, parts of device names, and the beginning
 * of a call id; of `device` the whole name of the microphone is meant, of `person` an id. `cursor` is the `next` of the
 * page before.
 */
export type CallsPageJson = InPeriodJson & {
  calls: CallRowJson[];
  /** null: this is the last page */ next: string | null;
};

/** GET /api/me/calls/totals with the same conditions. */
export type CallTotalsJson = InPeriodJson & {
  calls: number;
  durationSeconds: number;
  /** Of poor quality. */
  poor: number;
  /** What could be asked for, of the whole period whatever the conditions, most calls first; at most 100 of each. */
  choices: {
    /** Microphones: what `device` asks for. */
    devices: { name: string; calls: number }[];
    /** The other people of two-party calls, and how many of those; `person` finds their larger calls as well. */
    people: { id: string; displayName: string | null; calls: number }[];
    platforms: { name: string; calls: number }[];
    connections: { name: string; calls: number }[];
  };
};

/** GET /api/me/calls/:callId; "last" is the newest one. */
export type CallPageJson = {
  call: CallDetailJson;
  timeZone: string;
  /** The person's next newer and next older call. */
  newer: string | null;
  older: string | null;
};

/** GET /api/me/feedback?period=&timeZone= */
export type FeedbackPageJson = InPeriodJson & {
  feedback: FeedbackSummary;
  /** Rated calls by what was measured beside the rating; "notClear" is a rating of 3. */
  agreement: {
    ratedPoor: { poor: number; good: number; unclassified: number };
    notClear: { poor: number; good: number; unclassified: number };
    ratedGood: { poor: number; good: number; unclassified: number };
  };
  /** Calls that were asked about, and calls of poor quality that were not, newest first. */
  calls: (CallRowJson & { disagreement: "ratedPoorMeasuredGood" | "ratedGoodMeasuredPoor" | null })[];
};

/** GET /api/me/privacy */
export type PrivacyJson = {
  stored: StoredOfPerson;
  retentionDays: number;
  /** Newest first. */
  looks: SeenLookJson[];
  more: number;
};

/** `reason` is what an admin gave for looking; null where none was asked for. */
export type SeenLookJson = LookJson & { reason: string | null };

/** POST /api/me/privacy/erase `{confirm: true}`. GET /api/me/privacy/export gives a file of everything stored. */
export type ErasedJson = { receiptId: string; at: string; erased: StoredOfPerson };

/**
 * POST /api/me/calls/:callId/help `{days, note?}` sends that one call to the helpdesk, DELETE takes it back; GET
 * /api/me/help gives all of the person's, newest first.
 */
export type HelpRequestJson = {
  id: string;
  callId: string;
  callStart: string;
  note: string | null;
  at: string;
  until: string;
  /** When it was taken back or ran out; null: admins can read the call. */
  endedAt: string | null;
};
export type HelpRequestsJson = { requests: HelpRequestJson[] };

// --- Admins ---

/**
 * GET /api/admin/organization?period= ; by default the last 28 days. Days are those of `timeZone`, the organization's.
 * Figures are known by whole days only: of a period that still runs, `before` holds the last of its days whole.
 */
export type OrganizationPageJson = InPeriodJson & {
  organization: OrganizationSummary;
  before: {
    period: PeriodJson;
    isWhole: boolean;
    organization: Pick<OrganizationSummary, "calls" | "people" | "quality" | "failures">;
  };
};

/** GET /api/admin/status */
export type StatusPageJson = StatusJson;

/** POST /api/admin/people/search `{search}`: a name is nothing for an address, which others write down. */
export type PeopleFoundJson = { people: { id: string; displayName: string | null }[] };

/** POST /api/admin/people/:personId/calls `{reason, period?, timeZone?}`, a reason of 3 to 200 characters: logged where that person sees it. */
export type PersonPageJson = InPeriodJson & {
  person: { id: string; displayName: string | null };
  summary: Summary;
  calls: CallRowJson[];
};

/** POST /api/admin/people/:personId/calls/:callId `{reason}`: logged where that person sees it. */
export type PersonCallJson = { person: PersonPageJson["person"]; call: CallDetailJson };

/**
 * GET /api/admin/buildings?cursor=&limit= ; PUT with a building data file as its body (text/csv or
 * text/tab-separated-values) and DELETE give the same, from the first row on. /api/admin/buildings.csv gives the file,
 * and in simulated mode /api/admin/buildings/sample.csv one that fits the simulated tenant.
 */
export type BuildingsPageJson = {
  /** null: none, or it was removed. */
  upload: {
    at: string;
    by: { id: string; displayName: string | null };
    networks: number;
    /** Different names. */
    buildings: number;
  } | null;
  /** How far the calls that were there before are, in participations; null: nothing was ever uploaded. */
  reapplied: { looked: number; changed: number; total: number | null; isDone: boolean } | null;
  rows: Building[];
  /** null: this is the last page */ next: string | null;
  hasSample: boolean;
};

/**
 * GET /api/admin/alerts?cursor=&limit= : everything about alerts. `history` is in pages; the rest is in each of them.
 */
export type AlertsPageJson = {
  rules: AlertRuleJson[];
  channels: AlertChannelJson[];
  /** Whom an incident can be assigned to. */
  admins: NamedJson[];
  /** Those that are open, the last changed first. */
  open: AdminIncidentJson[];
  /** Those that are over, the last changed first. */
  history: AdminIncidentJson[];
  /** null: this is the last page */ next: string | null;
};

/** PATCH /api/admin/alerts/rules/:ruleId with any part of `isOn` and `settings` gives the rule as it is then. */
export type AlertRuleJson = AsJson<AlertRule>;

/** POST /api/admin/alerts/rules/:ruleId/try with any part of `settings`: what it would have told of in the last days. */
export type AlertRuleTrialJson = AsJson<AlertRuleTrial>;

/** PATCH /api/admin/alerts/channels/:channelId with `rulesOff`, `delivery` or both gives the channel as it is then. */
export type AlertChannelJson = {
  id: string;
  kind: "channel" | "webhook";
  since: string;
  setBy: NamedJson | null;
  rulesOff: string[];
  delivery: "atOnce" | "daily";
};

/**
 * POST /api/admin/alerts/incidents/:incidentId/ and one of acknowledge, mute `{minutes}`, unmute, assign `{to}` (null:
 * nobody) gives the incident as it is then.
 */
export type AdminIncidentJson = IncidentJson & { handling: HandlingJson };

/** POST /api/admin/alerts/incidents/:incidentId/reveal: names, logged where each of these people sees it. */
export type RevealedPeopleJson = { people: (string | null)[]; more: number };

/** GET /api/admin/help: those that can be read now. Whose they are is told with the call, when somebody looks. */
export type SentCallsJson = {
  requests: (Pick<HelpRequestJson, "id" | "callStart" | "note" | "at" | "until"> & { quality: Quality | null })[];
};

/** POST /api/admin/help/:requestId: a call that its person sent to the helpdesk; logged where that person sees it. */
export type SentCallJson = { person: NamedJson; note: string | null; until: string; call: CallDetailJson };

/** The body of the 400 "building_file_refused": nothing of the file is stored. */
export type BuildingFileRefusedJson = ErrorJson & {
  /** The first ones, by line. */
  findings: (BuildingFinding & { message: string })[];
  findingCount: number;
};
