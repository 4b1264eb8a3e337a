import type { AlertRuleKind, CallRuleSettings } from "../calls/alert-rule.ts";
import { eraseFromRuleSettings } from "../calls/erase-alerts.ts";
import { insertAbsent } from "./bulk-upsert.ts";
import type { ErasedPeople } from "./erased-people.ts";
import { key } from "./key.ts";
import type { StoreContext } from "./store-context.ts";

/** What somebody changed of a rule: how it is now. */
export type ChangedAlertRule = {
  id: string;
  kind: AlertRuleKind;
  isOn: boolean;
  /** Null for a rule about the service itself. */
  settings: CallRuleSettings | null;
  updatedAt: Date;
  /** By id. */
  updatedBy: string;
};

/** The rules that were changed; all others are as they came. */
export type AlertRules = {
  all(): Promise<ChangedAlertRule[]>;
  /** False, and nothing changed, when the rule was changed by somebody else since it was `before`; null: it is as it came. */
  save(rule: ChangedAlertRule, before: Pick<ChangedAlertRule, "updatedAt"> | null): Promise<boolean>;
};

export type AlertRuleDocument = ChangedAlertRule & { _id: string; tenantId: string };

export function createAlertRules(
  { database, tenantId }: Pick<StoreContext, "database" | "tenantId">,
  erasedPeople: Pick<ErasedPeople, "among">,
): AlertRules {
  const rules = database.collection<AlertRuleDocument>("alertRules");

  /** Somebody may change a rule that they read before one of its people was erased. */
  async function withoutErased(rule: ChangedAlertRule): Promise<ChangedAlertRule> {
    const { settings } = rule;
    const group = settings?.scope.personGroup ?? null;
    if (settings === null || group === null) return rule;
    return { ...rule, settings: eraseFromRuleSettings(settings, await erasedPeople.among(group.personIds)) };
  }

  return {
    async all() {
      const found = await rules.find({ tenantId }).sort({ id: 1 }).toArray();
      return found.map(pickRule);
    },

    async save(rule, before) {
      const _id = key(tenantId, rule.id);
      const fields = { tenantId, ...pickRule(await withoutErased(rule)) };
      if (before !== null) {
        const { matchedCount } = await rules.replaceOne({ _id, updatedAt: before.updatedAt }, fields);
        return matchedCount > 0;
      }
      return (await insertAbsent(rules, [{ _id, ...fields }])).length === 0;
    },
  };
}

/** Exactly the value's own fields: what goes in and what comes out. */
function pickRule({ id, kind, isOn, settings, updatedAt, updatedBy }: ChangedAlertRule): ChangedAlertRule {
  return { id, kind, isOn, settings, updatedAt, updatedBy };
}
