import { isArray } from "./bson-value.ts";
import { someLeaf } from "./document-path.ts";
import type { Condition, FieldOperator } from "./filter.ts";
import { isTrue } from "./numeric.ts";
import { NAN_KEY, NULL_KEY, RANK, valueKey } from "./value-key.ts";

/** Says whether a value (of a whole filter: a document) is what was asked for; it changes nothing. */
export type Matcher = (value: unknown) => boolean;

/** Compiles a parsed filter. @throws MongoError BadValue for a value that cannot be compared */
export function compileMatcher(condition: Condition): Matcher {
  switch (condition.kind) {
    case "and": {
      const parts = condition.parts.map(compileMatcher);
      return (document) => parts.every((part) => part(document));
    }
    case "or": {
      const parts = condition.parts.map(compileMatcher);
      return (document) => parts.some((part) => part(document));
    }
    case "not": {
      const part = compileMatcher(condition.part);
      return (document) => !part(document);
    }
    case "field": {
      const { steps } = condition;
      const test = leafTest(condition.operator, condition.argument);
      if (condition.operator === "$exists") return (document) => someLeaf(document, steps, test);
      const anyElement: Matcher = (leaf) => test(leaf) || (isArray(leaf) && leaf.some(test));
      return (document) => someLeaf(document, steps, anyElement);
    }
  }
}

/** The test of one field operator on a value, an array as it stands, or undefined. */
function leafTest(operator: FieldOperator, argument: unknown): Matcher {
  switch (operator) {
    case "$eq":
      return equalTest(argument);
    case "$in":
      return inTest(isArray(argument) ? argument : []);
    case "$exists":
      return isTrue(argument) ? (value) => value !== undefined : (value) => value === undefined;
    default:
      return rangeTest(operator, argument);
  }
}

function equalTest(wanted: unknown): Matcher {
  if (typeof wanted === "string") return (value) => value === wanted;
  if (wanted === null || wanted === undefined) return (value) => value === null || value === undefined;
  const key = valueKey(wanted);
  const rank = key.charAt(0);
  if (rank === RANK.object || rank === RANK.array)
    return (value) => typeof value === "object" && valueKey(value) === key;
  return (value) => !isArray(value) && value !== undefined && valueKey(value) === key;
}

function inTest(wanted: unknown[]): Matcher {
  const keys = new Set(wanted.map((value) => valueKey(value ?? null)));
  return (value) => keys.has(valueKey(value ?? null));
}

function rangeTest(operator: "$gt" | "$gte" | "$lt" | "$lte", bound: unknown): Matcher {
  const inclusive = operator === "$gte" || operator === "$lte";
  const boundKey = valueKey(bound ?? null);
  if (boundKey === NULL_KEY || boundKey === NAN_KEY) return inclusive ? equalTest(bound) : () => false;
  const rank = boundKey.charAt(0);
  const anyRank = rank === RANK.minKey || rank === RANK.maxKey;
  const below = operator === "$lt" || operator === "$lte";
  return (value) => {
    if (bound instanceof Date && value instanceof Date) {
      const later = value.getTime() - bound.getTime();
      return later === 0 ? inclusive : below ? later < 0 : later > 0;
    }
    if (value === undefined) return false;
    const key = valueKey(value);
    if ((!anyRank && key.charAt(0) !== rank) || key === NAN_KEY) return false;
    if (key === boundKey) return inclusive;
    return below ? key < boundKey : key > boundKey;
  };
}
