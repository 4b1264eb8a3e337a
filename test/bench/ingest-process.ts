import { randomUUID } from "node:crypto";
import { BSON, type Document, type MongoClient } from "mongodb";
import { judgeCallRecord } from "../../src/calls/judge-call-record.ts";
import { systemClock } from "../../src/clock.ts";
import { startEmbeddedServer } from "../../src/embedded/embedded-server.ts";
import { createCallRecordSource, type CallRecordSource } from "../../src/graph/fetch-call-record.ts";
import { createGraphClient } from "../../src/graph/graph-client.ts";
import { createHttpsTransport, type Transport } from "../../src/graph/https-transport.ts";
import { createRateLimiter, type RateLimiter } from "../../src/graph/rate-limit.ts";
import { createIngestion } from "../../src/ingestion/ingestion.ts";
import { createRequestBudget } from "../../src/ingestion/request-budget.ts";
import { createLog } from "../../src/log.ts";
import { createIndexes } from "../../src/store/indexes.ts";
import { createClient, openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { answerParent } from "./bench-process.ts";
import { watchMemory, type MemoryGrowth, type MemoryWatch } from "./memory-watch.ts";
import type { TenantAddress } from "./recorded-tenant.ts";

/** Of Graph's documented limits: as good as none. */
const UNLIMITED_SHARE = 1e6;
const RETENTION_DAYS = 365;

type Run = { stop: () => Promise<void>; memory: MemoryWatch; cpuBefore: NodeJS.CpuUsage };
/** What a run cost, the process as a whole: milliseconds of processor, and memory by its peak over the beginning. */
export type RunCost = { cpuMs: number; memory: MemoryGrowth; outcomes: Record<string, number> };
export type StoredSize = Record<string, { documents: number; bytes: number }>;

const log = createLog("silent");
let client: MongoClient;
let uri: string;
let run: Run | null = null;
let served = 0;
let outcomes: Record<string, number> = {};

/** The service's way from a job to a stored call, in a process of its own, on the composition that src/ has for it. */
const commands = {
  /** @returns the database's address; a store in a thread of this process when none is given, as the service has it */
  async connect(database: { uri: string } | { directory: string }): Promise<string> {
    uri = "uri" in database ? database.uri : (await startEmbeddedServer(database)).uri;
    client = createClient(uri);
    await client.connect();
    return uri;
  },

  async enqueue({ databaseName, tenantId, callIds }: Enqueue): Promise<void> {
    const store = await open(databaseName, tenantId);
    const at = systemClock.now();
    await store.ingestJobs.enqueue(callIds.map((callId) => ({ callId, source: "notification", at })));
    await store.close();
  },

  /** @param isLimited to keep Graph's limits, and to share them as instances do */
  async start({ databaseName, tenant, isLimited }: Start): Promise<void> {
    const store = await open(databaseName, tenant.tenantId);
    const limiter = createRateLimiter({ clock: systemClock, ...(!isLimited && { share: UNLIMITED_SHARE }) });
    const owner = randomUUID();
    const { requestShares } = store;
    const budget = isLimited ? createRequestBudget({ requestShares, limiter, owner, clock: systemClock, log }) : null;
    await budget?.start();
    const transport = createHttpsTransport(tenant.caCertificate);
    served = 0;
    outcomes = {};
    const ingestion = createIngestion({
      store,
      source: sourceOf(tenant, limiter, transport.send),
      judge: judgeCallRecord,
      subscription: null,
      isService: false,
      owner,
      clock: systemClock,
      random: Math.random,
      log,
      onServed: () => (served += 1),
      onOutcome: (outcome) => (outcomes[outcome] = (outcomes[outcome] ?? 0) + 1),
    });
    const stop = async (): Promise<void> => {
      await ingestion.stop();
      await budget?.stop();
      transport.close();
      await store.close();
    };
    run = { stop, memory: watchMemory(), cpuBefore: process.cpuUsage() };
    ingestion.start();
  },

  /** How many jobs have ended in the store. */
  served: () => Promise.resolve(served),

  async stop(): Promise<RunCost> {
    if (run === null) throw new Error("Nothing runs.");
    const { user, system } = process.cpuUsage(run.cpuBefore);
    const growth = run.memory.stop();
    await run.stop();
    run = null;
    return { cpuMs: (user + system) / 1_000, memory: growth, outcomes };
  },

  /**
   * Writes every document that a run has left to a database of its own with the same indexes, one `bulkWrite` a
   * collection: the least that the same outcome takes.
   *
   * @returns seconds of the writing alone
   */
  async writeBare({ from, to }: { from: string; to: string }): Promise<number> {
    const contents = await documentsOf(from);
    await createIndexes(client.db(to));
    const began = performance.now();
    for (const [collection, documents] of contents) {
      const operations = documents.map((document) => ({ insertOne: { document } }));
      await client.db(to).collection(collection).bulkWrite(operations, { ordered: false });
    }
    return (performance.now() - began) / 1_000;
  },

  /** BSON, before whatever the database does about it. */
  async sizeOf({ databaseName }: { databaseName: string }): Promise<StoredSize> {
    const contents = await documentsOf(databaseName);
    return Object.fromEntries(
      contents.map(([collection, documents]) => {
        const bytes = documents.reduce((sum, document) => sum + BSON.calculateObjectSize(document), 0);
        return [collection, { documents: documents.length, bytes }];
      }),
    );
  },

  async drop({ databaseName }: { databaseName: string }): Promise<void> {
    await client.db(databaseName).dropDatabase();
  },
};

export type IngestCommands = typeof commands;
type Enqueue = { databaseName: string; tenantId: string; callIds: string[] };
type Start = { databaseName: string; tenant: TenantAddress; isLimited: boolean };

answerParent(commands);

function open(databaseName: string, tenantId: string): Promise<Store> {
  return openStore({ uri, databaseName, tenantId, retentionDays: RETENTION_DAYS, clock: systemClock });
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

async function documentsOf(databaseName: string): Promise<[string, Document[]][]> {
  const database = client.db(databaseName);
  const contents: [string, Document[]][] = [];
  for (const { name } of await database.listCollections().toArray()) {
    const documents = await database.collection(name).find().toArray();
    if (documents.length > 0) contents.push([name, documents]);
  }
  return contents;
}
