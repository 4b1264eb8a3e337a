import { z } from "zod";
import type { AlertChannel } from "../../src/calls/alert-channel.ts";
import {
  POOR_CALL_COUNTS,
  type AlertRule,
  type AlertRuleChange,
  type AlertRuleTrial,
  type AlertScope,
  type CallRuleSettings,
} from "../../src/calls/alert-rule.ts";
import { CLIENT_PLATFORMS } from "../../src/calls/call-record.ts";
import { canonicalId } from "../../src/calls/canonical-id.ts";
import { RULE_NUMBERS, SCOPE_TEXTS } from "../../src/calls/rule-change.ts";
import type { Viewer } from "../../src/calls/viewer.ts";
import { ServiceError } from "../../src/service-error.ts";
import type { AlertChannels } from "../../src/store/alert-channels.ts";
import type { People } from "../../src/store/store.ts";
import {
  alertRuleCard,
  alertSetupCard,
  ANY_PLATFORM,
  DELIVERY_INPUT,
  EVERYBODY_CHOSEN,
  RULE_INPUTS,
  RULES_INPUT,
  type EditedRule,
} from "../cards/alert-setup-card.ts";
import type { Messages } from "../messages/catalog.ts";
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
  people: Pick<People, "names">;
  /** IANA: of the organization, for quiet hours. */
  timeZone: string;
};

const id = z.string().min(1).max(60);
/** Clients send inputs as texts, and nothing for an empty one. */
const number = z.coerce.number().optional();
const time = z.string().max(8).optional();
const shortText = z.string().max(200).default("");
/** What is picked in one card, as ids with commas. */
const LONGEST_PEOPLE = 20_000;

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
    /** The card had more people than it can show. */
    keepsPeople: z.literal("true").optional(),
    [RULE_INPUTS.isOn]: z.enum(["true", "false"]),
    [RULE_INPUTS.thresholdPercent]: number,
    [RULE_INPUTS.counts]: z.enum(POOR_CALL_COUNTS).optional(),
    [RULE_INPUTS.windowMinutes]: number,
    [RULE_INPUTS.minimumCalls]: number,
    [RULE_INPUTS.minimumPeople]: number,
    [RULE_INPUTS.minimumSample]: number,
    [RULE_INPUTS.coolDownMinutes]: number,
    [RULE_INPUTS.subnet]: shortText,
    [RULE_INPUTS.building]: shortText,
    [RULE_INPUTS.device]: shortText,
    [RULE_INPUTS.country]: shortText,
    [RULE_INPUTS.platform]: z.enum([ANY_PLATFORM, ...CLIENT_PLATFORMS]).optional(),
    [RULE_INPUTS.people]: z.string().max(LONGEST_PEOPLE).default(""),
    [RULE_INPUTS.groupName]: shortText,
    [RULE_INPUTS.quietFrom]: time,
    [RULE_INPUTS.quietTo]: time,
    [RULE_INPUTS.quietWeekends]: z.enum(["true", "false"]).optional(),
  }),
] as const;
export type AlertSetupAct = z.infer<(typeof ALERT_SETUP_ACTS)[number]>;
type RuleAct = Extract<AlertSetupAct, { act: "saveRule" | "tryRule" }>;

/** Does it, for an admin, in a conversation; the reply is for them alone. Throws ServiceError "admins_only" and what alerting throws. */
export async function setUpAlerts(
  act: AlertSetupAct,
  { viewer, messages }: Pick<Asker, "viewer" | "messages">,
  conversationId: string,
  { alerting, alertChannels, people, timeZone }: AlertSetupParts,
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
      const edited = async (shown: AlertRule, said: Partial<EditedRule> = {}): Promise<Reply> => {
        const names = await people.names(shown.settings?.scope.personGroup?.personIds ?? []);
        return cardReply(alertRuleCard({ rule: shown, trial: null, line: null, names, ...said }, messages));
      };
      if (act.act === "editRule") return edited(rule);
      const change = changeOf(act, rule, messages, timeZone);
      if (act.act === "tryRule") {
        const trial = await alerting.tryRule(change, viewer);
        return edited({ ...rule, settings: rule.settings && { ...rule.settings, ...change.settings } }, { trial });
      }
      return edited(await alerting.saveRule(change, viewer), { line: saved });
    }
  }
}

/** A number that was not shown, or was left empty, stays as it is; quiet hours without a beginning or an end are none. */
function changeOf(act: RuleAct, { settings }: AlertRule, messages: Messages, timeZone: string): AlertRuleChange {
  const isOn = act[RULE_INPUTS.isOn] === "true";
  if (settings === null) return { id: act.ruleId, isOn };
  const { thresholdPercent: percent, quietFrom: from, quietTo: to, quietWeekends: weekends } = act;
  const before = settings.quietHours;
  const changed: Partial<CallRuleSettings> = {
    ...Object.fromEntries(RULE_NUMBERS.flatMap((name) => (act[name] === undefined ? [] : [[name, act[name]]]))),
    ...(percent !== undefined && { threshold: percent / 100 }),
    ...(act.counts !== undefined && { counts: act.counts }),
    scope: scopeOf(act, settings.scope, messages),
    quietHours:
      from && to
        ? {
            from: from.slice(0, 5),
            to: to.slice(0, 5),
            timeZone: before?.timeZone ?? timeZone,
            isQuietAtWeekends: weekends === undefined ? (before?.isQuietAtWeekends ?? false) : weekends === "true",
          }
        : null,
  };
  return { id: act.ruleId, isOn, settings: changed };
}

/** A text or people left empty are any; a platform always comes along, unless the card is one that had no scope to set. */
function scopeOf(act: RuleAct, before: AlertScope, { alertSetup }: Messages): AlertScope {
  const { platform, people, groupName, keepsPeople } = act;
  if (platform === undefined) return before;
  const texts = Object.fromEntries(SCOPE_TEXTS.map((name) => [name, act[name].trim() || null]));
  const chosen = people.split(",").map((one) => one.trim());
  const isForAll = chosen.includes(EVERYBODY_CHOSEN);
  const personIds = isForAll ? [] : [...new Set(chosen.map(canonicalId))].filter((personId) => personId !== "");
  const name = groupName.trim() || alertSetup.scope.unnamedGroup;
  return {
    ...before,
    ...texts,
    platform: platform === ANY_PLATFORM ? null : platform,
    personGroup: keepsPeople === "true" ? before.personGroup : personIds.length === 0 ? null : { name, personIds },
  };
}
