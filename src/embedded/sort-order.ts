import { badValue } from "./mongo-error.ts";
import { isDocument, type BsonDocument } from "./bson-value.ts";
import { indexedValues, splitPath, type Path } from "./document-path.ts";
import { isNumeric, toNumber } from "./numeric.ts";
import { invertKey, valueKey } from "./value-key.ts";

export type SortField = { path: string; steps: Path; descending: boolean };

/** Parses `{a: 1, b: -1}`; null when there is nothing to sort by. */
export function parseSort(sort: unknown): SortField[] | null {
  if (sort === undefined || sort === null) return null;
  if (!isDocument(sort)) throw badValue("a sort must be an object");
  const fields = Object.entries(sort).map(([path, direction]) => {
    if (path.startsWith("$") || !isNumeric(direction) || Math.abs(toNumber(direction)) !== 1) {
      throw badValue(`$sort key ordering must be 1 or -1 (for '${path}'); $meta and $natural are not supported`);
    }
    return { path, steps: splitPath(path), descending: toNumber(direction) === -1 };
  });
  return fields.length === 0 ? null : fields;
}

/** A key whose plain string order is the asked order. An array sorts by its least element, descending by its greatest. */
export function sortKey(document: BsonDocument, fields: readonly SortField[]): string {
  let key = "";
  for (const { steps, descending } of fields) {
    const keys = indexedValues(document, steps).map(valueKey);
    const [first = ""] = keys;
    const chosen = keys.reduce((best, next) => (next > best === descending ? next : best), first);
    key += descending ? invertKey(chosen) : chosen;
  }
  return key;
}

/** Sorts stably: documents with equal keys keep the order they came in. */
export function sortByKey<T>(items: T[], keyOf: (item: T) => string): T[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  keyed.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  return keyed.map(({ item }) => item);
}
