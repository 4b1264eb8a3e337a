import type { Answer } from "../../src/calls/answer.ts";
import type { Messages } from "../messages/catalog.ts";
import { describeRuleState } from "../messages/describe-alert-rule.ts";
import { alignLabels, type LabeledLine } from "./text-lines.ts";

type Of<Name extends Answer["intent"]> = Extract<Answer, { intent: Name }>;

export function choosePersonLines({ name, choices, command }: Of<"choosePerson">, messages: Messages): string[] {
  const { titles, joins, labels, commands } = messages;
  const { choosePerson } = messages.admin;
  const nobody = command?.intent === "person" ? choosePerson.nobodyAtAll : choosePerson.nobodyInOwnCalls;
  if (choices.length === 0) return [joins.labeled(titles.choosePerson, nobody(name))];
  const lines = choices.map(({ id, displayName, calls, command: again }): LabeledLine => {
    const named = joins.aside(displayName ?? labels.unknownName, calls === null ? id : messages.callCount(calls));
    return [named, commands.phrase(again)];
  });
  return [joins.labeled(titles.choosePerson, choosePerson.which(name)), "", ...alignLabels(lines)];
}

export function alertsHereLines({ channel }: Of<"alertsHere">, messages: Messages): string[] {
  const { titles, joins, formats, admin } = messages;
  if (channel === null) return [joins.labeled(titles.alertsHere, admin.alerts.noChannel)];
  const since = joins.facts([formats.dayTime(channel.since), formats.timeZone]);
  return [joins.labeled(titles.alertsHere, admin.alerts.hereOn), joins.labeled(admin.alerts.since, since)];
}

export function alertsOffLines({ wereOn }: Of<"alertsOff">, { titles, joins, admin }: Messages): string[] {
  return [joins.labeled(titles.alertsOff, wereOn ? admin.alerts.off : admin.alerts.wereNotOn)];
}

export function alertRuleLines({ rules, channels }: Of<"alertRules">, messages: Messages): string[] {
  const { titles, joins } = messages;
  const { alerts } = messages.admin;
  const lines = rules.map((rule): LabeledLine => {
    const { name, description } = alerts.rules[rule.kind];
    return [joins.labeled(name, describeRuleState(rule, messages)), description];
  });
  const told = channels === 0 ? alerts.noChannels : alerts.channels(channels);
  return [joins.labeled(titles.alertRules, told), ...(lines.length > 0 ? ["", ...alignLabels(lines)] : [])];
}
