import { BSONError, Int32, ObjectId } from "bson";
import { MongoError, badValue } from "./mongo-error.ts";
import {
  isArray,
  isDocument,
  readDocument,
  tooLarge,
  writeDocument,
  MAXIMUM_DOCUMENT_BYTES,
  type BsonDocument,
} from "./bson-value.ts";
import { FieldPicker } from "./bson-bytes.ts";
import type { Collection, IndexedKeys } from "./collection.ts";
import type { StoredDocument } from "./collection-index.ts";
import {
  checkLength,
  checkOptions,
  documentList,
  documentOption,
  namespaceOf,
  type Command,
  type CommandContext,
} from "./command.ts";
import { parseFilter, type Condition } from "./filter.ts";
import { isNumeric, isTrue, toNumber } from "./numeric.ts";
import { compileProjection } from "./projection.ts";
import { runQuery } from "./query.ts";
import { parseSort } from "./sort-order.ts";
import { compileUpdate, updatedDocument, upsertedDocument, type Update } from "./update.ts";

export const insert: Command = async (body, context) => {
  checkOptions("insert", body, ["documents", "ordered"]);
  const collection = context.catalog.ensure(namespaceOf("insert", body, context));
  const list = checkLength(insertedBytes(body, context));
  let inserted = 0;
  const writeErrors = await eachStatement(list, body, context, (bytes) => {
    collection.insert(bytes, () => writeDocument({ _id: new ObjectId(), ...readDocument(bytes) }));
    inserted++;
  });
  return { n: new Int32(inserted), ...writeErrors };
};

function insertedBytes(body: BsonDocument, context: CommandContext): Uint8Array[] {
  const beside = context.sequences.get("documents");
  if (beside !== undefined) return beside;
  if (!isArray(body["documents"])) throw badValue("'documents' must be an array");
  return body["documents"].map((document) => {
    if (!isDocument(document)) throw badValue("'documents' must be an array of objects");
    return writeDocument(document);
  });
}

/** Runs a bulk's statements one by one; an ordered bulk stops at its first error, what went before stays. */
async function eachStatement<T>(
  list: T[],
  body: BsonDocument,
  context: CommandContext,
  run: (statement: T, at: number) => void | Promise<void>,
): Promise<BsonDocument> {
  const writeErrors: BsonDocument[] = [];
  for (const [at, statement] of list.entries()) {
    try {
      const running = run(statement, at);
      if (running !== undefined) await running;
    } catch (error) {
      writeErrors.push({ index: new Int32(at), ...writeError(error) });
      if (body["ordered"] !== false) break;
    }
    if (context.pace.isDue()) await context.pace.breathe();
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}

function writeError(error: unknown): BsonDocument {
  if (error instanceof MongoError)
    return { code: new Int32(error.code), codeName: error.codeName, errmsg: error.message, ...error.details };
  if (error instanceof BSONError) return writeError(new MongoError("InvalidBSON", error.message));
  throw error;
}

export const update: Command = async (body, context) => {
  checkOptions("update", body, ["updates", "ordered"]);
  const statements = documentList("updates", body, context);
  const collection = context.catalog.ensure(namespaceOf("update", body, context));
  const upserted: BsonDocument[] = [];
  const counts = { matched: 0, modified: 0 };
  const writeErrors = await eachStatement(statements, body, context, async (statement, at) => {
    const id = await runUpdate(collection, statement, counts, context);
    if (id !== undefined) upserted.push({ index: new Int32(at), _id: id });
  });
  return {
    n: new Int32(counts.matched + upserted.length),
    nModified: new Int32(counts.modified),
    ...(upserted.length > 0 && { upserted }),
    ...writeErrors,
  };
};

/** @returns the `_id` of an inserted document, undefined when none was inserted */
async function runUpdate(
  collection: Collection,
  statement: BsonDocument,
  counts: { matched: number; modified: number },
  context: CommandContext,
): Promise<unknown> {
  refuseArrayFilters(statement);
  checkOptions("update.updates", statement, ["q", "u", "multi", "upsert"]);
  const multi = isTrue(statement["multi"]);
  const change = compileUpdate(statement["u"]);
  if (multi && change.kind === "replacement")
    throw new MongoError("FailedToParse", "multi update is not supported for replacement-style update");
  const condition = parseFilter(statement["q"]);
  const { found } = await runQuery(collection, { condition, sort: null, skip: 0, limit: multi ? 0 : 1 }, context.pace);
  for (const stored of found) {
    const modified = modify(collection, stored, change);
    counts.matched++;
    if (modified) counts.modified++;
    if (context.pace.isDue()) await context.pace.breathe();
  }
  if (found.length > 0 || !isTrue(statement["upsert"])) return undefined;
  return upsert(collection, change, condition)["_id"];
}

function refuseArrayFilters(statement: BsonDocument): void {
  const filters = statement["arrayFilters"];
  if (filters !== undefined && !(isArray(filters) && filters.length === 0))
    throw badValue("arrayFilters are not supported by the embedded server");
  delete statement["arrayFilters"];
}

/** @returns whether anything about the document changed */
function modify(collection: Collection, stored: StoredDocument, change: Update): boolean {
  const { fields } = change;
  if (fields === null) return modifyWhole(collection, stored, change);
  const concerned = collection.indexes.filter(({ topFields }) => topFields.some((field) => fields.has(field)));
  const picker = new FieldPicker(["_id", ...fields, ...concerned.flatMap(({ topFields }) => topFields)]);
  const document = picker.read(stored.bytes);
  const before = collection.keysOf(document, concerned);
  const after = updatedDocument(change, document);
  return store(collection, stored, before, after, picker.merge(stored.bytes, writeDocument(after)));
}

function modifyWhole(collection: Collection, stored: StoredDocument, change: Update): boolean {
  const document = change.kind === "replacement" ? collection.readIndexed(stored) : readDocument(stored.bytes);
  const before = collection.keysOf(document);
  const after = updatedDocument(change, document);
  return store(collection, stored, before, after, writeDocument(after));
}

function store(
  collection: Collection,
  stored: StoredDocument,
  before: IndexedKeys,
  after: BsonDocument,
  bytes: Uint8Array,
): boolean {
  if (Buffer.compare(bytes, stored.bytes) === 0) return false;
  if (bytes.length > MAXIMUM_DOCUMENT_BYTES) throw tooLarge(String(bytes.length));
  collection.replace(stored, before, after, bytes);
  return true;
}

function upsert(collection: Collection, change: Update, condition: Condition): BsonDocument {
  const document = upsertedDocument(change, condition);
  const withId = "_id" in document ? document : { _id: new ObjectId(), ...document };
  collection.insert(writeDocument(withId), () => writeDocument(withId));
  return withId;
}

export const remove: Command = async (body, context) => {
  checkOptions("delete", body, ["deletes", "ordered"]);
  const statements = documentList("deletes", body, context);
  const collection = context.catalog.find(namespaceOf("delete", body, context));
  let removed = 0;
  const writeErrors = await eachStatement(statements, body, context, async (statement) => {
    checkOptions("delete.deletes", statement, ["q", "limit"]);
    const limit = isNumeric(statement["limit"]) ? toNumber(statement["limit"]) : 0;
    if (collection === null) return;
    const query = { condition: parseFilter(statement["q"]), sort: null, skip: 0, limit };
    for (const stored of (await runQuery(collection, query, context.pace)).found) {
      collection.remove(stored);
      removed++;
      if (context.pace.isDue()) await context.pace.breathe();
    }
  });
  return { n: new Int32(removed), ...writeErrors };
};

const FIND_AND_MODIFY_OPTIONS = ["query", "sort", "remove", "update", "new", "fields", "upsert"];

export const findAndModify: Command = async (body, context) => {
  refuseArrayFilters(body);
  const name = "findAndModify" in body ? "findAndModify" : "findandmodify";
  checkOptions(name, body, FIND_AND_MODIFY_OPTIONS);
  const removing = isTrue(body["remove"]);
  const returnNew = isTrue(body["new"]);
  if (removing === "update" in body)
    throw new MongoError("FailedToParse", "Either an update or remove=true must be specified, and not both");
  if (removing && (returnNew || isTrue(body["upsert"])))
    throw new MongoError("FailedToParse", "Cannot specify both new=true or upsert=true and remove=true");
  const fields = documentOption(body, "fields");
  const shape = fields === null || Object.keys(fields).length === 0 ? null : compileProjection(fields);
  const change = removing ? null : compileUpdate(body["update"]);
  const namespace = namespaceOf(name, body, context);
  const collection = context.catalog.ensure(namespace);
  const condition = parseFilter(body["query"]);
  const query = { condition, sort: parseSort(body["sort"]), skip: 0, limit: 1 };
  const [stored] = (await runQuery(collection, query, context.pace)).found;
  const answer = (value: BsonDocument | null, lastErrorObject: BsonDocument): BsonDocument => ({
    lastErrorObject,
    value: value === null || shape === null ? value : shape.apply(value),
  });
  if (stored === undefined) {
    if (change === null || !isTrue(body["upsert"]))
      return answer(null, { n: new Int32(0), ...(change !== null && { updatedExisting: false }) });
    const inserted = upsert(collection, change, condition);
    return answer(returnNew ? inserted : null, { n: new Int32(1), updatedExisting: false, upserted: inserted["_id"] });
  }
  const before = readDocument(stored.bytes);
  if (change === null) {
    collection.remove(stored);
    return answer(before, { n: new Int32(1) });
  }
  modify(collection, stored, change);
  return answer(returnNew ? readDocument(stored.bytes) : before, { n: new Int32(1), updatedExisting: true });
};
