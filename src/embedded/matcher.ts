import { BSONRegExp } from "bson";
import { badValue } from "./mongo-error.ts";
import { isArray, isDocument, typeName, type BsonDocument } from "./bson-value.ts";
import { someLeaf } from "./document-path.ts";
import { compileExpression, isTrue, type Surroundings } from "./expression.ts";
import type { Condition, FieldOperator } from "./filter.ts";
import { isNumeric, toWholeNumber, toNumber } from "./numeric.ts";
import { NAN_KEY, NULL_KEY, RANK, valueKey } from "./value-key.ts";

export type Matcher = (document: BsonDocument) => boolean;
type Test = (value: unknown) => boolean;

/** Compiles a parsed filter. The matcher reads documents and never changes them. */
export function compileMatcher(condition: Condition, surroundings: Surroundings): Matcher {
  const test = compile(condition, surroundings);
  return (document) => test(document);
}

function compile(condition: Condition, surroundings: Surroundings): Test {
  switch (condition.kind) {
    case "and": {
      const parts = condition.parts.map((part) => compile(part, surroundings));
      return (document) => parts.every((part) => part(document));
    }
    case "or": {
      const parts = condition.parts.map((part) => compile(part, surroundings));
      return (document) => parts.some((part) => part(document));
    }
    case "nor": {
      const parts = condition.parts.map((part) => compile(part, surroundings));
      return (document) => !parts.some((part) => part(document));
    }
    case "not": {
      const part = compile(condition.part, surroundings);
      return (document) => !part(document);
    }
    case "field": {
      const test = leafTest(condition.operator, condition.argument);
      const { steps } = condition;
      return (document) => someLeaf(document, steps, test);
    }
    case "elementMatches": {
      const part = compile(condition.part, surroundings);
      const { steps, ofDocuments } = condition;
      const element: Test = (value) => (!ofDocuments || isDocument(value)) && part(value);
      return (document) => someLeaf(document, steps, (leaf) => isArray(leaf) && leaf.some(element));
    }
    case "expression": {
      const evaluate = compileExpression(condition.expression, surroundings);
      return (document) => isDocument(document) && isTrue(evaluate(document));
    }
  }
}

/** The test of one field operator on a leaf: a value, an array as it stands, or undefined. */
function leafTest(operator: FieldOperator, argument: unknown): Test {
  switch (operator) {
    case "$eq":
      return argument instanceof BSONRegExp ? anyElement(regexTest(argument)) : anyElement(equalTest(argument));
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
      return anyElement(rangeTest(operator, argument));
    case "$in":
      return inTest(isArray(argument) ? argument : []);
    case "$exists":
      return isTrue(argument) ? (value) => value !== undefined : (value) => value === undefined;
    case "$regex":
      if (!(argument instanceof BSONRegExp)) throw badValue("$regex has to be a string");
      return anyElement(regexTest(argument));
    case "$all":
      return allTest(isArray(argument) ? argument : []);
    case "$type":
      return typeTest(isArray(argument) ? argument : [argument]);
    case "$size": {
      const size = toWholeNumber(argument, "$size");
      return (value) => isArray(value) && value.length === size;
    }
    case "$mod":
      return anyElement(modTest(argument));
  }
}

function anyElement(test: Test): Test {
  return (value) => test(value) || (isArray(value) && value.some(test));
}

function equalTest(wanted: unknown): Test {
  if (typeof wanted === "string") return (value) => value === wanted;
  if (wanted === null || wanted === undefined) return (value) => value === null || value === undefined;
  const key = valueKey(wanted);
  const rank = key.charAt(0);
  if (rank === RANK.object || rank === RANK.array)
    return (value) => typeof value === "object" && safeKey(value) === key;
  return (value) => !isArray(value) && value !== undefined && safeKey(value) === key;
}

/** Values that have no place in the order (code, references) equal nothing. */
function safeKey(value: unknown): string | null {
  try {
    return valueKey(value);
  } catch {
    return null;
  }
}

function rangeTest(operator: "$gt" | "$gte" | "$lt" | "$lte", bound: unknown): Test {
  const inclusive = operator === "$gte" || operator === "$lte";
  const boundKey = valueKey(bound ?? null);
  if (boundKey === NULL_KEY || boundKey === NAN_KEY) return inclusive ? equalTest(bound) : () => false;
  const rank = boundKey.charAt(0);
  const anyRank = rank === RANK.minKey || rank === RANK.maxKey;
  const below = operator === "$lt" || operator === "$lte";
  return (value) => {
    if (value === undefined) return false;
    const key = safeKey(value);
    if (key === null || (!anyRank && key.charAt(0) !== rank) || key === NAN_KEY) return false;
    if (key === boundKey) return inclusive;
    return below ? key < boundKey : key > boundKey;
  };
}

function inTest(wanted: unknown[]): Test {
  const expressions = wanted.filter((value) => value instanceof BSONRegExp).map(regexTest);
  const keys = new Set(
    wanted.filter((value) => !(value instanceof BSONRegExp)).map((value) => valueKey(value ?? null)),
  );
  return anyElement((value) => {
    const key = safeKey(value ?? null);
    return (key !== null && keys.has(key)) || expressions.some((test) => test(value));
  });
}

function allTest(wanted: unknown[]): Test {
  if (wanted.length === 0) return () => false;
  if (wanted.some((value) => isDocument(value) && "$elemMatch" in value))
    throw badValue("unknown operator: $elemMatch in $all");
  const tests = wanted.map((value) => leafTest("$eq", value));
  return (value) => tests.every((test) => test(value));
}

function regexTest(expression: BSONRegExp): Test {
  const pattern = toRegExp(expression);
  return (value) => typeof value === "string" && pattern.test(value);
}

function toRegExp(expression: BSONRegExp): RegExp {
  const unknown = expression.options.replace(/[imsu]/g, "");
  if (unknown !== "") throw badValue(`invalid flag in regex options: ${unknown}`);
  try {
    return new RegExp(expression.pattern, expression.options);
  } catch {
    throw badValue("Regular expression is invalid");
  }
}

const TYPE_NUMBERS: Record<number, string> = {
  1: "double",
  2: "string",
  3: "object",
  4: "array",
  5: "binData",
  7: "objectId",
  8: "bool",
  9: "date",
  10: "null",
  11: "regex",
  16: "int",
  17: "timestamp",
  18: "long",
  19: "decimal",
  [-1]: "minKey",
  127: "maxKey",
};

function typeTest(wanted: unknown[]): Test {
  const names = wanted.map((type) => (isNumeric(type) ? TYPE_NUMBERS[toNumber(type)] : type));
  for (const name of names) {
    if (name !== "number" && !Object.values(TYPE_NUMBERS).some((known) => known === name))
      throw badValue(`Unknown type name alias: ${String(name)}`);
  }
  return anyElement((value) => names.includes(typeName(value)) || (names.includes("number") && isNumeric(value)));
}

function modTest(argument: unknown): Test {
  if (!isArray(argument) || argument.length !== 2) throw badValue("malformed mod, needs to be an array of two numbers");
  const [divisor, remainder] = argument.map((value) => toWholeNumber(value, "$mod"));
  if (divisor === undefined || divisor === 0) throw badValue("divisor cannot be 0");
  return (value) => isNumeric(value) && Math.trunc(toNumber(value)) % divisor === remainder;
}
