import type { AlertChannel } from "../../src/calls/alert-channel.ts";
import {
  POOR_CALL_COUNTS,
  type AlertRule,
  type AlertRuleTrial,
  type AlertScope,
  type CallRuleSettings,
} from "../../src/calls/alert-rule.ts";
import { CLIENT_PLATFORMS } from "../../src/calls/call-record.ts";
import { isAsked, RULE_NUMBER_LIMITS, RULE_NUMBERS, SCOPE_TEXTS } from "../../src/calls/rule-change.ts";
import type { Messages } from "../messages/catalog.ts";
import { clip } from "../messages/clip.ts";
import { describeRuleState } from "../messages/describe-alert-rule.ts";
import { actAction, actionSet } from "./act-action.ts";
import type { ActData, AdaptiveCard, CardButton, CardElement, CardInput } from "./adaptive-card.ts";
import { heading, note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";

/** Inputs' ids, by which their values come back. */
export const RULES_INPUT = "rulesOn";
export const DELIVERY_INPUT = "delivery";
export const RULE_INPUTS = {
  isOn: "isOn",
  counts: "counts",
  thresholdPercent: "thresholdPercent",
  windowMinutes: "windowMinutes",
  minimumCalls: "minimumCalls",
  minimumPeople: "minimumPeople",
  minimumSample: "minimumSample",
  coolDownMinutes: "coolDownMinutes",
  subnet: "subnet",
  building: "building",
  device: "device",
  country: "country",
  platform: "platform",
  people: "people",
  groupName: "groupName",
  quietFrom: "quietFrom",
  quietTo: "quietTo",
  quietWeekends: "quietWeekends",
} as const;
/** The choice of a platform that stands for none. */
export const ANY_PLATFORM = "any";
/** Among the people: the rule is for all. */
export const EVERYBODY_CHOSEN = "everybody";

const DAY_MS = 86_400_000;
const LONGEST_TEXT = 200;
const LONGEST_NAME = 60;
/** More people are not shown on a card: they are changed in the tab. */
const MOST_PICKED = 40;
/**
 * Teams' own picker of people: clients that have it search the directory, others show the people who are chosen.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker
 */
const PEOPLE_PICKER = { type: "Data.Query", dataset: "graph.microsoft.com/users" } as const;

/** What an admin sets up: what their channel is told (null: it is told of nothing), and the rules. */
export function alertSetupCard(
  { channel, rules, line }: { channel: AlertChannel | null; rules: readonly AlertRule[]; line: string | null },
  messages: Messages,
): AdaptiveCard<CardButton> {
  const { titles, joins, admin, alertSetup } = messages;
  return fitCard<CardButton>(messages.language, (length) => ({
    summary: joins.sentences([titles.alertRules, alertSetup.setUp]),
    body: [
      ...titleLines(titles.alertRules, null),
      ...(line === null ? [] : [text(line, { weight: "Bolder" })]),
      ...channelSection(channel, rules, messages),
      heading(alertSetup.rules),
      ...rules.slice(0, Math.max(1, length)).map((rule): CardElement => {
        const name = admin.alerts.rules[rule.kind].name;
        const state = text(joins.labeled(name, describeRuleState(rule, messages)));
        const edit = actAction(alertSetup.edit, { act: "editRule", ruleId: rule.id });
        const named = { ...edit, tooltip: joins.labeled(alertSetup.edit, name) };
        return besideButton(state, named);
      }),
    ],
  }));
}

function channelSection(
  channel: AlertChannel | null,
  rules: readonly AlertRule[],
  { alertSetup, admin }: Messages,
): CardElement[] {
  const title = heading(alertSetup.thisChannel);
  if (channel === null) return [title, text(alertSetup.notHere)];
  const told = rules.filter(({ id }) => !channel.rulesOff.includes(id)).map(({ id }) => id);
  return [
    title,
    {
      type: "Input.ChoiceSet",
      id: RULES_INPUT,
      label: alertSetup.toldHere,
      style: "expanded",
      isMultiSelect: true,
      choices: rules.map(({ id, kind }) => ({ title: admin.alerts.rules[kind].name, value: id })),
      value: told.join(","),
    },
    {
      type: "Input.ChoiceSet",
      id: DELIVERY_INPUT,
      label: alertSetup.delivery,
      style: "expanded",
      choices: [
        { title: alertSetup.atOnce, value: "atOnce" },
        { title: alertSetup.daily, value: "daily" },
      ],
      value: channel.delivery,
    },
    actionSet([actAction(alertSetup.save, { act: "saveChannel" }, "positive")]),
  ];
}

export type EditedRule = {
  rule: AlertRule;
  /** What it would have done with what stands in the inputs. */
  trial: AlertRuleTrial | null;
  line: string | null;
  /** Of the people of its scope, by id, as far as they are known. */
  names: ReadonlyMap<string, string>;
};

/** One rule to be changed. */
export function alertRuleCard({ rule, trial, line, names }: EditedRule, messages: Messages): AdaptiveCard<CardButton> {
  const { alertSetup, admin, joins } = messages;
  const { name, description } = admin.alerts.rules[rule.kind];
  const would = trial && alertSetup.wouldHave(trial.alerts.length, Math.round(spanMs(trial) / DAY_MS));
  const told = [line, would].filter((said) => said !== null);
  const kept = isTooLarge(rule.settings?.scope ?? null) ? { keepsPeople: "true" } : {};
  const about = (act: string): ActData => ({ act, ruleId: rule.id, ...kept });
  return fitCard<CardButton>(messages.language, () => ({
    summary: joins.sentences([name, ...told]),
    body: [
      ...titleLines(name, describeRuleState(rule, messages)),
      note(description),
      ...told.map((said) => text(said, { weight: "Bolder" })),
      isOnInput(rule, messages),
      ...(rule.settings === null ? [] : settingsInputs(rule, rule.settings, names, messages)),
    ],
    actions: [
      actAction(alertSetup.save, about("saveRule"), "positive"),
      ...(rule.settings === null ? [] : [actAction(alertSetup.tryIt, about("tryRule"))]),
      actAction(alertSetup.setUp, { act: "setUpAlerts" }),
    ],
  }));
}

/** A line, broken where a phone is narrow, with a button at its end. */
function besideButton(line: CardElement, button: CardButton): CardElement {
  return {
    type: "ColumnSet",
    spacing: "Small",
    columns: [
      { type: "Column", width: "stretch", verticalContentAlignment: "Center", items: [line] },
      { type: "Column", width: "auto", verticalContentAlignment: "Center", items: [actionSet([button])] },
    ],
  };
}

function isOnInput({ kind, isOn }: AlertRule, { alertSetup, admin }: Messages): CardInput {
  return {
    type: "Input.Toggle",
    id: RULE_INPUTS.isOn,
    label: admin.alerts.rules[kind].name,
    title: alertSetup.isOn,
    value: isOn ? "true" : "false",
  };
}

function settingsInputs(
  { kind }: AlertRule,
  settings: CallRuleSettings,
  names: ReadonlyMap<string, string>,
  messages: Messages,
): CardElement[] {
  const { alertSetup } = messages;
  const { threshold, quietHours } = settings;
  const shareLabel = kind === "poorShareAboveBaseline" ? alertSetup.thresholdAboveBaseline : alertSetup.threshold;
  const counts: CardInput = {
    type: "Input.ChoiceSet",
    id: RULE_INPUTS.counts,
    label: alertSetup.counted,
    style: "compact",
    choices: POOR_CALL_COUNTS.map((value) => ({ title: alertSetup.counts[value], value })),
    value: settings.counts,
  };
  const share: CardInput = {
    type: "Input.Number",
    id: RULE_INPUTS.thresholdPercent,
    label: shareLabel,
    min: 1,
    max: 100,
    value: Math.round(threshold * 1_000) / 10,
  };
  const numbers = RULE_NUMBERS.filter((name) => isAsked(kind, name)).map((name): CardInput => {
    const { least, most } = RULE_NUMBER_LIMITS[name];
    return {
      type: "Input.Number",
      id: name,
      label: alertSetup.numbers[name],
      min: least,
      max: most,
      value: settings[name],
    };
  });
  return [
    ...(isAsked(kind, "counts") ? [counts] : []),
    ...(isAsked(kind, "threshold") ? [share] : []),
    ...numbers,
    ...scopeInputs(settings.scope, names, messages),
    { type: "Input.Time", id: RULE_INPUTS.quietFrom, label: alertSetup.quietFrom, ...given(quietHours?.from) },
    { type: "Input.Time", id: RULE_INPUTS.quietTo, label: alertSetup.quietTo, ...given(quietHours?.to) },
    {
      type: "Input.Toggle",
      id: RULE_INPUTS.quietWeekends,
      label: alertSetup.quietWeekends,
      title: alertSetup.isOn,
      value: quietHours?.isQuietAtWeekends === true ? "true" : "false",
    },
  ];
}

function scopeInputs(
  scope: AlertScope,
  names: ReadonlyMap<string, string>,
  { alertSetup, words, labels }: Messages,
): CardElement[] {
  const { personGroup: group } = scope;
  const chosen = (group?.personIds ?? []).map((value) => ({
    title: clip(names.get(value) ?? labels.unknownName, LONGEST_NAME),
    value,
  }));
  const people: CardElement[] = [
    {
      type: "Input.ChoiceSet",
      id: RULE_INPUTS.people,
      label: alertSetup.scope.people,
      style: "compact",
      isMultiSelect: true,
      choices: [{ title: alertSetup.scope.everybody, value: EVERYBODY_CHOSEN }, ...chosen],
      "choices.data": PEOPLE_PICKER,
      ...given(group?.personIds.join(",")),
    },
    {
      type: "Input.Text",
      id: RULE_INPUTS.groupName,
      label: alertSetup.scope.groupName,
      maxLength: LONGEST_TEXT,
      ...given(group?.name),
    },
  ];
  return [
    heading(alertSetup.scope.title),
    note(alertSetup.scope.hint),
    ...SCOPE_TEXTS.map((name): CardInput => ({
      type: "Input.Text",
      id: name,
      label: alertSetup.scope[name],
      maxLength: LONGEST_TEXT,
      ...given(scope[name] ?? undefined),
    })),
    {
      type: "Input.ChoiceSet",
      id: RULE_INPUTS.platform,
      label: alertSetup.scope.platform,
      style: "compact",
      choices: [
        { title: alertSetup.scope.anyPlatform, value: ANY_PLATFORM },
        ...CLIENT_PLATFORMS.map((value) => ({ title: words.platform[value], value })),
      ],
      value: scope.platform ?? ANY_PLATFORM,
    },
    ...(group !== null && isTooLarge(scope)
      ? [text(alertSetup.scope.group(group.name, group.personIds.length))]
      : people),
  ];
}

function isTooLarge(scope: AlertScope | null): boolean {
  return (scope?.personGroup?.personIds.length ?? 0) > MOST_PICKED;
}

function given(value: string | undefined): { value?: string } {
  return value === undefined ? {} : { value };
}

function spanMs({ start, end }: AlertRuleTrial): number {
  return end.getTime() - start.getTime();
}
