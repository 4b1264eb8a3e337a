import type { Answer } from "../../src/calls/answer.ts";
import type { Messages } from "../messages/catalog.ts";
import { describeRuleState } from "../messages/describe-alert-rule.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { actAction, actionSet } from "./act-action.ts";
import { commandAction } from "./ask-action.ts";
import { container, facts, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";

type AlertsAnswer = Extract<Answer, { intent: "alertsHere" | "alertsOff" }>;
type AlertRulesAnswer = Extract<Answer, { intent: "alertRules" }>;

/** Whether this channel is told of trouble. */
export function alertsCard(answer: AlertsAnswer, messages: Messages): AdaptiveCard {
  const { titles, joins } = messages;
  const { alerts } = messages.admin;
  const rules = commandAction(titles.alertRules, { intent: "alertRules" }, messages);
  const channel = answer.intent === "alertsHere" ? answer.channel : null;
  const off = commandAction(alerts.turnOff, { intent: "alertsOff" }, messages);
  const line = lineOf(answer, messages);
  const since = facts([[alerts.since, channel && messages.formats.dayTime(channel.since)]]);
  return fitCard(messages.language, () => ({
    summary: joins.sentences([titles[answer.intent], line]),
    body: [...titleLines(titles[answer.intent], null), text(line), ...(since ? [since] : [])],
    actions: channel ? [rules, off] : [rules],
  }));
}

function lineOf(answer: AlertsAnswer, { admin }: Messages): string {
  if (answer.intent === "alertsHere") return answer.channel ? admin.alerts.hereOn : admin.alerts.noChannel;
  return answer.wereOn ? admin.alerts.off : admin.alerts.wereNotOn;
}

/** What alerts are sent for, and to how many channels. */
export function alertRulesCard({ rules, channels }: AlertRulesAnswer, messages: Messages): AdaptiveCard {
  const { titles, joins } = messages;
  const { alerts } = messages.admin;
  const sentTo = channels === 0 ? alerts.noChannels : alerts.channels(channels);
  return fitCard(messages.language, (length) => ({
    summary: joins.sentences([titles.alertRules, sentTo]),
    body: [
      ...titleLines(titles.alertRules, null),
      text(sentTo),
      ...rules.slice(0, length).map((rule): CardElement => {
        const { name, description } = alerts.rules[rule.kind];
        const line = joins.labeled(name, describeRuleState(rule, messages));
        return container([text(line, { weight: "Bolder" }), text(description, { spacing: "None" })], {
          spacing: "Medium",
        });
      }),
      actionSet([actAction(messages.alertSetup.setUp, { act: "setUpAlerts" })]),
    ],
    actions: [commandAction(titles.status, { intent: "status" }, messages)],
  }));
}
