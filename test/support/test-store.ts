import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient, type Db } from "mongodb";
import { systemClock, type Clock } from "../../src/clock.ts";
import { startEmbeddedServer } from "../../src/embedded/embedded-server.ts";
import { createIndexes } from "../../src/store/indexes.ts";
import { openStore, storeParts } from "../../src/store/open-store.ts";
import type { StoreContext } from "../../src/store/store-context.ts";
import type { Store } from "../../src/store/store.ts";

export const TEST_TENANT = "11111111-1111-4111-8111-111111111111";
export const TEST_RETENTION_DAYS = 400;

/** A MongoDB that tests can run on, under a database of their own. */
export type TestEngine = { name: string; start(): Promise<{ uri: string; stop: () => Promise<void> }> };

export const EMBEDDED_ENGINE: TestEngine = {
  name: "the embedded server",
  async start() {
    const directory = await mkdtemp(join(tmpdir(), "callwise-store-"));
    const server = await startEmbeddedServer({ directory });
    return {
      uri: server.uri,
      async stop() {
        await server.stop();
        await rm(directory, { recursive: true });
      },
    };
  },
};

/** The embedded server always, and the MongoDB that TEST_MONGODB_URI names. */
export function testEngines(uri: string | undefined = process.env.TEST_MONGODB_URI): TestEngine[] {
  if (!uri) return [EMBEDDED_ENGINE];
  return [
    EMBEDDED_ENGINE,
    { name: "TEST_MONGODB_URI", start: () => Promise.resolve({ uri, stop: () => Promise.resolve() }) },
  ];
}

/** A store on an embedded server of its own in a temporary folder; `uri` lets a test look at what is stored. */
export async function openTestStore(
  options: { clock?: Clock } = {},
): Promise<{ store: Store; uri: string; close(): Promise<void> }> {
  const server = await EMBEDDED_ENGINE.start();
  const store = await openStore({
    uri: server.uri,
    databaseName: "callwise",
    tenantId: TEST_TENANT,
    retentionDays: TEST_RETENTION_DAYS,
    clock: options.clock ?? systemClock,
  });
  return {
    store,
    uri: server.uri,
    async close() {
      await store.close();
      await server.stop();
    },
  };
}

/** A database with the store's indexes, shared by the tests of a suite; each test takes a tenant of its own. */
export type TestDatabase = {
  uri: string;
  database: Db;
  client: MongoClient;
  /** The parts of a store for a tenant that nobody else uses, unless one is given. */
  storeFor(over: Partial<StoreContext> & Pick<StoreContext, "clock">): Omit<Store, "close"> & { tenantId: string };
  close: () => Promise<void>;
};

export async function openTestDatabase(engine: TestEngine): Promise<TestDatabase> {
  const { uri, stop } = await engine.start();
  const client = new MongoClient(uri, { ignoreUndefined: true, monitorCommands: true });
  const database = client.db(newDatabaseName());
  await createIndexes(database);
  return {
    uri,
    database,
    client,
    storeFor(over) {
      const context = {
        database,
        tenantId: randomUUID(),
        retentionDays: TEST_RETENTION_DAYS,
        timeZone: "UTC",
        ...over,
      };
      return { ...storeParts(context), tenantId: context.tenantId };
    },
    async close() {
      await database.dropDatabase();
      await client.close();
      await stop();
    },
  };
}

export function newDatabaseName(): string {
  return `callwise_test_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
}
