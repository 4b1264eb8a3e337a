import { eraseFromRuleSettings } from "../calls/erase-alerts.ts";
import type { AlertRuleDocument } from "./alert-rules.ts";
import type { StoreContext } from "./store-context.ts";

/** A person goes from the groups that alert rules are about, and from who changed them. */
export function createEraseFromAlertRules({
  database,
  tenantId,
}: Pick<StoreContext, "database" | "tenantId">): (personId: string, pseudonym: string) => Promise<void> {
  const rules = database.collection<AlertRuleDocument>("alertRules");
  return async (personId, pseudonym) => {
    const pseudonyms = new Map([[personId, pseudonym]]);
    await rules.updateMany({ tenantId, updatedBy: personId }, { $set: { updatedBy: pseudonym } });
    for await (const { _id, settings } of rules.find({ tenantId })) {
      const erased = settings && eraseFromRuleSettings(settings, pseudonyms);
      if (erased !== settings) await rules.updateOne({ _id }, { $set: { settings: erased } });
    }
  };
}
