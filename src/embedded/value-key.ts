import { Binary, BSONRegExp, Double, Int32, Long, ObjectId, Timestamp } from "bson";
import { badValue } from "./mongo-error.ts";
import { bsonType, isArray, isDocument, type BsonDocument } from "./bson-value.ts";

/**
 * Every BSON value as a string of bytes (one character each, 0–255) whose plain string order is MongoDB's order of
 * values, and which is equal exactly when MongoDB calls the values equal (1, 1.0 and NumberLong(1) are).
 * No key is a prefix of another, so keys may be joined into compound keys.
 * Order: https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 */
export function valueKey(value: unknown): string {
  switch (typeof value) {
    case "string":
      return RANK.string + textKey(value);
    case "boolean":
      return value ? TRUE_KEY : FALSE_KEY;
    case "number":
      return RANK.number + numberKey(value);
    case "undefined":
      return RANK.missing;
    case "object":
      return objectKey(value);
    default:
      throw badValue(`a ${typeof value} has no place in BSON`);
  }
}

/** The first character of a key: values of different ranks never match in a comparison by `$gt`, `$lt` and the like. */
export const RANK = {
  minKey: "\x01",
  missing: "\x02",
  null: "\x03",
  number: "\x05",
  string: "\x06",
  object: "\x07",
  array: "\x08",
  binary: "\x09",
  objectId: "\x0a",
  boolean: "\x0b",
  date: "\x0c",
  timestamp: "\x0d",
  regex: "\x0e",
  code: "\x10",
  maxKey: "\x7f",
} as const;

const TRUE_KEY = `${RANK.boolean}\x01`;
const FALSE_KEY = `${RANK.boolean}\x00`;
export const NULL_KEY = RANK.null;
export const NAN_KEY = valueKey(NaN);

/** Sorts after every key that begins with the text it is appended to. No key ends like this. */
export const AFTER = "\xff\xff";

/** The same key for a descending field: its order is turned round. */
export function invertKey(key: string): string {
  const bytes = Buffer.from(key, "latin1");
  for (let at = 0; at < bytes.length; at++) bytes[at] = 255 - (bytes[at] ?? 0);
  return bytes.toString("latin1");
}

export function compareKeys(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function compareValues(left: unknown, right: unknown): number {
  return compareKeys(valueKey(left), valueKey(right));
}

export function sameValue(left: unknown, right: unknown): boolean {
  return left === right || valueKey(left) === valueKey(right);
}

const PLAIN_TEXT = /^[\x01-\x7f]*$/;

function textKey(text: string): string {
  if (PLAIN_TEXT.test(text)) return `${text}\x00\x01`;
  // A zero byte inside a text is escaped so that it still sorts after the text's end, in both directions.
  return `${Buffer.from(text, "utf8").toString("latin1").replaceAll("\x00", "\x00\xff")}\x00\x01`;
}

function objectKey(value: object | null): string {
  if (value === null) return NULL_KEY;
  if (value instanceof Date) return `${RANK.date}${sortableDouble(value.getTime())}\x00`;
  if (isArray(value)) return `${RANK.array}${value.map(elementKey).join("")}\x00`;
  if (isDocument(value)) return documentKey(value);
  if (value instanceof Int32 || value instanceof Double) return RANK.number + numberKey(value.value);
  if (value instanceof ObjectId) return RANK.objectId + value.toHexString();
  if (value instanceof Timestamp) return `${RANK.timestamp}${byte4(value.t)}${byte4(value.i)}\x00`;
  if (value instanceof Long) return RANK.number + longKey(value);
  if (value instanceof Binary) return binaryKey(value.value(), value.sub_type);
  if (value instanceof Uint8Array) return binaryKey(value, 0);
  if (value instanceof BSONRegExp) return RANK.regex + textKey(value.pattern) + textKey(value.options);
  return otherKey(value);
}

function otherKey(value: object): string {
  const type = bsonType(value);
  if (type === "MinKey") return RANK.minKey;
  if (type === "MaxKey") return RANK.maxKey;
  throw badValue(`a value of type ${type} can be neither compared nor indexed here`);
}

/** Numbers of all types in one order: the eight bytes of the nearest double, then what that leaves out. */
function numberKey(value: number): string {
  return `${sortableDouble(value)}\x80`;
}

function longKey(value: Long): string {
  const exact = value.toBigInt();
  const nearest = Number(exact);
  // Beyond 2^53 doubles are further apart than whole numbers, by at most 2^10; in this range that is all a double leaves out.
  const rest = Number(exact - BigInt(nearest));
  return rest === 0 ? numberKey(nearest) : `${sortableDouble(nearest)}${rest < 0 ? "\x7f" : "\x81"}${byte4(rest)}`;
}

const view = new DataView(new ArrayBuffer(8));

/** Eight characters whose order is the order of doubles; NaN comes first, as in MongoDB, and -0 equals 0. */
function sortableDouble(value: number): string {
  if (Number.isNaN(value)) return "\0".repeat(8);
  view.setFloat64(0, value === 0 ? 0 : value);
  let high = view.getUint32(0);
  let low = view.getUint32(4);
  if (high >= 0x80000000) {
    high = ~high;
    low = ~low;
  } else {
    high |= 0x80000000;
  }
  return byte4(high) + byte4(low);
}

function elementKey(value: unknown): string {
  return valueKey(value ?? null);
}

/** Documents compare field by field: first the type, then the name, then the value. */
function documentKey(document: BsonDocument): string {
  let key: string = RANK.object;
  for (const [name, value] of Object.entries(document)) {
    const inner = elementKey(value);
    key += inner.charAt(0) + textKey(name) + inner;
  }
  return `${key}\x00`;
}

function binaryKey(bytes: Uint8Array, subtype: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  return `${RANK.binary}${byte4(bytes.length)}${String.fromCharCode(subtype)}${text}\x00`;
}

function byte4(value: number): string {
  return String.fromCharCode((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}
