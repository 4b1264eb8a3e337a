import { MongoError, badValue } from "./mongo-error.ts";
import { fieldOf, isArray, isDocument, setField, showValue, typeName, type BsonDocument } from "./bson-value.ts";

/** A dotted path as its steps: "a.b.0" is ["a", "b", "0"]. */
export type Path = readonly string[];

export function splitPath(path: string): string[] {
  const steps = path.split(".");
  if (steps.includes("")) throw badValue(`The path '${path}' has an empty field name`);
  return steps;
}

export function isArrayIndex(step: string): boolean {
  return /^(0|[1-9]\d{0,8})$/.test(step);
}

/**
 * Whether any value that a filter's path reaches passes the test. Arrays on the way are entered; an array at the end is
 * given as it is. A missing value is undefined.
 */
export function someLeaf(node: unknown, path: Path, test: (leaf: unknown) => boolean, at = 0): boolean {
  const step = path[at];
  if (step === undefined) return test(node);
  if (isDocument(node)) return someLeaf(fieldOf(node, step), path, test, at + 1);
  if (!isArray(node)) return test(undefined);
  if (isArrayIndex(step) && Number(step) < node.length && someLeaf(node[Number(step)], path, test, at + 1)) return true;
  return node.some((element) => isDocument(element) && someLeaf(element, path, test, at));
}

/** The value of an expression's field path ("$a.b"): through an array it is the array of what its elements hold. */
export function readPath(node: unknown, path: Path, at = 0): unknown {
  const step = path[at];
  if (step === undefined) return node;
  if (isDocument(node)) return readPath(fieldOf(node, step), path, at + 1);
  if (!isArray(node)) return undefined;
  return node
    .map((element) => (isArray(element) || isDocument(element) ? readPath(element, path, at) : undefined))
    .filter((value) => value !== undefined);
}

/**
 * The values under which a document is indexed or sorted by a path: an array at the end gives its elements, an empty
 * one gives undefined, and what is missing gives null.
 */
export function indexedValues(node: unknown, path: Path, at = 0): unknown[] {
  const step = path[at];
  if (step === undefined) {
    if (!isArray(node)) return [node ?? null];
    return node.length === 0 ? [undefined] : node.map((element: unknown) => element ?? null);
  }
  if (isDocument(node)) return indexedValues(fieldOf(node, step), path, at + 1);
  if (!isArray(node)) return [null];
  if (node.length === 0) return [null];
  if (isArrayIndex(step) && Number(step) < node.length) return indexedValues(node[Number(step)], path, at + 1);
  return node.flatMap((element) => (isDocument(element) ? indexedValues(element, path, at) : [null]));
}

/** Whether an array lies on a path, so that one document may have several index keys. */
export function crossesArray(node: unknown, path: Path): boolean {
  let current = node;
  for (const step of path) {
    if (isArray(current)) return true;
    if (!isDocument(current)) return false;
    current = fieldOf(current, step);
  }
  return isArray(current);
}

// From here on: reading and changing one path of a document in place, as update operators do.

const MAXIMUM_PADDING = 1_500_000;

export function valueAt(document: BsonDocument, path: Path): unknown {
  let node: unknown = document;
  for (const step of path) {
    if (isDocument(node)) node = fieldOf(node, step);
    else if (isArray(node) && isArrayIndex(step)) node = node[Number(step)];
    else return undefined;
  }
  return node;
}

/** @throws MongoError PathNotViable when a scalar or an array's field is in the way. */
export function assignAt(document: BsonDocument, path: Path, value: unknown): void {
  let node: unknown = document;
  for (const [at, step] of path.entries()) {
    const isLast = at === path.length - 1;
    if (isDocument(node)) {
      if (isLast) setField(node, step, value);
      else if (fieldOf(node, step) === undefined) setField(node, step, {});
      node = fieldOf(node, step);
    } else if (isArray(node) && isArrayIndex(step)) {
      const index = Number(step);
      if (index - node.length > MAXIMUM_PADDING) throw badValue("can't backfill more than 1500000 elements");
      while (node.length < index) node.push(null);
      if (isLast) node[index] = value;
      else if (node[index] === undefined) node[index] = {};
      node = node[index];
    } else {
      const parent = path[at - 1] ?? "";
      throw new MongoError("PathNotViable", `Cannot create field '${step}' in element {${parent}: ${showValue(node)}}`);
    }
  }
}

/** Removes a field; an element of an array becomes null, as in MongoDB. What is not there is left alone. */
export function removeAt(document: BsonDocument, path: Path): void {
  const last = path.at(-1) ?? "";
  const parent = valueAt(document, path.slice(0, -1));
  if (isDocument(parent)) delete parent[last];
  else if (isArray(parent) && isArrayIndex(last) && Number(last) < parent.length) parent[Number(last)] = null;
}

/** The array at a path, empty when nothing is there. @throws MongoError BadValue when something else is. */
export function arrayAt(document: BsonDocument, path: Path, operator: string): unknown[] {
  const value = valueAt(document, path);
  if (value === undefined) return [];
  if (isArray(value)) return value;
  const where = path.join(".");
  throw badValue(
    `Cannot apply ${operator} to a non-array field. Field named '${where}' has a non-array type ${typeName(value)}`,
  );
}
