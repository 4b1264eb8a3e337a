import type { AlertChannel } from "./alert-channel.ts";
import type { AlertRule } from "./alert-rule.ts";
import type { CallRecord } from "./call-record.ts";
import type { CallsCommand, Command } from "./command.ts";
import type { Comparison } from "./comparison.ts";
import type { Erasure, StoredOfPerson } from "./erasure.ts";
import type { JudgedSession } from "./judged-call-record.ts";
import type { Look } from "./look.ts";
import type { OrganizationSummary } from "./organization.ts";
import type { Participation } from "./participation.ts";
import type { Period } from "./period.ts";
import type { JoinedPhoneCall } from "./phone-call.ts";
import type { StatusFigures } from "./status-figures.ts";
import type { Summary } from "./summary.ts";

/** What a person can ask; the words are the public contract of `callwise ask --format json`. */
export const INTENTS = [
  "calls",
  "poorCalls",
  "feedback",
  "call",
  "callsWith",
  "compareDevices",
  "compareNetworks",
  "export",
  "whoLooked",
  "forgetMe",
  "language",
  "help",
  "organization",
  "status",
  "alertsHere",
  "alertsOff",
  "alertRules",
  "person",
  "digest",
  "choosePerson",
  "adminsOnly",
] as const;
export type Intent = (typeof INTENTS)[number];

/** The value of an answer, before it becomes a card, a text or JSON. */
export type Answer = AnswerFrame &
  (
    | CallsAnswer
    | { intent: "call"; found: CallDetail | null; /** what was asked for: "last" or an id */ asked: string }
    | { intent: "compareDevices" | "compareNetworks"; period: Period; calls: number; comparison: Comparison }
    | { intent: "export"; period: Period; calls: number; file: { name: string; contentType: string; content: string } }
    | { intent: "whoLooked"; /** newest first */ looks: SeenLook[]; /** looks beyond those */ more: number }
    | { intent: "forgetMe"; stage: "asked"; /** what is stored about the person */ stored: StoredOfPerson }
    | { intent: "forgetMe"; stage: "done"; erasure: Erasure }
    | {
        intent: "language";
        /** now in force */ language: string;
        /** null: as asked for */ unknown: string | null;
        available: string[];
      }
    | { intent: "digest"; isOn: boolean; /** figures of last week, as the digest shows them */ preview: DigestFigures }
    | { intent: "organization"; period: Period; organization: OrganizationSummary }
    | PersonAnswer
    | { intent: "choosePerson"; /** as it was typed */ name: string; choices: PersonChoice[] }
    | { intent: "status"; status: StatusFigures }
    | { intent: "alertsHere"; /** null: this is no channel */ channel: AlertChannel | null }
    | { intent: "alertsOff"; /** whether there were any */ wereOn: boolean }
    | { intent: "alertRules"; rules: AlertRule[]; channels: number }
    | { intent: "adminsOnly"; asked: Intent; /** not even admins: anonymous mode is on */ isAnonymous: boolean }
    | {
        intent: "help";
        /** null when help was asked for, else what was not understood */ notUnderstood: string | null;
        nearest: string[];
        isAdmin: boolean;
      }
  );

export type AnswerFrame = {
  timeZone: string;
  now: Date;
  /** What was understood; null when nothing was. */
  command: Command | null;
};

/**
 * About one's own calls. The summary is that of `calls`, except in "poorCalls", where it is that of all calls that the
 * filter leaves, a condition on quality aside, so that the poor ones can be seen in proportion.
 */
export type CallsAnswer = {
  intent: "calls" | "poorCalls" | "feedback" | "callsWith";
  command: CallsCommand;
  period: Period;
  summary: Summary;
  /** Those that the filter leaves, newest first; "poorCalls": the poor ones, "feedback": those asked about. */
  calls: Participation[];
  /** Whom the filter's `person` was taken for; empty when nobody in one's calls is named so. Null: no such filter. */
  people: PersonChoice[] | null;
};

/** An admin's look at somebody's calls; logged where that person sees it. */
export type PersonAnswer = {
  intent: "person";
  person: PersonChoice;
  period: Period;
  summary: Summary;
  calls: Participation[];
};

/** `command` asks the same again about this person. */
export type PersonChoice = { id: string; displayName: string | null; calls: number | null; command: Command };

/** A look at the person's calls by somebody else. */
export type SeenLook = {
  at: Date;
  viewer: { id: string; displayName: string | null };
  look: Look;
  /** As the viewer gave it; null where none was asked for. */
  reason: string | null;
};

export type DigestFigures = { period: Period; summary: Summary; /** the week before */ before: Summary };

/** One call as one of its people may see it. */
export type CallDetail = {
  participation: Participation;
  call: Pick<CallRecord, "callId" | "version" | "type" | "modalities" | "start" | "end">;
  /** Everyone who has a participation in the call: those listed and those who only have a session. */
  participantCount: number;
  /** The person's own sessions only. */
  sessions: JudgedSession[];
  /** The person's own row of a telephone log that belongs to this call; null where none is known. */
  phoneCall: JoinedPhoneCall | null;
};
