import { key } from "./key.ts";
import type { StoreContext } from "./store-context.ts";
import type { Preference, Preferences } from "./store.ts";

type PreferenceDocument = Partial<Preference> & {
  _id: string;
  tenantId: string;
  personId: string;
  /** The Monday of the last digest that somebody undertook to send. */
  digestMonday?: string;
};

/** What people chose. Kept until they choose otherwise or are erased. */
export function createPreferences({ database, tenantId }: Pick<StoreContext, "database" | "tenantId">): Preferences {
  const preferences = database.collection<PreferenceDocument>("preferences");
  const unsent = (monday: string) => ({ digest: true, digestMonday: { $not: { $gte: monday } } });

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
      const values = Object.values(change);
      if (values.length === 0) return;
      await preferences.updateOne(
        { _id: key(tenantId, personId) },
        { $set: change, $setOnInsert: { tenantId, personId } },
        // So that a digest that ends leaves nothing of somebody who was erased meanwhile.
        { upsert: values.some((value) => value !== null && value !== false) },
      );
    },

    async digestsToSend(monday) {
      const found = preferences.find({ tenantId, ...unsent(monday) }).sort({ personId: 1 });
      return found.map((document) => ({ ...pickPreference(document), personId: document.personId })).toArray();
    },

    async claimDigest(personId, monday) {
      const claimed = await preferences.updateOne(
        { _id: key(tenantId, personId), ...unsent(monday) },
        { $set: { digestMonday: monday } },
      );
      return claimed.modifiedCount === 1;
    },

    async returnDigest(personId, monday) {
      await preferences.updateOne(
        { _id: key(tenantId, personId), digestMonday: monday },
        { $unset: { digestMonday: "" } },
      );
    },
  };
}

function pickPreference(from: Partial<Preference>): Preference {
  return { language: from.language ?? null, timeZone: from.timeZone ?? null, digest: from.digest ?? false };
}
