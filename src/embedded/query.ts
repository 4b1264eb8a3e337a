import { FieldPicker } from "./bson-bytes.ts";
import type { Collection } from "./collection.ts";
import type { StoredDocument } from "./collection-index.ts";
import { addFilterFields, conjuncts, type Condition } from "./filter.ts";
import { compileMatcher } from "./matcher.ts";
import type { Pace } from "./pace.ts";
import { candidates, planQuery, type Plan } from "./query-plan.ts";
import { sortByKey, sortKey, type SortField } from "./sort-order.ts";

export type Query = {
  condition: Condition;
  sort: SortField[] | null;
  skip: number;
  /** 0 means all. */
  limit: number;
};

/** What a query did, for `explain`. */
export type QueryReport = { plan: Plan; examinedDocuments: number; examinedKeys: number; found: StoredDocument[] };

/** Runs a query and gives the documents in order; reads of each document only what decides. */
export async function runQuery(collection: Collection, query: Query, pace: Pace): Promise<QueryReport> {
  const { condition, sort, skip, limit } = query;
  const plan = planQuery(collection, condition, sort);
  const needed = pickerOf(condition, plan.sorted ? null : sort);
  const everything = condition.kind === "and" && condition.parts.length === 0;
  const matches = compileMatcher(condition);
  const passes = compileUnbound(condition, plan);
  const enough = plan.sorted && limit > 0 ? skip + limit : Infinity;
  const sorting = plan.sorted ? null : sort;
  const keys = new Map<StoredDocument, string>();
  let examined = 0;
  let found: StoredDocument[] = [];
  for (const stored of candidates(collection, plan)) {
    if (found.length >= enough) break;
    examined++;
    if (pace.isDue()) await pace.breathe();
    if (!passes(stored)) continue;
    if (!everything || sorting !== null) {
      const document = needed.read(stored.bytes);
      if (!everything && !matches(document)) continue;
      if (sorting !== null) keys.set(stored, sortKey(document, sorting));
    }
    found.push(stored);
  }
  if (sorting !== null) found = sortByKey(found, (stored) => keys.get(stored) ?? "");
  if (skip > 0 || limit > 0) found = found.slice(skip, limit > 0 ? skip + limit : undefined);
  return { plan, examinedDocuments: examined, examinedKeys: plan.scan === null ? 0 : examined, found };
}

/**
 * A first test by what the index did not see to. It reads the fewest fields and is what turns most documents away:
 * jobs on lease lie at the head of the queue.
 */
function compileUnbound(condition: Condition, { scan }: Plan): (stored: StoredDocument) => boolean {
  const bound = scan?.index.definition.fields.slice(0, scan.boundFields).map(({ path }) => path) ?? [];
  const parts = conjuncts(condition).filter((part) => part.kind !== "field" || !bound.includes(part.path));
  if (bound.length === 0 || parts.length === 0) return () => true;
  const unbound: Condition = { kind: "and", parts };
  const picker = pickerOf(unbound, null);
  const matches = compileMatcher(unbound);
  return ({ bytes }) => matches(picker.read(bytes));
}

function pickerOf(condition: Condition, sort: readonly SortField[] | null): FieldPicker {
  const fields = new Set<string>(sort?.map(({ steps }) => steps[0] ?? ""));
  addFilterFields(condition, fields);
  return new FieldPicker(fields);
}
