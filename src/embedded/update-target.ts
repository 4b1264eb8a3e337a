import { MongoError, badValue } from "./mongo-error.ts";
import { fieldOf, isArray, isDocument, setField, typeName, type BsonDocument } from "./bson-value.ts";
import { showValue } from "./show-value.ts";
import { isArrayIndex, type Path } from "./document-path.ts";

/** Reading and changing one path of a document in place, with the rules of update operators about what is in the way. */

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

/** The array at a path, null when nothing is there. @throws MongoError BadValue when something else is. */
export function arrayAt(document: BsonDocument, path: Path, operator: string): unknown[] | null {
  const value = valueAt(document, path);
  if (value === undefined) return null;
  if (isArray(value)) return value;
  const where = path.join(".");
  const text =
    operator === "$push"
      ? `The field '${where}' must be an array but is of type ${typeName(value)} in document {_id: ${showValue(document["_id"])}}`
      : `Cannot apply ${operator} to a non-array field. Field named '${where}' has a non-array type ${typeName(value)}`;
  throw badValue(text);
}
