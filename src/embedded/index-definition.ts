import { MongoError, badValue } from "./mongo-error.ts";
import { isDocument, type BsonDocument } from "./bson-value.ts";
import { parseFilter, type Condition } from "./filter.ts";
import { isNumeric, isTrue, toNumber } from "./numeric.ts";
import { parseSort, type SortField } from "./sort-order.ts";
import { valueKey } from "./value-key.ts";

/** An index as asked for by `createIndexes`, checked. */
export type IndexDefinition = {
  name: string;
  key: BsonDocument;
  fields: readonly SortField[];
  unique: boolean;
  partialFilter: BsonDocument | null;
  partialCondition: Condition | null;
  expireAfterSeconds: number | null;
};

/** Options that say nothing about what the index does. */
const IGNORED_OPTIONS = ["v", "background", "comment", "ns", "hidden"];
const KNOWN_OPTIONS = ["key", "name", "unique", "partialFilterExpression", "expireAfterSeconds", "sparse", "collation"];

/** @throws MongoError CannotCreateIndex naming what is not supported (sparse, text, hashed, …). */
export function parseIndexDefinition(specification: unknown): IndexDefinition {
  if (!isDocument(specification)) throw new MongoError("TypeMismatch", "an index specification must be an object");
  const { key } = specification;
  const fields = isDocument(key) ? indexFields(key) : null;
  if (fields === null || !isDocument(key)) throw cannot("Index keys cannot be empty.");
  for (const [option, value] of Object.entries(specification)) {
    if (IGNORED_OPTIONS.includes(option)) continue;
    if (!KNOWN_OPTIONS.includes(option))
      throw cannot(`the index option '${option}' is not supported by the embedded server`);
    if (option === "sparse" && isTrue(value))
      throw cannot("the index option 'sparse' is not supported by the embedded server; use partialFilterExpression");
    if (option === "collation") refuseCollation(value);
  }
  const partial = specification["partialFilterExpression"];
  if (partial !== undefined && !isDocument(partial)) throw cannot("partialFilterExpression must be an object");
  const partialCondition = partial === undefined ? null : parseFilter(partial);
  if (partialCondition !== null) checkPartial(partialCondition);
  return {
    name: typeof specification["name"] === "string" ? specification["name"] : defaultName(fields),
    key,
    fields,
    unique: isTrue(specification["unique"]),
    partialFilter: partial ?? null,
    partialCondition,
    expireAfterSeconds: parseExpiry(specification["expireAfterSeconds"], fields),
  };
}

function indexFields(key: BsonDocument): SortField[] | null {
  for (const [path, direction] of Object.entries(key)) {
    if (typeof direction === "string")
      throw cannot(`index type '${direction}' is not supported by the embedded server`);
    if (!isNumeric(direction) || toNumber(direction) === 0)
      throw cannot(`Values in the index key pattern must be 1 or -1, at '${path}'`);
    if (path.includes("$")) throw cannot(`the wildcard index path '${path}' is not supported by the embedded server`);
  }
  return parseSort(
    Object.fromEntries(Object.entries(key).map(([path, d]) => [path, isNumeric(d) && toNumber(d) < 0 ? -1 : 1])),
  );
}

function parseExpiry(value: unknown, fields: readonly SortField[]): number | null {
  if (value === undefined) return null;
  if (!isNumeric(value) || toNumber(value) < 0 || toNumber(value) > 2147483647) {
    throw cannot("TTL index 'expireAfterSeconds' option must be within an acceptable range, 0 to 2147483647");
  }
  if (fields.length !== 1) throw cannot("TTL indexes are single-field indexes, compound indexes do not support TTL");
  return toNumber(value);
}

/** Only `{locale: "simple"}`, which is the order of bytes, is what this server has. */
export function refuseCollation(collation: unknown): void {
  if (collation === undefined || (isDocument(collation) && collation["locale"] === "simple")) return;
  throw badValue("collation other than {locale: 'simple'} is not supported by the embedded server");
}

/** https://www.mongodb.com/docs/manual/core/index-partial/ */
function checkPartial(condition: Condition): void {
  if (condition.kind === "and") return condition.parts.forEach(checkPartial);
  if (condition.kind === "field" && (condition.operator !== "$exists" || isTrue(condition.argument))) return;
  throw cannot("Expression not supported in partial index");
}

function defaultName(fields: readonly SortField[]): string {
  return fields.map(({ path, descending }) => `${path}_${descending ? -1 : 1}`).join("_");
}

function cannot(message: string): MongoError {
  return new MongoError("CannotCreateIndex", message);
}

/** The definition as `listIndexes` shows it and as it is stored. */
export function describeIndex(definition: IndexDefinition): BsonDocument {
  return {
    v: 2,
    key: definition.key,
    name: definition.name,
    ...(definition.unique && definition.name !== "_id_" && { unique: true }),
    ...(definition.partialFilter !== null && { partialFilterExpression: definition.partialFilter }),
    ...(definition.expireAfterSeconds !== null && { expireAfterSeconds: definition.expireAfterSeconds }),
  };
}

export function sameIndex(left: IndexDefinition, right: IndexDefinition): boolean {
  return (
    left.unique === right.unique &&
    left.expireAfterSeconds === right.expireAfterSeconds &&
    sameIndexKey(left, right) &&
    valueKey(left.partialFilter) === valueKey(right.partialFilter)
  );
}

export function sameIndexKey(left: IndexDefinition, right: IndexDefinition): boolean {
  return defaultName(left.fields) === defaultName(right.fields);
}
