import type { AlertRuleDocument } from "./alert-rules.ts";
import type { StoreContext } from "./store-context.ts";

/** A person goes from the groups that alert rules are about, and from who changed them. */
export function createEraseFromAlertRules({
  database,
  tenantId,
}: Pick<StoreContext, "database" | "tenantId">): (personId: string, pseudonym: string) => Promise<void> {
  const rules = database.collection<AlertRuleDocument>("alertRules");
  return async (personId, pseudonym) => {
    await rules.updateMany({ tenantId, updatedBy: personId }, { $set: { updatedBy: pseudonym } });
    for await (const { _id, settings } of rules.find({ tenantId })) {
      const group = settings?.scope.personGroup;
      if (!group?.personIds.includes(personId)) continue;
      const personIds = group.personIds.map((id) => (id === personId ? pseudonym : id));
      await rules.updateOne({ _id }, { $set: { "settings.scope.personGroup.personIds": personIds } });
    }
  };
}
