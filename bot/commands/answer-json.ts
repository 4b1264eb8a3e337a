import type { Answer, Intent, PersonChoice } from "../../src/calls/answer.ts";
import type { CallFilter } from "../../src/calls/call-filter.ts";
import type { Comparison } from "../../src/calls/comparison.ts";
import type { StoredOfPerson } from "../../src/calls/erasure.ts";
import type { OrganizationSummary } from "../../src/calls/organization.ts";
import type { Summary } from "../../src/calls/summary.ts";
import type { Messages } from "../messages/catalog.ts";
import { callDetailJson, callJson, type CallDetailJson, type CallJson } from "../../src/answers/call-json.ts";
import {
  lookJson,
  periodJson,
  statusJson,
  type LookJson,
  type PeriodJson,
  type StatusJson,
} from "../../src/answers/instant-json.ts";

/**
 * The public contract of `callwise ask --format json`: instants are UTC in ISO form, periods half-open, calls newest
 * first. Properties may be added; none changes its meaning. Beside `understood` each intent has the properties below.
 */
export type AnswerJson = { understood: UnderstoodJson } & (
  | {
      /** Of `calls`; for "poorCalls" of all calls that the filter leaves, poor or not. */
      summary: Summary;
      calls: CallJson[];
      /** Whom the filter's person was taken for; null without one. */
      people: ChoiceJson[] | null;
    }
  | { person: ChoiceJson; summary: Summary; calls: CallJson[] }
  | { call: CallDetailJson | null; /** the same call, or none */ calls: CallJson[] }
  | { comparison: Comparison & { calls: number } }
  | { export: { name: string; contentType: string; calls: number; content: string } }
  | { looks: LookJson[]; more: number }
  | {
      forgetMe:
        | { stage: "asked"; stored: StoredOfPerson }
        | { stage: "done"; receiptId: string; at: string; erased: StoredOfPerson };
    }
  | { language: { language: string; unknown: string | null; available: string[] } }
  | { digest: { isOn: boolean; period: PeriodJson; summary: Summary; /** the week before */ before: Summary } }
  | { organization: OrganizationSummary }
  | { choosePerson: { name: string; choices: ChoiceJson[] } }
  | { status: StatusJson }
  | { alerts: { isOn: boolean; since: string | null } }
  | { alerts: { wereOn: boolean } }
  | { alertRules: { id: string; kind: string; isOn: boolean; openSince: string | null }[]; channels: number }
  | { adminsOnly: { asked: Intent; isAnonymous: boolean } }
  | { help: HelpJson }
);

export type UnderstoodJson = {
  intent: Intent;
  period: PeriodJson | null;
  timeZone: string;
  /** The conditions that were set; null where the intent takes none. */
  filter: Partial<CallFilter> | null;
  /** The question in the words of the asker's language, which the grammar reads to the same; null when nothing was understood. */
  question: string | null;
};

export type HelpJson = {
  notUnderstood: string | null;
  nearest: string[];
  commands: { command: string; description: string; examples: string[] }[];
};

/** `question` asks the same again about this person. */
export type ChoiceJson = { id: string; displayName: string | null; calls: number | null; question: string };

/** An answer as plain JSON values. The messages are those of the person's language, for the texts of help and the questions. */
export function answerJson(answer: Answer, messages: Messages): AnswerJson {
  const understood = understoodJson(answer, messages);
  const choiceJson = ({ id, displayName, calls, command }: PersonChoice): ChoiceJson => {
    return { id, displayName, calls, question: messages.commands.phrase(command) };
  };
  switch (answer.intent) {
    case "calls":
    case "poorCalls":
    case "feedback":
    case "callsWith": {
      const { summary, calls, people } = answer;
      return { understood, summary, calls: calls.map(callJson), people: people && people.map(choiceJson) };
    }
    case "person": {
      const { summary, calls, person } = answer;
      return { understood, person: choiceJson(person), summary, calls: calls.map(callJson) };
    }
    case "call": {
      const { found } = answer;
      return { understood, call: found && callDetailJson(found), calls: found ? [callJson(found.participation)] : [] };
    }
    case "compareDevices":
    case "compareNetworks":
      return { understood, comparison: { calls: answer.calls, ...answer.comparison } };
    case "export":
      return { understood, export: { ...answer.file, calls: answer.calls } };
    case "whoLooked":
      return { understood, looks: answer.looks.map(lookJson), more: answer.more };
    case "forgetMe": {
      if (answer.stage === "asked") return { understood, forgetMe: { stage: "asked", stored: answer.stored } };
      const { receiptId, at, erased } = answer.erasure;
      return { understood, forgetMe: { stage: "done", receiptId, at: at.toISOString(), erased } };
    }
    case "language": {
      const { language, unknown, available } = answer;
      return { understood, language: { language, unknown, available } };
    }
    case "digest": {
      const { period, summary, before } = answer.preview;
      return { understood, digest: { isOn: answer.isOn, period: periodJson(period), summary, before } };
    }
    case "organization":
      return { understood, organization: answer.organization };
    case "choosePerson":
      return { understood, choosePerson: { name: answer.name, choices: answer.choices.map(choiceJson) } };
    case "status":
      return { understood, status: statusJson(answer.status) };
    case "alertsHere":
      return {
        understood,
        alerts: { isOn: answer.channel !== null, since: answer.channel && answer.channel.since.toISOString() },
      };
    case "alertsOff":
      return { understood, alerts: { wereOn: answer.wereOn } };
    case "alertRules":
      return {
        understood,
        alertRules: answer.rules.map(({ id, kind, isOn, openSince }) => ({
          id,
          kind,
          isOn,
          openSince: openSince && openSince.toISOString(),
        })),
        channels: answer.channels,
      };
    case "adminsOnly":
      return { understood, adminsOnly: { asked: answer.asked, isAnonymous: answer.isAnonymous } };
    case "help": {
      const { notUnderstood, nearest, isAdmin } = answer;
      const commands = messages.help.commands
        .filter(({ group }) => isAdmin || group !== "admins")
        .map(({ command, description, examples }) => ({ command, description, examples }));
      return { understood, help: { notUnderstood, nearest, commands } };
    }
  }
}

function understoodJson(answer: Answer, messages: Messages): UnderstoodJson {
  const { command, intent, timeZone } = answer;
  const period = "period" in answer ? answer.period : intent === "digest" ? answer.preview.period : null;
  return {
    intent,
    period: period && periodJson(period),
    timeZone,
    filter: command !== null && "filter" in command ? conditionsOf(command.filter) : null,
    question: command && messages.commands.phrase(command),
  };
}

function conditionsOf(filter: CallFilter): Partial<CallFilter> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
}
