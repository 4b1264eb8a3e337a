import { isArray } from "./bson-value.ts";
import { conjuncts, type Condition, type FieldOperator } from "./filter.ts";
import { AFTER, NAN_KEY, NULL_KEY, RANK, invertKey, valueKey } from "./value-key.ts";

/** Keys with from ≤ key < to. */
export type KeyRange = { from: string; to: string };

/** What a filter says about one path: single values (points), or one stretch. */
export type Bounds = { points: string[] | null; range: KeyRange };

const EVERYTHING: KeyRange = { from: "", to: AFTER };

/**
 * The bounds that a filter's conjunction puts on each path. They may be wider than the filter, never narrower: what an
 * index finds by them is matched again. Of a multikey index only one bound of a path may be used (`mergeable` false).
 */
export function boundsOf(condition: Condition, mergeable: boolean): Map<string, Bounds> {
  const bounds = new Map<string, Bounds>();
  for (const part of conjuncts(condition)) {
    if (part.kind !== "field") continue;
    const found = fieldBounds(part.operator, part.argument);
    if (found === null) continue;
    const known = bounds.get(part.path);
    bounds.set(part.path, known === undefined ? found : mergeable ? intersect(known, found) : narrower(known, found));
  }
  return bounds;
}

function fieldBounds(operator: FieldOperator, argument: unknown): Bounds | null {
  if (operator === "$in") return inBounds(isArray(argument) ? argument : []);
  if (operator === "$exists" || isArray(argument)) return null;
  const key = valueKey(argument ?? null);
  if (operator === "$eq") return point(key);
  if (key === NULL_KEY || key === NAN_KEY)
    return operator === "$gte" || operator === "$lte" ? point(key) : { points: [], range: EVERYTHING };
  const rank = key.charAt(0);
  if (rank === RANK.minKey || rank === RANK.maxKey || rank === RANK.array) return null;
  const nextRank = String.fromCharCode(rank.charCodeAt(0) + 1);
  switch (operator) {
    case "$gt":
      return stretch(key + AFTER, nextRank);
    case "$gte":
      return stretch(key, nextRank);
    case "$lt":
      return stretch(rank, key);
    default:
      return stretch(rank, key + AFTER);
  }
}

function inBounds(values: unknown[]): Bounds | null {
  if (values.some((value) => isArray(value))) return null;
  return { points: [...new Set(values.map((value) => valueKey(value ?? null)))].sort(), range: EVERYTHING };
}

function point(key: string): Bounds {
  return { points: [key], range: EVERYTHING };
}

function stretch(from: string, to: string): Bounds {
  return { points: null, range: { from, to } };
}

function intersect(left: Bounds, right: Bounds): Bounds {
  const from = left.range.from > right.range.from ? left.range.from : right.range.from;
  const to = left.range.to < right.range.to ? left.range.to : right.range.to;
  const points = left.points ?? right.points;
  if (points === null) return { points: null, range: { from, to } };
  const other = left.points === null || right.points === null ? null : new Set(right.points);
  return {
    points: points.filter((key) => key >= from && key < to && (other === null || other.has(key))),
    range: EVERYTHING,
  };
}

function narrower(left: Bounds, right: Bounds): Bounds {
  if (left.points !== null && (right.points === null || left.points.length <= right.points.length)) return left;
  return right.points !== null ? right : left;
}

/** The stretches of an index's field that bounds mean, turned round for a descending field. */
export function rangesOf(bounds: Bounds, descending: boolean): KeyRange[] {
  const ranges = bounds.points === null ? [bounds.range] : bounds.points.map((key) => ({ from: key, to: key + AFTER }));
  if (!descending) return ranges;
  return ranges.map(({ from, to }) => ({ from: invertBound(to), to: invertBound(from) })).reverse();
}

/**
 * A bound is a prefix of keys, with or without AFTER: everything that begins with the prefix lies on one side of it.
 * Turned round, a bound without AFTER gets it and one with it loses it.
 */
function invertBound(bound: string): string {
  if (bound.endsWith(AFTER)) return invertKey(bound.slice(0, -AFTER.length));
  return invertKey(bound) + AFTER;
}
