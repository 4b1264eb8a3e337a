import type { AlertChannel } from "../../src/calls/alert-channel.ts";
import type { AlertRule, AlertRuleTrial, CallRuleSettings } from "../../src/calls/alert-rule.ts";
import type { Messages } from "../messages/catalog.ts";
import { describeRuleState } from "../messages/describe-alert-rule.ts";
import { actAction, actionSet } from "./act-action.ts";
import type { AdaptiveCard, CardButton, CardElement, CardInput } from "./adaptive-card.ts";
import { container, heading, note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";

/** Inputs' ids, by which their values come back. */
export const RULES_INPUT = "rulesOn";
export const DELIVERY_INPUT = "delivery";
export const RULE_INPUTS = {
  isOn: "isOn",
  thresholdPercent: "thresholdPercent",
  windowMinutes: "windowMinutes",
  minimumCalls: "minimumCalls",
  minimumPeople: "minimumPeople",
  quietFrom: "quietFrom",
  quietTo: "quietTo",
} as const;

const DAY_MS = 86_400_000;
const LONGEST_WINDOW_MINUTES = 7 * 1_440;
const SHORTEST_WINDOW_MINUTES = 15;
const HIGHEST_MINIMUM = 100_000;

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
        const edit = actAction(joins.labeled(alertSetup.edit, name), { act: "editRule", ruleId: rule.id });
        return container([state, actionSet([edit])], { spacing: "Small" });
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

/** One rule to be changed; `trial` is what it would have done with what stands in the inputs. */
export function alertRuleCard(
  { rule, trial, line }: { rule: AlertRule; trial: AlertRuleTrial | null; line: string | null },
  messages: Messages,
): AdaptiveCard<CardButton> {
  const { alertSetup, admin, joins } = messages;
  const { name, description } = admin.alerts.rules[rule.kind];
  const would = trial && alertSetup.wouldHave(trial.alerts.length, Math.round(spanMs(trial) / DAY_MS));
  const told = [line, would].filter((said) => said !== null);
  const about = (act: string): { act: string; ruleId: string } => ({ act, ruleId: rule.id });
  return fitCard<CardButton>(messages.language, () => ({
    summary: joins.sentences([name, ...told]),
    body: [
      ...titleLines(name, describeRuleState(rule, messages)),
      note(description),
      ...told.map((said) => text(said, { weight: "Bolder" })),
      isOnInput(rule, messages),
      ...(rule.settings === null ? [] : settingsInputs(rule, rule.settings, messages)),
    ],
    actions: [
      actAction(alertSetup.save, about("saveRule"), "positive"),
      ...(rule.settings === null ? [] : [actAction(alertSetup.tryIt, about("tryRule"))]),
      actAction(alertSetup.setUp, { act: "setUpAlerts" }),
    ],
  }));
}

function isOnInput({ isOn }: AlertRule, { alertSetup }: Messages): CardInput {
  return {
    type: "Input.Toggle",
    id: RULE_INPUTS.isOn,
    label: alertSetup.isOn,
    title: alertSetup.isOn,
    value: isOn ? "true" : "false",
  };
}

function settingsInputs({ kind }: AlertRule, settings: CallRuleSettings, { alertSetup }: Messages): CardInput[] {
  const number = (id: string, label: string, value: number, min: number, max: number): CardInput => ({
    type: "Input.Number",
    id,
    label,
    min,
    max,
    value,
  });
  const { threshold, windowMinutes, minimumCalls, minimumPeople, quietHours } = settings;
  const percent = Math.round(threshold * 1_000) / 10;
  const shareLabel = kind === "poorShareAboveBaseline" ? alertSetup.thresholdAboveBaseline : alertSetup.threshold;
  return [
    ...(kind === "poorCall" ? [] : [number(RULE_INPUTS.thresholdPercent, shareLabel, percent, 1, 100)]),
    number(
      RULE_INPUTS.windowMinutes,
      alertSetup.windowMinutes,
      windowMinutes,
      SHORTEST_WINDOW_MINUTES,
      LONGEST_WINDOW_MINUTES,
    ),
    number(RULE_INPUTS.minimumCalls, alertSetup.minimumCalls, minimumCalls, 1, HIGHEST_MINIMUM),
    ...(kind === "repeatedPoorCalls"
      ? []
      : [number(RULE_INPUTS.minimumPeople, alertSetup.minimumPeople, minimumPeople, 1, HIGHEST_MINIMUM)]),
    { type: "Input.Time", id: RULE_INPUTS.quietFrom, label: alertSetup.quietFrom, ...timeValue(quietHours?.from) },
    { type: "Input.Time", id: RULE_INPUTS.quietTo, label: alertSetup.quietTo, ...timeValue(quietHours?.to) },
  ];
}

function timeValue(value: string | undefined): { value?: string } {
  return value === undefined ? {} : { value };
}

function spanMs({ start, end }: AlertRuleTrial): number {
  return end.getTime() - start.getTime();
}
