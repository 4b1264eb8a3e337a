import { Int32, Timestamp } from "bson";
import { MongoError, badValue } from "./mongo-error.ts";
import { cloneValue, isArray, isDocument, typeName, type BsonDocument } from "./bson-value.ts";
import { showValue } from "./show-value.ts";
import { splitPath, type Path } from "./document-path.ts";
import type { Surroundings } from "./expression.ts";
import { isOperatorDocument, parseFilter } from "./filter.ts";
import { compileMatcher } from "./matcher.ts";
import { calculate, isNumeric, toWholeNumber } from "./numeric.ts";
import { arrayAt, assignAt, removeAt, valueAt } from "./update-target.ts";
import { compareValues, sameValue } from "./value-key.ts";

type Change = { path: Path; apply: (document: BsonDocument, inserting: boolean) => void };
type Compile = (path: Path, argument: unknown, surroundings: Surroundings) => Change["apply"];

/**
 * Compiles an update made of operators; the result changes a document in place.
 * @throws MongoError FailedToParse naming an unknown operator, ConflictingUpdateOperators for two on one path.
 */
export function compileOperators(
  update: BsonDocument,
  surroundings: Surroundings,
): { change: (document: BsonDocument, inserting: boolean) => void; fields: ReadonlySet<string> } {
  const changes: Change[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    const compile = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
    if (compile === undefined) {
      throw new MongoError(
        "FailedToParse",
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDocument(fields))
      throw new MongoError(
        "FailedToParse",
        `Modifiers operate on fields but we found type ${typeName(fields)} instead`,
      );
    for (const [name, argument] of Object.entries(fields)) {
      const path = updatePath(name);
      changes.push({ path, apply: compile(path, argument, surroundings) });
      if (operator === "$rename") changes.push({ path: renameTarget(argument), apply: () => undefined });
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
  $set: (path, argument) => (document) => assignAt(document, path, cloneValue(argument)),
  $setOnInsert: (path, argument) => (document, inserting) => {
    if (inserting) assignAt(document, path, cloneValue(argument));
  },
  $unset: (path) => (document) => removeAt(document, path),
  $inc: (path, argument) => arithmetic("$inc", path, argument),
  $mul: (path, argument) => arithmetic("$mul", path, argument),
  $min: (path, argument) => (document) => {
    const current = valueAt(document, path);
    if (current === undefined || compareValues(argument, current) < 0) assignAt(document, path, cloneValue(argument));
  },
  $max: (path, argument) => (document) => {
    const current = valueAt(document, path);
    if (current === undefined || compareValues(argument, current) > 0) assignAt(document, path, cloneValue(argument));
  },
  $rename: (path, argument) => {
    const target = renameTarget(argument);
    return (document) => {
      const value = valueAt(document, path);
      if (value === undefined) return;
      removeAt(document, path);
      assignAt(document, target, value);
    };
  },
  $currentDate: (path, argument, { now }) => {
    const type = isDocument(argument) ? argument["$type"] : argument === true ? "date" : null;
    if (type !== "date" && type !== "timestamp")
      throw badValue("$currentDate needs true, {$type: 'date'} or {$type: 'timestamp'}");
    const value = type === "date" ? now : new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 });
    return (document) => assignAt(document, path, value);
  },
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: (path, argument) => {
    if (!isArray(argument)) throw badValue("$pullAll requires an array argument");
    return removeElements("$pullAll", path, (element) => argument.some((unwanted) => sameValue(element, unwanted)));
  },
  $pop: (path, argument) => {
    const end = toWholeNumber(argument, "$pop");
    return (document) => {
      const list = arrayAt(document, path, "$pop");
      if (end === 1) list?.pop();
      else list?.shift();
    };
  },
};

function renameTarget(argument: unknown): Path {
  if (typeof argument !== "string") throw badValue("The 'to' field for $rename must be a string");
  return updatePath(argument);
}

function arithmetic(operator: "$inc" | "$mul", path: Path, argument: unknown): Change["apply"] {
  if (!isNumeric(argument)) {
    const verb = operator === "$inc" ? "increment" : "multiply";
    throw new MongoError(
      "TypeMismatch",
      `Cannot ${verb} with non-numeric argument: {${path.join(".")}: ${showValue(argument)}}`,
    );
  }
  return (document) => {
    const current = valueAt(document, path);
    if (current === undefined) {
      assignAt(document, path, operator === "$inc" ? argument : calculate("multiply", new Int32(0), argument));
      return;
    }
    if (!isNumeric(current)) {
      const where = path.at(-1) ?? "";
      throw new MongoError(
        "TypeMismatch",
        `Cannot apply ${operator} to a value of non-numeric type. {_id: ${showValue(document["_id"])}} has the field '${where}' of non-numeric type ${typeName(current)}`,
      );
    }
    assignAt(document, path, calculate(operator === "$inc" ? "add" : "multiply", current, argument));
  };
}

/** The elements of `{$each: […]}`, or the one value given plainly. */
function eachOf(operator: string, argument: unknown, known: string[]): unknown[] {
  if (!isDocument(argument) || !("$each" in argument)) return [argument];
  for (const name of Object.keys(argument)) {
    if (!known.includes(name))
      throw badValue(`Unrecognized clause in ${operator}: ${name} (the embedded server knows ${known.join(", ")})`);
  }
  if (!isArray(argument["$each"]))
    throw badValue(
      `The argument to $each in ${operator} must be an array but it was of type ${typeName(argument["$each"])}`,
    );
  return argument["$each"];
}

function push(path: Path, argument: unknown): Change["apply"] {
  const added = eachOf("$push", argument, ["$each", "$slice"]);
  const bound = isDocument(argument) && "$each" in argument ? argument["$slice"] : undefined;
  const slice = bound === undefined ? null : toWholeNumber(bound, "$slice");
  return (document) => {
    const list = [...(arrayAt(document, path, "$push") ?? []), ...added.map(cloneValue)];
    const kept = slice === null ? list : slice < 0 ? list.slice(slice) : list.slice(0, slice);
    assignAt(document, path, kept);
  };
}

function addToSet(path: Path, argument: unknown): Change["apply"] {
  const added = eachOf("$addToSet", argument, ["$each"]);
  return (document) => {
    const list = [...(arrayAt(document, path, "$addToSet") ?? [])];
    for (const value of added) if (!list.some((element) => sameValue(element, value))) list.push(cloneValue(value));
    assignAt(document, path, list);
  };
}

function pull(path: Path, argument: unknown, surroundings: Surroundings): Change["apply"] {
  if (isDocument(argument) && !isOperatorDocument(argument)) {
    const matches = compileMatcher(parseFilter(argument), surroundings);
    return removeElements("$pull", path, (element) => isDocument(element) && matches(element));
  }
  const matches = compileMatcher(parseFilter({ element: argument }), surroundings);
  return removeElements("$pull", path, (element) => matches({ element }));
}

function removeElements(operator: string, path: Path, unwanted: (element: unknown) => boolean): Change["apply"] {
  return (document) => {
    const list = arrayAt(document, path, operator);
    if (list === null || !list.some(unwanted)) return;
    assignAt(
      document,
      path,
      list.filter((element) => !unwanted(element)),
    );
  };
}
