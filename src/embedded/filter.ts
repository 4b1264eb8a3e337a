import { BSONRegExp } from "bson";
import { badValue } from "./mongo-error.ts";
import { isArray, isDocument, type BsonDocument } from "./bson-value.ts";
import { splitPath, type Path } from "./document-path.ts";

/** A filter, parsed: the matcher compiles it, the planner reads bounds from it. */
export type Condition =
  | { kind: "and" | "or" | "nor"; parts: Condition[] }
  | { kind: "not"; part: Condition }
  | { kind: "field"; path: string; steps: Path; operator: FieldOperator; argument: unknown }
  | { kind: "elementMatches"; path: string; steps: Path; part: Condition; ofDocuments: boolean }
  | { kind: "expression"; expression: unknown };

const FIELD_OPERATORS = [
  "$eq",
  "$gt",
  "$gte",
  "$lt",
  "$lte",
  "$in",
  "$exists",
  "$type",
  "$regex",
  "$all",
  "$size",
  "$mod",
] as const;
export type FieldOperator = (typeof FIELD_OPERATORS)[number];

/** @throws MongoError BadValue naming any operator this server does not know. */
export function parseFilter(filter: unknown): Condition {
  if (filter === undefined) return { kind: "and", parts: [] };
  if (!isDocument(filter)) throw badValue("a filter must be an object");
  const parts: Condition[] = [];
  for (const [name, value] of Object.entries(filter)) {
    if (name === "$and" || name === "$or" || name === "$nor") {
      parts.push({ kind: nameOf(name), parts: branches(name, value) });
    } else if (name === "$expr") {
      parts.push({ kind: "expression", expression: value });
    } else if (name.startsWith("$")) {
      if (name !== "$comment") throw badValue(`unknown top level operator: ${name}`);
    } else {
      parts.push(...fieldConditions(name, value));
    }
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: "and", parts };
}

function nameOf(operator: "$and" | "$or" | "$nor"): "and" | "or" | "nor" {
  return operator === "$and" ? "and" : operator === "$or" ? "or" : "nor";
}

function branches(name: string, value: unknown): Condition[] {
  if (!isArray(value) || value.length === 0) throw badValue(`${name} must be a nonempty array`);
  return value.map(parseFilter);
}

function fieldConditions(path: string, value: unknown): Condition[] {
  const steps = splitPath(path);
  if (value instanceof BSONRegExp) return [field(path, steps, "$regex", expression(value, undefined))];
  if (!isOperatorDocument(value)) return [field(path, steps, "$eq", value)];
  return operatorConditions(path, steps, value);
}

/** A document whose first field begins with a dollar sign is made of operators, all of it. */
export function isOperatorDocument(value: unknown): value is BsonDocument {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first !== undefined && first.startsWith("$") && first !== "$ref" && first !== "$id";
}

function operatorConditions(path: string, steps: Path, operators: BsonDocument): Condition[] {
  const conditions: Condition[] = [];
  for (const [operator, argument] of Object.entries(operators)) {
    if (operator === "$options") {
      if (!("$regex" in operators)) throw badValue("$options needs a $regex");
      continue;
    }
    conditions.push(operatorCondition(path, steps, operator, argument, operators));
  }
  return conditions;
}

function operatorCondition(
  path: string,
  steps: Path,
  operator: string,
  argument: unknown,
  all: BsonDocument,
): Condition {
  switch (operator) {
    case "$ne":
      return not(field(path, steps, "$eq", argument));
    case "$nin":
      return not(field(path, steps, "$in", list(operator, argument)));
    case "$in":
      return field(path, steps, "$in", list(operator, argument));
    case "$all":
      return field(path, steps, "$all", list(operator, argument));
    case "$regex":
      return field(path, steps, "$regex", expression(argument, all["$options"]));
    case "$not":
      return negated(path, steps, argument);
    case "$elemMatch":
      return elementMatches(path, steps, argument);
    default:
      break;
  }
  const known = FIELD_OPERATORS.find((name) => name === operator);
  if (known === undefined) throw badValue(`unknown operator: ${operator}`);
  return field(path, steps, known, argument);
}

function negated(path: string, steps: Path, argument: unknown): Condition {
  if (argument instanceof BSONRegExp) return not(field(path, steps, "$regex", expression(argument, undefined)));
  if (!isOperatorDocument(argument)) throw badValue("$not needs a regex or a document of operators");
  return not({ kind: "and", parts: operatorConditions(path, steps, argument) });
}

function elementMatches(path: string, steps: Path, argument: unknown): Condition {
  if (!isDocument(argument)) throw badValue("$elemMatch needs an Object");
  const first = Object.keys(argument)[0] ?? "";
  const ofDocuments = !first.startsWith("$") || ["$and", "$or", "$nor"].includes(first);
  const part: Condition = ofDocuments
    ? parseFilter(argument)
    : { kind: "and", parts: operatorConditions("", [], argument) };
  return { kind: "elementMatches", path, steps, part, ofDocuments };
}

function field(path: string, steps: Path, operator: FieldOperator, argument: unknown): Condition {
  return { kind: "field", path, steps, operator, argument };
}

function not(part: Condition): Condition {
  return { kind: "not", part };
}

function list(operator: string, argument: unknown): unknown[] {
  if (!isArray(argument)) throw badValue(`${operator} needs an array`);
  return argument;
}

function expression(pattern: unknown, options: unknown): BSONRegExp {
  const flags = typeof options === "string" ? options : "";
  if (pattern instanceof BSONRegExp) return flags === "" ? pattern : new BSONRegExp(pattern.pattern, flags);
  if (typeof pattern !== "string") throw badValue("$regex has to be a string");
  return new BSONRegExp(pattern, flags);
}
