import type { CallRecord } from "./call-record.ts";
import type { JudgedSession } from "./judged-call-record.ts";
import type { Participation } from "./participation.ts";
import type { Period } from "./period.ts";
import type { JoinedPhoneCall } from "./phone-call.ts";
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
] as const;
export type Intent = (typeof INTENTS)[number];

/** The value of an answer, before it becomes a card, a text or JSON. */
export type Answer = { timeZone: string; now: Date } & (
  | { intent: "calls"; period: Period; summary: Summary; /** newest first */ calls: Participation[] }
  | {
      intent: "poorCalls";
      period: Period;
      summary: Summary;
      /** poor quality or poor feedback, newest first */ calls: Participation[];
    }
  | { intent: "call"; found: CallDetail | null; /** what was asked for: "last" or an id */ asked: string }
  | {
      intent: "help";
      /** null when help was asked for, else what was not understood */ notUnderstood: string | null;
      nearest: string[];
    }
);

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
