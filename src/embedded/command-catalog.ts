import { Int32, Long } from "bson";
import { MongoError } from "./mongo-error.ts";
import { isArray, isDocument, writeDocument, type BsonDocument } from "./bson-value.ts";
import type { Collection } from "./collection.ts";
import {
  checkOptions,
  countOption,
  documentList,
  documentOption,
  namespaceOf,
  type Command,
  type CommandContext,
} from "./command.ts";
import { parseFilter } from "./filter.ts";
import { describeIndex, parseExpiry, parseIndexDefinition, type IndexDefinition } from "./index-definition.ts";
import { compileMatcher } from "./matcher.ts";
import { sweepExpired } from "./time-to-live.ts";
import { valueKey } from "./value-key.ts";

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

export const listIndexes: Command = (body, context) => {
  checkOptions("listIndexes", body, ["cursor"]);
  const collection = existing("listIndexes", body, context);
  const indexes = collection.indexes.map(({ definition }) => {
    const { unique, ...rest } = describeIndex(definition);
    return definition.name === "_id_" ? rest : { ...rest, ...(unique === true && { unique }) };
  });
  return openList(collection.namespace, indexes, body, context);
};

export const dropIndexes: Command = (body, context) => {
  checkOptions("dropIndexes", body, ["index"]);
  const collection = existing("dropIndexes", body, context);
  const nIndexesWas = new Int32(collection.indexes.length);
  for (const { name } of chosenIndexes(collection, body["index"])) context.catalog.dropIndex(collection, name);
  return { nIndexesWas };
};

function chosenIndexes(collection: Collection, wanted: unknown): IndexDefinition[] {
  const definitions = collection.indexes.map(({ definition }) => definition);
  if (wanted === "*") return definitions.slice(1);
  const names = isArray(wanted) ? wanted : [wanted];
  return names.map((name) => {
    const found = definitions.find((definition) =>
      isDocument(name) ? valueKey(definition.key) === valueKey(name) : definition.name === name,
    );
    if (found === undefined) throw new MongoError("IndexNotFound", `index not found with name [${String(name)}]`);
    if (found.name === "_id_") throw new MongoError("InvalidOptions", "cannot drop _id index");
    return found;
  });
}

export const create: Command = (body, context) => {
  checkOptions("create", body, []);
  const namespace = namespaceOf("create", body, context);
  if (context.catalog.find(namespace) !== null)
    throw new MongoError("NamespaceExists", `Collection ${namespace} already exists.`);
  context.catalog.ensure(namespace);
  return {};
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
  for (const { collection } of context.catalog.ofDatabase(context.database)) context.catalog.drop(collection);
  return { dropped: context.database };
};

export const listCollections: Command = (body, context) => {
  checkOptions("listCollections", body, ["filter", "nameOnly", "authorizedCollections", "cursor"]);
  const matches = compileMatcher(parseFilter(body["filter"] ?? undefined), context.surroundings);
  const described = context.catalog.ofDatabase(context.database).map(({ name }) => ({
    name,
    type: "collection",
    ...(body["nameOnly"] !== true && {
      options: {},
      info: { readOnly: false },
      idIndex: { v: new Int32(2), key: { _id: new Int32(1) }, name: "_id_" },
    }),
  }));
  return openList(`${context.database}.$cmd.listCollections`, described.filter(matches), body, context);
};

export const listDatabases: Command = (body, context) => {
  checkOptions("listDatabases", body, ["filter", "nameOnly", "authorizedDatabases"]);
  const matches = compileMatcher(parseFilter(body["filter"] ?? undefined), context.surroundings);
  const databases = context.catalog.databases().map((name) => {
    if (body["nameOnly"] === true) return { name };
    const collections = context.catalog.ofDatabase(name).map(({ collection }) => collection);
    const bytes = collections.reduce(
      (sum, { documents }) => sum + [...documents.values()].reduce((size, stored) => size + stored.bytes.length, 0),
      0,
    );
    return { name, sizeOnDisk: Long.fromNumber(bytes), empty: false };
  });
  return { databases: databases.filter(matches) };
};

/** Changes an index's `expireAfterSeconds`, and nothing else. */
export const collMod: Command = (body, context) => {
  checkOptions("collMod", body, ["index"]);
  const collection = existing("collMod", body, context);
  const change = documentOption(body, "index") ?? {};
  checkOptions("collMod.index", change, ["name", "keyPattern", "expireAfterSeconds"]);
  const [definition] = chosenIndexes(collection, change["name"] ?? change["keyPattern"]);
  const expiry = definition === undefined ? null : parseExpiry(change["expireAfterSeconds"], definition.fields);
  if (definition === undefined || expiry === null)
    throw new MongoError("InvalidOptions", "collMod needs index.expireAfterSeconds");
  context.catalog.changeExpiry(collection, definition.name, expiry);
  const old = definition.expireAfterSeconds;
  return {
    ...(old !== null && { expireAfterSeconds_old: Long.fromNumber(old) }),
    expireAfterSeconds_new: Long.fromNumber(expiry),
  };
};

/**
 * Not MongoDB's: removes now what its TTL indexes say has expired, as the minute's sweep does.
 * `{expireDocuments: 1, now?: Date}` → `{removed: number}`
 */
export const expireDocuments: Command = async (body, context) => {
  checkOptions("expireDocuments", body, ["now"]);
  const now = body["now"] instanceof Date ? body["now"] : context.surroundings.now;
  return { removed: new Int32(await sweepExpired(context.catalog, now, context.pace)) };
};

function existing(name: string, body: BsonDocument, context: CommandContext): Collection {
  const namespace = namespaceOf(name, body, context);
  const collection = context.catalog.find(namespace);
  if (collection === null) throw new MongoError("NamespaceNotFound", `ns does not exist: ${namespace}`);
  return collection;
}

function openList(
  namespace: string,
  documents: BsonDocument[],
  body: BsonDocument,
  context: CommandContext,
): Uint8Array {
  const batchSize = countOption(documentOption(body, "cursor") ?? {}, "batchSize", 101);
  return context.cursors.open(namespace, { bytes: documents.map(writeDocument), render: null }, batchSize);
}
