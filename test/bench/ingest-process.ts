import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { Agent, get } from "node:https";
import { text } from "node:stream/consumers";
import { BSON, type Document, type MongoClient } from "mongodb";
import { judgeCallRecord } from "../../src/calls/judge-call-record.ts";
import { systemClock } from "../../src/clock.ts";
import { startEmbeddedServer } from "../../src/embedded/embedded-server.ts";
import { createCallRecordSource, type CallRecordSource } from "../../src/graph/fetch-call-record.ts";
import { createGraphClient } from "../../src/graph/graph-client.ts";
import { createHttpsTransport, type Transport } from "../../src/graph/https-transport.ts";
import { CALL_RECORDS } from "../../src/graph/graph-limits.ts";
import { createRateLimiter, type RateLimiter } from "../../src/graph/rate-limit.ts";
import { createIngestion, type Ingestion } from "../../src/ingestion/ingestion.ts";
import { createRequestBudget } from "../../src/ingestion/request-budget.ts";
import { createLog } from "../../src/log.ts";
import { createIndexes } from "../../src/store/indexes.ts";
import { createClient, openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { answerParent } from "./bench-process.ts";
import { watchMemory, type MemoryGrowth, type MemoryWatch } from "./memory-watch.ts";
import { UNLIMITED_SHARE, type TenantAddress } from "./recorded-tenant.ts";

const RETENTION_DAYS = 365;
/** The simulator sends 1 to 40 where many come within a minute, and mostly one where few do. */
const CALLS_A_REQUEST = 5;
/** As many as the service has. */
const CONNECTIONS = 64;

type Run = {
  store: Store;
  ingestion: Ingestion;
  close: () => Promise<void>;
  memory: MemoryWatch;
  cpuBefore: NodeJS.CpuUsage;
};
/** What a run cost, the process as a whole: milliseconds of processor, and memory by its peak over the beginning. */
export type RunCost = { cpuMs: number; memory: MemoryGrowth };
export type StoredSize = Record<string, { bytes: number }>;

const log = createLog("silent");
let client: MongoClient;
let uri: string;
let run: Run | null = null;
let served = 0;

/**
 * The service's way from an accepted notification to a stored call, in a process of its own, on the composition that src/
 * has for it.
 */
const commands = {
  /** @returns the database's address; a store in a thread of this process when none is given, as the service has it */
  async connect(database: { uri: string } | { directory: string }): Promise<string> {
    uri = "uri" in database ? database.uri : (await startEmbeddedServer(database)).uri;
    client = createClient(uri);
    await client.connect();
    return uri;
  },

  /**
   * Everything up to `begin`, which is the work alone.
   *
   * @param isLimited to keep Graph's limits, and to share them as instances do
   */
  async open({ databaseName, tenant, isLimited }: Open): Promise<void> {
    const { tenantId } = tenant;
    const clock = systemClock;
    const store = await openStore({ uri, databaseName, tenantId, retentionDays: RETENTION_DAYS, clock });
    const limiter = createRateLimiter({ clock, ...(!isLimited && { share: UNLIMITED_SHARE }) });
    const owner = randomUUID();
    const { requestShares } = store;
    const budget = isLimited ? createRequestBudget({ requestShares, limiter, owner, clock, log }) : null;
    await budget?.start();
    const transport = createHttpsTransport(tenant.caCertificate);
    served = 0;
    const ingestion = createIngestion({
      store,
      source: sourceOf(tenant, limiter, transport.send),
      roomForRecords: () => limiter.room(CALL_RECORDS),
      judge: judgeCallRecord,
      subscription: null,
      isService: false,
      owner,
      clock,
      random: Math.random,
      log,
      onServed: () => (served += 1),
    });
    const close = async (): Promise<void> => {
      await ingestion.stop();
      await budget?.stop();
      transport.close();
      await store.close();
    };
    run = { store, ingestion, close, memory: watchMemory(), cpuBefore: process.cpuUsage() };
  },

  /** Takes notifications of these calls as the webhook does; what runs turns them into jobs. */
  async accept({ callIds }: { callIds: string[] }): Promise<void> {
    const { store, ingestion } = present();
    for (let from = 0; from < callIds.length; from += CALLS_A_REQUEST) {
      const at = systemClock.now();
      await store.ingestJobs.accept(callIds.slice(from, from + CALLS_A_REQUEST).map((callId) => ({ callId, at })));
    }
    ingestion.wake();
  },

  begin(): Promise<void> {
    const begun = present();
    begun.cpuBefore = process.cpuUsage();
    begun.ingestion.start();
    return Promise.resolve();
  },

  /** How many jobs have ended in the store. */
  served: () => Promise.resolve(served),

  async stop(): Promise<RunCost> {
    const { memory, cpuBefore, close } = present();
    const { user, system } = process.cpuUsage(cpuBefore);
    const growth = memory.stop();
    await close();
    run = null;
    return { cpuMs: (user + system) / 1_000, memory: growth };
  },

  /**
   * Writes every document that a run has left to a database of its own with the same indexes, one `bulkWrite` a
   * collection: the least that the same outcome takes.
   *
   * @returns seconds of the writing alone
   */
  async writeBare({ from, to }: Bare): Promise<number> {
    const contents = await documentsOf(from);
    await createIndexes(client.db(to));
    const began = performance.now();
    await writePlainly(to, contents);
    return (performance.now() - began) / 1_000;
  },

  /**
   * The same while every answer of the tenant is fetched and parsed with what Node has: what nobody can save who fetches
   * call records and writes these documents.
   */
  async fetchAndWriteBare({ tenant, paths, from, to }: Bare & { tenant: TenantAddress; paths: string[] }) {
    const contents = await documentsOf(from);
    await createIndexes(client.db(to));
    const began = performance.now();
    await Promise.all([fetchPlainly(tenant, paths), writePlainly(to, contents)]);
    return (performance.now() - began) / 1_000;
  },

  /** BSON, before whatever the database does about it. */
  async sizeOf({ databaseName }: { databaseName: string }): Promise<StoredSize> {
    const contents = await documentsOf(databaseName);
    return Object.fromEntries(
      contents.map(([collection, documents]) => {
        const bytes = documents.reduce((sum, document) => sum + BSON.calculateObjectSize(document), 0);
        return [collection, { bytes }];
      }),
    );
  },

  async drop({ databaseName }: { databaseName: string }): Promise<void> {
    await client.db(databaseName).dropDatabase();
  },
};

export type IngestCommands = typeof commands;
/** The databases that documents are taken from and written to. */
type Bare = { from: string; to: string };
type Open = { databaseName: string; tenant: TenantAddress; isLimited: boolean };

answerParent(commands);

function present(): Run {
  if (run === null) throw new Error("Nothing is open.");
  return run;
}

function sourceOf(tenant: TenantAddress, limiter: RateLimiter, transport: Transport): CallRecordSource {
  const token = { token: "any", expiresOnTimestamp: Infinity };
  return createCallRecordSource(
    createGraphClient({
      graphRoot: tenant.graphRoot,
      createCredential: () => ({ getToken: () => Promise.resolve(token) }),
      transport,
      limiter,
      clock: systemClock,
      random: Math.random,
    }),
  );
}

async function writePlainly(databaseName: string, contents: [string, Document[]][]): Promise<void> {
  for (const [collection, documents] of contents) {
    const operations = documents.map((document) => ({ insertOne: { document } }));
    await client.db(databaseName).collection(collection).bulkWrite(operations, { ordered: false });
  }
}

async function fetchPlainly({ graphRoot, caCertificate }: TenantAddress, paths: string[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, ca: caCertificate });
  const { origin } = new URL(graphRoot);
  await Promise.all(
    paths.map(async (path) => {
      const [answer] = (await once(get(`${origin}${path}`, { agent }), "response")) as [IncomingMessage];
      JSON.parse(await text(answer));
    }),
  );
  agent.destroy();
}

async function documentsOf(databaseName: string): Promise<[string, Document[]][]> {
  const database = client.db(databaseName);
  const contents: [string, Document[]][] = [];
  for (const { name } of await database.listCollections().toArray()) {
    const documents = await database.collection(name).find().toArray();
    if (documents.length > 0) contents.push([name, documents]);
  }
  return contents;
}
