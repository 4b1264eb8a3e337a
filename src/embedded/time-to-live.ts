import type { Catalog } from "./catalog.ts";
import type { CollectionIndex, StoredDocument } from "./collection-index.ts";
import { AFTER, RANK, invertKey, valueKey } from "./value-key.ts";

/** One sweep removes at most this many, so that other commands need not wait long for it. */
const SWEPT_AT_ONCE = 500;

/** Removes documents whose date in a TTL index is older than that index allows; `more` when some are left. */
export function removeExpired(catalog: Pick<Catalog, "all">, now: Date): { removed: number; more: boolean } {
  let removed = 0;
  for (const collection of catalog.all()) {
    for (const index of collection.indexes) {
      for (const stored of expired(index, now, SWEPT_AT_ONCE - removed)) {
        collection.remove(stored);
        removed++;
      }
      if (removed >= SWEPT_AT_ONCE) return { removed, more: true };
    }
  }
  return { removed, more: false };
}

/** Of several dates in an array the earliest counts, so every entry is looked at on its own. */
function expired(index: CollectionIndex, now: Date, atMost: number): Set<StoredDocument> {
  const { expireAfterSeconds, fields } = index.definition;
  const found = new Set<StoredDocument>();
  if (expireAfterSeconds === null) return found;
  const limit = valueKey(new Date(now.getTime() - expireAfterSeconds * 1000)) + AFTER;
  const descending = fields[0]?.descending === true;
  const [from, to] = descending
    ? [invertKey(limit.slice(0, -AFTER.length)), invertKey(RANK.date) + AFTER]
    : [RANK.date, limit];
  for (const stored of index.entries.scan(from, to, false)) {
    found.add(stored);
    if (found.size >= atMost) break;
  }
  return found;
}
