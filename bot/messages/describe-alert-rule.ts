import type { AlertRule } from "../../src/calls/alert-rule.ts";
import type { Messages } from "./catalog.ts";

/** "On", "Off", or since when something has been wrong by the rule. */
export function describeRuleState({ isOn, openSince }: AlertRule, { admin, formats }: Messages): string {
  const { ruleOn, ruleOff, ruleOpen } = admin.alerts;
  if (!isOn) return ruleOff;
  return openSince === null ? ruleOn : ruleOpen(formats.dayTime(openSince));
}
