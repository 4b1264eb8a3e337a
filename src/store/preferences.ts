import { key } from "./key.ts";
import type { StoreContext } from "./store-context.ts";
import type { Preference, Preferences } from "./store.ts";

type PreferenceDocument = Partial<Preference> & { _id: string; tenantId: string; personId: string };

/** What people chose. Kept until they choose otherwise or are erased. */
export function createPreferences({ database, tenantId }: Pick<StoreContext, "database" | "tenantId">): Preferences {
  const preferences = database.collection<PreferenceDocument>("preferences");
  return {
    async of(personId) {
      return pickPreference((await preferences.findOne({ _id: key(tenantId, personId) })) ?? {});
    },

    async save(personId, { language, timeZone, digest }) {
      const change = {
        ...(language !== undefined && { language }),
        ...(timeZone !== undefined && { timeZone }),
        ...(digest !== undefined && { digest }),
      };
      if (Object.keys(change).length === 0) return;
      await preferences.updateOne(
        { _id: key(tenantId, personId) },
        { $set: change, $setOnInsert: { tenantId, personId } },
        { upsert: true },
      );
    },

    async digestPersonIds() {
      const found = preferences.find({ tenantId, digest: true }).sort({ personId: 1 });
      return found.map(({ personId }) => personId).toArray();
    },
  };
}

function pickPreference(from: Partial<Preference>): Preference {
  return { language: from.language ?? null, timeZone: from.timeZone ?? null, digest: from.digest ?? false };
}
