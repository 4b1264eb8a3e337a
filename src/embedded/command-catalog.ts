import { Int32 } from "bson";
import { MongoError } from "./mongo-error.ts";
import { writeDocument, type BsonDocument } from "./bson-value.ts";
import type { Collection } from "./collection.ts";
import {
  checkOptions,
  countOption,
  documentList,
  documentOption,
  FIRST_BATCH,
  namespaceOf,
  type Command,
  type CommandContext,
} from "./command.ts";
import { describeIndex, parseIndexDefinition } from "./index-definition.ts";
import { removeExpired } from "./time-to-live.ts";

export const createIndexes: Command = (body, context) => {
  checkOptions("createIndexes", body, ["indexes", "commitQuorum"]);
  const definitions = documentList("indexes", body, context).map(parseIndexDefinition);
  const namespace = namespaceOf("createIndexes", body, context);
  const createdCollectionAutomatically = context.catalog.find(namespace) === null;
  const collection = context.catalog.ensure(namespace);
  const numIndexesBefore = new Int32(collection.indexes.length);
  const known = new Set(collection.indexes);
  try {
    for (const definition of definitions) context.catalog.addIndex(collection, definition);
  } catch (error) {
    for (const index of [...collection.indexes])
      if (!known.has(index)) context.catalog.dropIndex(collection, index.definition.name);
    throw error;
  }
  return { numIndexesBefore, numIndexesAfter: new Int32(collection.indexes.length), createdCollectionAutomatically };
};

/** The database's collections by name; a filter is not taken. */
export const listCollections: Command = (body, context) => {
  checkOptions("listCollections", body, ["cursor", "nameOnly", "authorizedCollections", "filter"]);
  if (Object.keys(documentOption(body, "filter") ?? {}).length > 0)
    throw new MongoError("CommandNotSupported", "listCollections takes no filter on the embedded server");
  const prefix = `${context.database}.`;
  const names = context.catalog.ofDatabase(context.database).map(({ namespace }) => namespace.slice(prefix.length));
  const bytes = names.sort().map((name) => writeDocument({ name, type: "collection" }));
  const batchSize = countOption(documentOption(body, "cursor") ?? {}, "batchSize", FIRST_BATCH);
  return context.cursors.open(`${prefix}$cmd.listCollections`, { bytes, render: null }, batchSize);
};

export const listIndexes: Command = (body, context) => {
  checkOptions("listIndexes", body, ["cursor"]);
  const { indexes, namespace } = existing("listIndexes", body, context);
  const bytes = indexes.map(({ definition }) => writeDocument(describeIndex(definition)));
  const batchSize = countOption(documentOption(body, "cursor") ?? {}, "batchSize", FIRST_BATCH);
  return context.cursors.open(namespace, { bytes, render: null }, batchSize);
};

/** Drops indexes by their names, or all but that of `_id` ("*"). */
export const dropIndexes: Command = (body, context) => {
  checkOptions("dropIndexes", body, ["index"]);
  const collection = existing("dropIndexes", body, context);
  const names = collection.indexes.map(({ definition }) => definition.name);
  const wanted = body["index"] === "*" ? names.slice(1) : [body["index"]].flat();
  for (const name of wanted) {
    if (name === "_id_") throw new MongoError("InvalidOptions", "cannot drop _id index");
    if (typeof name !== "string" || !names.includes(name))
      throw new MongoError("IndexNotFound", `index not found with name [${String(name)}]`);
    context.catalog.dropIndex(collection, name);
  }
  return { nIndexesWas: new Int32(names.length) };
};

export const drop: Command = (body, context) => {
  checkOptions("drop", body, []);
  const collection = context.catalog.find(namespaceOf("drop", body, context));
  if (collection === null) return {};
  context.catalog.drop(collection);
  return { nIndexesWas: new Int32(collection.indexes.length), ns: collection.namespace };
};

export const dropDatabase: Command = (body, context) => {
  checkOptions("dropDatabase", body, []);
  for (const collection of context.catalog.ofDatabase(context.database)) context.catalog.drop(collection);
  return { dropped: context.database };
};

/**
 * Not MongoDB's: removes now what its TTL indexes say has expired, as the minute's sweep does.
 * `{expireDocuments: 1, now?: Date}` → `{removed: number}`
 */
export const expireDocuments: Command = async (body, context) => {
  checkOptions("expireDocuments", body, ["now"]);
  const now = body["now"] instanceof Date ? body["now"] : context.clock.now();
  let removed = 0;
  for (let more = true; more; await context.pace.breathe()) {
    const swept = removeExpired(context.catalog, now);
    removed += swept.removed;
    more = swept.more;
  }
  return { removed: new Int32(removed) };
};

function existing(name: string, body: BsonDocument, context: CommandContext): Collection {
  const namespace = namespaceOf(name, body, context);
  const collection = context.catalog.find(namespace);
  if (collection === null) throw new MongoError("NamespaceNotFound", `ns does not exist: ${namespace}`);
  return collection;
}
