import { BSONRegExp } from "bson";
import { badValue } from "./mongo-error.ts";
import { isArray, isDocument, type BsonDocument } from "./bson-value.ts";
import { splitPath, type Path } from "./document-path.ts";

/** A filter, parsed: the matcher compiles it, the planner reads bounds from it. */
export type Condition =
  | { kind: "and" | "or"; parts: Condition[] }
  | { kind: "not"; part: Condition }
  | { kind: "field"; path: string; steps: Path; operator: FieldOperator; argument: unknown };

export type FieldOperator = "$eq" | "$gt" | "$gte" | "$lt" | "$lte" | "$in" | "$exists";

/** @throws MongoError BadValue naming any operator this server does not know. */
export function parseFilter(filter: unknown): Condition {
  if (filter === undefined) return { kind: "and", parts: [] };
  if (!isDocument(filter)) throw badValue("a filter must be an object");
  const parts: Condition[] = [];
  for (const [name, value] of Object.entries(filter)) {
    if (name === "$and" || name === "$or") {
      parts.push({ kind: name === "$and" ? "and" : "or", parts: branches(name, value) });
    } else if (name.startsWith("$")) {
      if (name !== "$comment") throw badValue(`unknown top level operator: ${name}`);
    } else {
      parts.push(...fieldConditions(name, splitPath(name), value));
    }
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: "and", parts };
}

function branches(name: string, value: unknown): Condition[] {
  if (!isArray(value) || value.length === 0) throw badValue(`${name} must be a nonempty array`);
  return value.map(parseFilter);
}

/** A document whose first field begins with a dollar sign is made of operators, all of it. */
function fieldConditions(path: string, steps: Path, value: unknown): Condition[] {
  if (isDocument(value) && Object.keys(value)[0]?.startsWith("$") === true)
    return operatorConditions(path, steps, value);
  return [field(path, steps, "$eq", value)];
}

function operatorConditions(path: string, steps: Path, operators: BsonDocument): Condition[] {
  return Object.entries(operators).map(([operator, argument]) => operatorCondition(path, steps, operator, argument));
}

function operatorCondition(path: string, steps: Path, operator: string, argument: unknown): Condition {
  switch (operator) {
    case "$eq":
    case "$gt":
    case "$gte":
    case "$lt":
    case "$lte":
    case "$exists":
      return field(path, steps, operator, argument);
    case "$in":
      return within(path, steps, list(operator, argument));
    case "$ne":
      return { kind: "not", part: field(path, steps, "$eq", argument) };
    case "$nin":
      return { kind: "not", part: within(path, steps, list(operator, argument)) };
    case "$not":
      if (!isDocument(argument)) throw badValue("$not needs a document of operators");
      return { kind: "not", part: { kind: "and", parts: operatorConditions(path, steps, argument) } };
    default:
      throw badValue(`unknown operator: ${operator}`);
  }
}

function list(operator: string, argument: unknown): unknown[] {
  if (!isArray(argument)) throw badValue(`${operator} needs an array`);
  return argument;
}

/** A list of one value says the same as the value; an upsert takes it from there as well. */
function within(path: string, steps: Path, values: unknown[]): Condition {
  const [only] = values;
  if (values.length === 1) return field(path, steps, "$eq", only);
  values.forEach(refusePattern);
  return { kind: "field", path, steps, operator: "$in", argument: values };
}

function field(path: string, steps: Path, operator: FieldOperator, argument: unknown): Condition {
  refusePattern(argument);
  return { kind: "field", path, steps, operator, argument };
}

function refusePattern(value: unknown): void {
  if (value instanceof BSONRegExp) throw badValue("regular expressions are not supported by the embedded server");
}

/** The conditions that all must hold. */
export function conjuncts(condition: Condition): Condition[] {
  return condition.kind === "and" ? condition.parts.flatMap(conjuncts) : [condition];
}

/** Adds the top-level fields that a condition looks at, so that the rest of a document need not be read. */
export function addFilterFields(condition: Condition, fields: Set<string>): void {
  if (condition.kind === "field") fields.add(condition.steps[0] ?? "");
  else if (condition.kind === "not") addFilterFields(condition.part, fields);
  else for (const part of condition.parts) addFilterFields(part, fields);
}
