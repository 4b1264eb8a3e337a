import type { Catalog } from "./catalog.ts";
import type { Collection } from "./collection.ts";
import type { CollectionIndex, StoredDocument } from "./collection-index.ts";
import type { Pace } from "./pace.ts";
import { AFTER, RANK, invertKey, valueKey } from "./value-key.ts";

/** Removes every document whose date in a TTL index is older than that index allows; gives their number. */
export async function sweepExpired(catalog: Catalog, now: Date, pace: Pace): Promise<number> {
  let removed = 0;
  for (const collection of catalog.all()) {
    for (const index of collection.indexes) {
      for (const stored of expired(index, now)) {
        removed += removeOnce(collection, stored);
        if (pace.isDue()) await pace.breathe();
      }
    }
  }
  return removed;
}

/** Of several dates in an array the earliest counts, so every entry is looked at on its own. */
function expired(index: CollectionIndex, now: Date): StoredDocument[] {
  const { expireAfterSeconds, fields } = index.definition;
  if (expireAfterSeconds === null) return [];
  const limit = valueKey(new Date(now.getTime() - expireAfterSeconds * 1000)) + AFTER;
  const descending = fields[0]?.descending === true;
  const [from, to] = descending
    ? [invertKey(limit.slice(0, -AFTER.length)), invertKey(RANK.date) + AFTER]
    : [RANK.date, limit];
  return [...index.entries.scan(from, to, false)];
}

function removeOnce(collection: Collection, stored: StoredDocument): number {
  if (!collection.documents.has(stored.number)) return 0;
  collection.remove(stored);
  return 1;
}
