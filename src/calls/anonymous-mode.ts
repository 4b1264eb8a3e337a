import type { CallRuleKind, CallRuleSettings } from "./alert-rule.ts";

/** In anonymous mode, figures are of so many different people at least. */
export const MINIMUM_GROUP = 5;

/** What a rule goes by in anonymous mode; null: not at all, because it is about single people. */
export function anonymousSettings(kind: CallRuleKind, settings: CallRuleSettings): CallRuleSettings | null {
  if (kind === "repeatedPoorCalls") return null;
  return { ...settings, minimumPeople: Math.max(settings.minimumPeople, MINIMUM_GROUP) };
}
