import type { Clock } from "../clock.ts";
import { MongoError, badValue } from "./mongo-error.ts";
import { isArray, isDocument, readDocument, type BsonDocument } from "./bson-value.ts";
import type { Catalog } from "./catalog.ts";
import type { CursorStore } from "./cursor-store.ts";
import { refuseCollation } from "./index-definition.ts";
import { isNumeric, toWholeNumber } from "./numeric.ts";
import type { Pace } from "./pace.ts";

/** What a command works with. One is made for each message. */
export type CommandContext = {
  catalog: Catalog;
  cursors: CursorStore;
  clock: Clock;
  database: string;
  /** Lists of documents sent beside the command's body, by name, as bytes. */
  sequences: ReadonlyMap<string, Uint8Array[]>;
  pace: Pace;
};

/** A document without `ok`, which is added, or a whole answer as bytes. */
export type Answer = BsonDocument | Uint8Array;
export type Command = (body: BsonDocument, context: CommandContext) => Answer | Promise<Answer>;

/** Fields any command may have; they change nothing here. */
const GENERAL_FIELDS = [
  "$db",
  "$readPreference",
  "$clusterTime",
  "lsid",
  "apiVersion",
  "apiStrict",
  "apiDeprecationErrors",
  "comment",
  "maxTimeMS",
  "readConcern",
  "writeConcern",
  "bypassDocumentValidation",
  "hint",
  "let",
];

/**
 * Refuses by name every option this server does not know: what it ignores might change what the command means.
 * @throws MongoError 40415, and IllegalOperation for transactions and retryable writes
 */
export function checkOptions(name: string, body: BsonDocument, known: readonly string[]): void {
  if ("txnNumber" in body || "startTransaction" in body || "autocommit" in body) {
    throw new MongoError(
      "IllegalOperation",
      "Transactions and retryable writes are not supported by the embedded server (Transaction numbers are only allowed on a replica set member or mongos)",
    );
  }
  for (const [option, value] of Object.entries(body)) {
    if (option === name || known.includes(option)) continue;
    if (option === "collation") refuseCollation(value);
    else if (option === "let" && isDocument(value) && Object.keys(value).length > 0)
      throw badValue("the option 'let' is not supported by the embedded server");
    else if (!GENERAL_FIELDS.includes(option) && value !== false && value !== null) {
      throw new MongoError(
        "Location40415",
        `BSON field '${name}.${option}' is an unknown field or not supported by the embedded server.`,
      );
    }
  }
}

export function namespaceOf(name: string, body: BsonDocument, context: CommandContext): string {
  const collection = body[name];
  if (typeof collection !== "string" || collection === "") {
    throw new MongoError("InvalidNamespace", `collection name has invalid type or is empty in '${name}'`);
  }
  return `${context.database}.${collection}`;
}

/** A list of documents, wherever the driver put it: in the command's body or beside it. */
export function documentList(name: string, body: BsonDocument, context: CommandContext): BsonDocument[] {
  const beside = context.sequences.get(name);
  if (beside !== undefined) return checkLength(beside).map(readDocument);
  const list = body[name];
  if (!isArray(list)) throw badValue(`'${name}' must be an array`);
  return checkLength(list).map((element) => {
    if (!isDocument(element)) throw badValue(`'${name}' must be an array of objects`);
    return element;
  });
}

/** How many documents a first answer holds when nobody says. */
export const FIRST_BATCH = 101;

export const MAXIMUM_BATCH = 100_000;

export function checkLength<T>(list: T[]): T[] {
  if (list.length > 0 && list.length <= MAXIMUM_BATCH) return list;
  throw new MongoError(
    "InvalidLength",
    `Write batch sizes must be between 1 and ${MAXIMUM_BATCH}. Got ${list.length} operations.`,
  );
}

export function countOption(body: BsonDocument, name: string, fallback: number): number {
  const value = body[name];
  if (value === undefined || value === null) return fallback;
  const count = isNumeric(value) ? toWholeNumber(value, name) : NaN;
  if (Number.isNaN(count) || count < 0) throw badValue(`'${name}' must be a whole number that is not negative`);
  return count;
}

export function documentOption(body: BsonDocument, name: string): BsonDocument | null {
  const value = body[name];
  if (value === undefined || value === null) return null;
  if (!isDocument(value)) throw new MongoError("TypeMismatch", `'${name}' must be an object`);
  return value;
}
