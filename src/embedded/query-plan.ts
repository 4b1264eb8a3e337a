import type { Collection } from "./collection.ts";
import type { CollectionIndex, StoredDocument } from "./collection-index.ts";
import { conjuncts, type Condition } from "./filter.ts";
import { boundsOf, rangesOf, type Bounds, type KeyRange } from "./key-range.ts";
import type { SortField } from "./sort-order.ts";
import { valueKey, AFTER } from "./value-key.ts";

/** One way through one index. */
export type IndexScan = {
  index: CollectionIndex;
  ranges: KeyRange[];
  reverse: boolean;
  /** Whether documents come in the asked order. */
  sorted: boolean;
  /** How many of the index's leading fields are bound by the filter. */
  boundFields: number;
  /** How many entries lie in the ranges. */
  readonly entries: number;
};

/** How a filter's candidates are found: by one index, or by looking at all documents. */
export type Plan = { scan: IndexScan | null; sorted: boolean };

/** More stretches than this are not worth their bookkeeping; the remaining fields are then left to the matcher. */
const MAXIMUM_PRODUCT = 2000;

/** Chooses the index that has the fewest entries to look at; a sort that an index already gives costs nothing. */
export function planQuery(collection: Collection, condition: Condition, sort: readonly SortField[] | null): Plan {
  const scan = bestScan(collection, condition, sort);
  return { scan, sorted: scan?.sorted ?? sort === null };
}

function bestScan(collection: Collection, condition: Condition, sort: readonly SortField[] | null): IndexScan | null {
  const merged = boundsOf(condition, true);
  const single = boundsOf(condition, false);
  let best: IndexScan | null = null;
  for (const index of collection.indexes) {
    if (!isUsable(index, condition)) continue;
    const scan = scanOf(index, index.multikey ? single : merged, sort);
    const useful = scan.boundFields > 0 || (sort !== null && scan.sorted);
    if (useful && (best === null || isBetter(scan, best))) best = scan;
  }
  return best;
}

function isBetter(left: IndexScan, right: IndexScan): boolean {
  const leftCost = left.entries * (left.sorted ? 1 : 2);
  const rightCost = right.entries * (right.sorted ? 1 : 2);
  if (leftCost !== rightCost) return leftCost < rightCost;
  if (left.sorted !== right.sorted) return left.sorted;
  return left.boundFields > right.boundFields;
}

function scanOf(
  index: CollectionIndex,
  bounds: ReadonlyMap<string, Bounds>,
  sort: readonly SortField[] | null,
): IndexScan {
  let ranges: KeyRange[] = [{ from: "", to: AFTER }];
  let boundFields = 0;
  let open = true;
  const constant = new Set<string>();
  for (const { path, descending } of index.definition.fields) {
    const found: Bounds | undefined = open ? bounds.get(path) : undefined;
    if (found === undefined) break;
    const parts = rangesOf(found, descending);
    // A list alone is never too long: looking up each of its values beats looking at every document.
    if (ranges.length > 1 && ranges.length * parts.length > MAXIMUM_PRODUCT) break;
    const prefixes = ranges.map(({ from }) => from);
    ranges = prefixes.flatMap((prefix) => parts.map(({ from, to }) => ({ from: prefix + from, to: prefix + to })));
    boundFields++;
    open = found.points !== null;
    if (found.points?.length === 1) constant.add(path);
  }
  const order = sort === null || index.multikey ? null : orderGiven(index, sort, constant, ranges.length);
  let counted: number | null = null;
  return {
    index,
    ranges,
    reverse: order === "backward",
    sorted: sort === null || order !== null,
    boundFields,
    // Counted only when there is a choice to make.
    get entries() {
      return (counted ??= ranges.reduce((sum, { from, to }) => sum + index.entries.count(from, to), 0));
    },
  };
}

/** Whether walking the index gives the sort: fields held to one value do not matter, the rest must agree one by one. */
function orderGiven(
  index: CollectionIndex,
  sort: readonly SortField[],
  constant: ReadonlySet<string>,
  ranges: number,
): "forward" | "backward" | null {
  const wanted = sort.filter(({ path }) => !constant.has(path));
  const fields = index.definition.fields.filter(({ path }) => !constant.has(path));
  let direction: "forward" | "backward" | null = null;
  for (const [at, { path, descending }] of wanted.entries()) {
    const field = fields[at];
    if (field === undefined || field.path !== path) return null;
    const needed = field.descending === descending ? "forward" : "backward";
    if (direction !== null && direction !== needed) return null;
    direction = needed;
  }
  // Several stretches come in order only when the sorted field itself makes them (an $in on it).
  if (ranges > 1 && (wanted.length > 0 || constant.size > 0)) {
    const firstOpen = index.definition.fields.find(({ path }) => !constant.has(path));
    if (firstOpen !== undefined && wanted[0]?.path !== firstOpen.path) return null;
    if (wanted.length > 1) return null;
  }
  return direction ?? "forward";
}

/** A partial index may be used by a filter that asks for what it covers, in the same words. */
function isUsable({ definition: { partialCondition } }: CollectionIndex, condition: Condition): boolean {
  if (partialCondition === null) return true;
  const asked = new Set(conjuncts(condition).map(conditionKey));
  return conjuncts(partialCondition).every((needed) => asked.has(conditionKey(needed)));
}

function conditionKey(condition: Condition): string {
  if (condition.kind !== "field") return "";
  return valueKey([condition.path, condition.operator, condition.argument]);
}

/** The plan's candidates, each once. The collection is not to be changed meanwhile. */
export function* candidates(collection: Collection, { scan }: Plan): Generator<StoredDocument> {
  if (scan === null) {
    yield* collection.documents.values();
    return;
  }
  const { index, ranges, reverse } = scan;
  const seen = index.multikey ? new Set<StoredDocument>() : null;
  for (const { from, to } of reverse ? ranges.toReversed() : ranges) {
    for (const stored of index.entries.scan(from, to, reverse)) {
      if (seen?.has(stored)) continue;
      seen?.add(stored);
      yield stored;
    }
  }
}
