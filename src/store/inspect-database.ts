import type { Db, MongoClient } from "mongodb";
import { INDEXES } from "./indexes.ts";
import { createClient, DATABASE_NAME } from "./open-store.ts";
import { openError, uriInvalid } from "./store-error.ts";
import type { Subscriptions } from "./store.ts";
import { createSubscriptions } from "./subscriptions.ts";

export type DatabaseKind = "standalone" | "replicaSet" | "sharded" | "documentDb";

/** Indexes as "collection.name". */
export type IndexFindings = { declared: number; missing: string[]; different: string[] };

export type WriteConcernFinding = { isMajority: boolean; isJournaled: boolean };

/** A look at the database that changes nothing in it; every method throws ServiceErrors as `openStore` does. */
export type DatabaseInspection = {
  server(): Promise<{ version: string; kind: DatabaseKind }>;
  /** False before the first start of a service. */
  isInUse(): Promise<boolean>;
  indexes(): Promise<IndexFindings>;
  /** Of what is written over this connection string. */
  writeConcern(): WriteConcernFinding;
  subscriptions: Pick<Subscriptions, "all">;
  close(): Promise<void>;
};

/** Connects, and makes no indexes: what is missing is to be seen. */
export async function inspectDatabase(options: {
  uri: string;
  databaseName: string;
  tenantId: string;
}): Promise<DatabaseInspection> {
  if (!DATABASE_NAME.test(options.databaseName)) throw uriInvalid();
  const client = createClient(options.uri);
  const database = client.db(options.databaseName);
  try {
    await client.connect();
  } catch (error) {
    await client.close();
    throw openError(error);
  }
  const subscriptions = createSubscriptions({ database, tenantId: options.tenantId });
  return {
    server: () => coded(() => serverOf(database)),
    isInUse: () => coded(async () => (await database.listCollections({}, { nameOnly: true }).toArray()).length > 0),
    indexes: () => coded(() => indexesOf(database)),
    writeConcern: () => writeConcernOf(client),
    subscriptions: { all: () => coded(() => subscriptions.all()) },
    close: () => client.close(),
  };
}

async function coded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw openError(error);
  }
}

async function serverOf(database: Db): Promise<{ version: string; kind: DatabaseKind }> {
  const build = await database.command({ buildInfo: 1 });
  const hello = await database.command({ hello: 1 });
  return { version: String(build["version"]), kind: kindOf(hello) };
}

/** DocumentDB, also Azure's, tells of itself in `internal`, whatever else it says it is. */
export function kindOf(hello: Readonly<Record<string, unknown>>): DatabaseKind {
  const internal = hello["internal"];
  const isDocumentDb =
    typeof internal === "object" &&
    internal !== null &&
    ("documentdb_versions" in internal || "cosmos_versions" in internal);
  if (isDocumentDb) return "documentDb";
  if (hello["msg"] === "isdbgrid") return "sharded";
  return hello["setName"] === undefined ? "standalone" : "replicaSet";
}

async function indexesOf(database: Db): Promise<IndexFindings> {
  const present = new Map<string, string>();
  const existing = await database.listCollections({}, { nameOnly: true }).toArray();
  const names = new Set(existing.map(({ name }) => name));
  for (const collection of new Set(INDEXES.map((index) => index.collection))) {
    if (!names.has(collection)) continue;
    for (const { name, key, expireAfterSeconds } of await database.collection(collection).indexes()) {
      present.set(`${collection}.${name}`, shapeOf(key, expireAfterSeconds !== undefined));
    }
  }
  const declared = INDEXES.map(({ collection, name, key, expires }) => ({
    name: `${collection}.${name}`,
    shape: shapeOf(key, expires === true),
  }));
  return {
    declared: declared.length,
    missing: declared.filter(({ name }) => !present.has(name)).map(({ name }) => name),
    different: declared
      .filter(({ name, shape }) => present.has(name) && present.get(name) !== shape)
      .map(({ name }) => name),
  };
}

/** The order of an index's fields matters. */
function shapeOf(key: object, expires: boolean): string {
  return JSON.stringify([Object.entries(key).map(([field, direction]) => [field, Number(direction)]), expires]);
}

/** As the driver will ask for it: a connection string may weaken it. */
function writeConcernOf({ writeConcern }: MongoClient): WriteConcernFinding {
  // Unless told otherwise, a replica set's majority writes are journaled.
  return { isMajority: writeConcern?.w === "majority", isJournaled: (writeConcern?.journal ?? true) !== false };
}
