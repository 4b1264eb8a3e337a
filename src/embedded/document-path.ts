import { badValue } from "./mongo-error.ts";
import { fieldOf, isArray, isDocument, setField, type BsonDocument } from "./bson-value.ts";

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

/** A copy of `source` with the value at the path set (undefined removes it), entering every element of arrays. */
export function withPath(source: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (isArray(source)) return source.map((element) => withPath(element, path, value));
  if (!isDocument(source)) {
    if (value === undefined) return source;
    const created: BsonDocument = {};
    setField(created, step, withPath(undefined, rest, value));
    return created;
  }
  const copy: BsonDocument = { ...source };
  const next = withPath(fieldOf(source, step), rest, value);
  if (next === undefined) delete copy[step];
  else setField(copy, step, next);
  return copy;
}
