import { z } from "zod";
import type { AlertChannel } from "../../src/calls/alert-channel.ts";
import type { AlertRule, AlertRuleChange, AlertRuleTrial, CallRuleSettings } from "../../src/calls/alert-rule.ts";
import type { Viewer } from "../../src/calls/viewer.ts";
import { ServiceError } from "../../src/service-error.ts";
import type { AlertChannels } from "../../src/store/alert-channels.ts";
import { alertRuleCard, alertSetupCard, DELIVERY_INPUT, RULE_INPUTS, RULES_INPUT } from "../cards/alert-setup-card.ts";
import type { Asker } from "./asker.ts";
import { cardReply, type Reply } from "./reply.ts";

export type AlertSetupParts = {
  /** Its functions throw ServiceError; see src/alerting/alerting.ts. */
  alerting: {
    rules(): Promise<{ rules: AlertRule[] }>;
    saveRule(change: AlertRuleChange, viewer: Viewer): Promise<AlertRule>;
    tryRule(change: AlertRuleChange, viewer: Viewer): Promise<AlertRuleTrial>;
  };
  alertChannels: Pick<AlertChannels, "find" | "change">;
  /** IANA: of the organization, for quiet hours. */
  timeZone: string;
};

const id = z.string().min(1).max(60);
/** Clients send inputs as texts, and nothing for an empty one. */
const number = z.coerce.number().optional();
const time = z.string().max(8).optional();

/** What admins do to set up alerts, by the data of the buttons with what the inputs hold. Nothing of it can be trusted. */
export const ALERT_SETUP_ACTS = [
  z.object({ act: z.literal("setUpAlerts") }),
  z.object({
    act: z.literal("saveChannel"),
    [RULES_INPUT]: z.string().max(2_000).default(""),
    [DELIVERY_INPUT]: z.enum(["atOnce", "daily"]),
  }),
  z.object({ act: z.literal("editRule"), ruleId: id }),
  z.object({
    act: z.enum(["saveRule", "tryRule"]),
    ruleId: id,
    [RULE_INPUTS.isOn]: z.enum(["true", "false"]),
    [RULE_INPUTS.thresholdPercent]: number,
    [RULE_INPUTS.windowMinutes]: number,
    [RULE_INPUTS.minimumCalls]: number,
    [RULE_INPUTS.minimumPeople]: number,
    [RULE_INPUTS.quietFrom]: time,
    [RULE_INPUTS.quietTo]: time,
  }),
] as const;
export type AlertSetupAct = z.infer<(typeof ALERT_SETUP_ACTS)[number]>;
type RuleAct = Extract<AlertSetupAct, { act: "saveRule" | "tryRule" }>;

/** Does it, for an admin, in a conversation; the reply is for them alone. Throws ServiceError "admins_only" and what alerting throws. */
export async function setUpAlerts(
  act: AlertSetupAct,
  { viewer, messages }: Pick<Asker, "viewer" | "messages">,
  conversationId: string,
  { alerting, alertChannels, timeZone }: AlertSetupParts,
): Promise<Reply> {
  if (!viewer.isAdmin) throw new ServiceError("admins_only", "This is for admins only.");
  const { saved } = messages.alertSetup;
  const { rules } = await alerting.rules();

  const setup = (channel: AlertChannel | null, line: string | null): Reply =>
    cardReply(alertSetupCard({ channel, rules, line }, messages));

  switch (act.act) {
    case "setUpAlerts":
      return setup(await alertChannels.find(conversationId), null);
    case "saveChannel": {
      const on = act[RULES_INPUT].split(",");
      const rulesOff = rules.map((rule) => rule.id).filter((ruleId) => !on.includes(ruleId));
      const channel = await alertChannels.change(conversationId, { rulesOff, delivery: act[DELIVERY_INPUT] });
      return setup(channel, channel && saved);
    }
    default: {
      const rule = rules.find((one) => one.id === act.ruleId);
      if (rule === undefined) throw new ServiceError("alert_rule_unknown", "There is no alert rule of this id.");
      if (act.act === "editRule") return cardReply(alertRuleCard({ rule, trial: null, line: null }, messages));
      const change = changeOf(act, rule, timeZone);
      if (act.act === "tryRule") {
        const trial = await alerting.tryRule(change, viewer);
        const tried = { ...rule, settings: rule.settings && { ...rule.settings, ...change.settings } };
        return cardReply(alertRuleCard({ rule: tried, trial, line: null }, messages));
      }
      return cardReply(
        alertRuleCard({ rule: await alerting.saveRule(change, viewer), trial: null, line: saved }, messages),
      );
    }
  }
}

/** What was not shown, or was left empty, stays as it is; quiet hours without a beginning or an end are none. */
function changeOf(act: RuleAct, { settings }: AlertRule, timeZone: string): AlertRuleChange {
  const isOn = act[RULE_INPUTS.isOn] === "true";
  if (settings === null) return { id: act.ruleId, isOn };
  const percent = act[RULE_INPUTS.thresholdPercent];
  const [from, to] = [act[RULE_INPUTS.quietFrom], act[RULE_INPUTS.quietTo]];
  const before = settings.quietHours;
  const changed: Partial<CallRuleSettings> = {
    ...present("windowMinutes", act[RULE_INPUTS.windowMinutes]),
    ...present("minimumCalls", act[RULE_INPUTS.minimumCalls]),
    ...present("minimumPeople", act[RULE_INPUTS.minimumPeople]),
    ...present("threshold", percent === undefined ? undefined : percent / 100),
    quietHours:
      from && to
        ? {
            from: from.slice(0, 5),
            to: to.slice(0, 5),
            timeZone: before?.timeZone ?? timeZone,
            isQuietAtWeekends: before?.isQuietAtWeekends ?? false,
          }
        : null,
  };
  return { id: act.ruleId, isOn, settings: changed };
}

function present<Name extends string>(name: Name, value: number | undefined): { [Key in Name]?: number } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]: number });
}
