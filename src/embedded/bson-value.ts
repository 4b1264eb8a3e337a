import { BSONError, deserialize, serialize } from "bson";
import { MongoError, badValue } from "./mongo-error.ts";

/**
 * A document as this server holds it while it works on it: every BSON type stays what it was (an int32 is an Int32, a
 * double a Double), so that reading and writing a document back changes nothing.
 */
export type BsonDocument = { [name: string]: unknown };

/** Largest document, in bytes (https://www.mongodb.com/docs/manual/reference/limits/). */
export const MAXIMUM_DOCUMENT_BYTES = 16 * 1024 * 1024;

const KEEP_TYPES = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
  validation: { utf8: false },
} as const;

export function readDocument(bytes: Uint8Array): BsonDocument {
  return deserialize(bytes, KEEP_TYPES);
}

/** @throws MongoError BSONObjectTooLarge above 16 MB, BadValue for what BSON cannot hold. */
export function writeDocument(document: BsonDocument): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = serialize(document);
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge("over 17 MB");
    if (error instanceof BSONError) throw badValue(error.message);
    throw error;
  }
  if (bytes.length > MAXIMUM_DOCUMENT_BYTES) throw tooLarge(String(bytes.length));
  return bytes;
}

export function tooLarge(size: string): MongoError {
  const limit = MAXIMUM_DOCUMENT_BYTES;
  return new MongoError("BSONObjectTooLarge", `BSONObj size: ${size} is invalid. Size must be between 0 and ${limit}`);
}

/** The BSON class of a wrapped value ("Int32", "Double", "Long", "ObjectId", …), or null. */
export function bsonType(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("_bsontype" in value)) return null;
  return typeof value._bsontype === "string" ? value._bsontype : null;
}

/** True for an embedded document; false for arrays, dates and every other BSON value. */
export function isDocument(value: unknown): value is BsonDocument {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !(value instanceof Date) && !(value instanceof Uint8Array) && bsonType(value) === null;
}

export function isArray(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

/** A field's value, undefined when the document has no such field of its own. */
export function fieldOf(document: BsonDocument, name: string): unknown {
  return Object.hasOwn(document, name) ? document[name] : undefined;
}

/** Sets an own field. `__proto__` is refused: as a plain assignment it would change the object's prototype. */
export function setField(document: BsonDocument, name: string, value: unknown): void {
  if (name === "__proto__") throw badValue("the field name '__proto__' is not supported");
  document[name] = value;
}

/** MongoDB's name of a value's type, as in `$type` and in error messages. */
export function typeName(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? "int" : "double";
  if (isArray(value)) return "array";
  if (value instanceof Date) return "date";
  return WRAPPED_TYPE_NAMES[bsonType(value) ?? ""] ?? "object";
}

const WRAPPED_TYPE_NAMES: Record<string, string> = {
  Int32: "int",
  Double: "double",
  Long: "long",
  Decimal128: "decimal",
  Binary: "binData",
  ObjectId: "objectId",
  Timestamp: "timestamp",
  BSONRegExp: "regex",
  BSONSymbol: "symbol",
  Code: "javascript",
  MinKey: "minKey",
  MaxKey: "maxKey",
};

/** A value as it stands in MongoDB's messages. */
export function showValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (isArray(value)) return `[ ${value.map(showValue).join(", ")} ]`;
  if (typeName(value) === "objectId") return `ObjectId('${String(value)}')`;
  if (typeof value === "object" && value !== null && typeName(value) === "object") {
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${name}: ${showValue(inner)}`)
      .join(", ")} }`;
  }
  return String(value);
}
