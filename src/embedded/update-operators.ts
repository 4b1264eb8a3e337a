import { MongoError, badValue } from "./mongo-error.ts";
import { isArray, isDocument, showValue, typeName, type BsonDocument } from "./bson-value.ts";
import { arrayAt, assignAt, removeAt, splitPath, valueAt, type Path } from "./document-path.ts";
import { calculate, isNumeric } from "./numeric.ts";
import { compareValues, sameValue } from "./value-key.ts";

type Change = { path: Path; apply: (document: BsonDocument, inserting: boolean) => void };
type Compile = (path: Path, argument: unknown) => Change["apply"];

/**
 * Compiles an update made of operators; the result changes a document in place.
 * @throws MongoError FailedToParse naming an unknown operator, ConflictingUpdateOperators for two on one path.
 */
export function compileOperators(update: BsonDocument): {
  change: (document: BsonDocument, inserting: boolean) => void;
  fields: ReadonlySet<string>;
} {
  const changes: Change[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    const compile = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
    if (compile === undefined) {
      throw new MongoError(
        "FailedToParse",
        `Unknown modifier: ${operator}. The embedded server knows ${Object.keys(OPERATORS).join(", ")}`,
      );
    }
    if (!isDocument(fields))
      throw new MongoError(
        "FailedToParse",
        `Modifiers operate on fields but we found type ${typeName(fields)} instead`,
      );
    for (const [name, argument] of Object.entries(fields)) {
      const path = updatePath(name);
      changes.push({ path, apply: compile(path, argument) });
    }
  }
  refuseConflicts(changes);
  changes.sort((left, right) => comparePaths(left.path, right.path));
  return {
    fields: new Set(changes.map(({ path }) => path[0] ?? "")),
    change(document, inserting) {
      for (const { apply } of changes) apply(document, inserting);
    },
  };
}

function updatePath(name: string): Path {
  const path = splitPath(name);
  const positional = path.find((step) => step.startsWith("$"));
  if (positional !== undefined)
    throw badValue(`the positional operator '${positional}' in '${name}' is not supported by the embedded server`);
  return path;
}

function refuseConflicts(changes: Change[]): void {
  const texts = changes.map(({ path }) => path.join(".")).sort();
  const taken = new Set<string>();
  for (const text of texts) {
    const steps = text.split(".");
    const clash = steps.map((_, at) => steps.slice(0, at + 1).join(".")).find((prefix) => taken.has(prefix));
    if (clash !== undefined)
      throw new MongoError(
        "ConflictingUpdateOperators",
        `Updating the path '${text}' would create a conflict at '${clash}'`,
      );
    taken.add(text);
  }
}

/** New fields are added in this order: by name, numbers by value. */
function comparePaths(left: Path, right: Path): number {
  for (const [at, step] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (step === other) continue;
    const numeric = /^\d+$/.test(step) && /^\d+$/.test(other);
    return numeric ? Number(step) - Number(other) : step < other ? -1 : 1;
  }
  return left.length - right.length;
}

const OPERATORS: Readonly<Record<string, Compile>> = {
  $set: (path, argument) => (document) => assignAt(document, path, argument),
  $setOnInsert: (path, argument) => (document, inserting) => {
    if (inserting) assignAt(document, path, argument);
  },
  $unset: (path) => (document) => removeAt(document, path),
  $inc: increment,
  $min: (path, argument) => (document) => {
    const current = valueAt(document, path);
    if (current === undefined || compareValues(argument, current) < 0) assignAt(document, path, argument);
  },
  $max: (path, argument) => (document) => {
    const current = valueAt(document, path);
    if (current === undefined || compareValues(argument, current) > 0) assignAt(document, path, argument);
  },
  $push: push,
  $addToSet: addToSet,
};

function increment(path: Path, argument: unknown): Change["apply"] {
  const where = path.join(".");
  if (!isNumeric(argument))
    throw new MongoError(
      "TypeMismatch",
      `Cannot increment with non-numeric argument: {${where}: ${showValue(argument)}}`,
    );
  return (document) => {
    const current = valueAt(document, path);
    if (current !== undefined && !isNumeric(current)) {
      throw new MongoError(
        "TypeMismatch",
        `Cannot apply $inc to a value of non-numeric type. {_id: ${showValue(document["_id"])}} has the field '${where}' of non-numeric type ${typeName(current)}`,
      );
    }
    assignAt(document, path, current === undefined ? argument : calculate("add", current, argument));
  };
}

/** The elements of `{$each: […]}`, or the one value given plainly. */
function eachOf(operator: string, argument: unknown): unknown[] {
  if (!isDocument(argument) || !("$each" in argument)) return [argument];
  const { $each: elements, ...others } = argument;
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw badValue(`Unrecognized clause in ${operator}: ${other} (the embedded server knows $each)`);
  if (!isArray(elements))
    throw badValue(`The argument to $each in ${operator} must be an array but it was of type ${typeName(elements)}`);
  return elements;
}

function push(path: Path, argument: unknown): Change["apply"] {
  const added = eachOf("$push", argument);
  return (document) => assignAt(document, path, [...arrayAt(document, path, "$push"), ...added]);
}

function addToSet(path: Path, argument: unknown): Change["apply"] {
  const added = eachOf("$addToSet", argument);
  return (document) => {
    const list = [...arrayAt(document, path, "$addToSet")];
    for (const value of added) if (!list.some((element) => sameValue(element, value))) list.push(value);
    assignAt(document, path, list);
  };
}
