import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { MongoClient, type Db } from "mongodb";
import { findEmbeddedServer } from "../../src/embedded/embedded-server.ts";
import { key } from "../../src/store/key.ts";
import { ScaledClock } from "../support/chaos-clock.ts";
import { until } from "../support/until.ts";
import { startBenchProcess, type BenchProcess } from "./bench-process.ts";
import type { FootprintServiceCommands, Memory } from "./footprint-service.ts";
import type { FootprintTenantCommands } from "./footprint-tenant.ts";
import { FRESH, type Subscribed } from "./footprint-world.ts";
import { heldMemory, type MemorySample } from "./held-memory.ts";

export type LeakPlan = {
  calls: number;
  people: number;
  pastDays: number;
  settleSeconds: number;
  say: (line: string) => void;
};

export type LeakRun = {
  /** Calls fetched, judged and saved; how many a round, and how many are stored beside those of a round. */
  calls: number;
  repeated: number;
  stored: number;
  perSecond: number;
  /** Bytes; `warm` after a fifth of the calls, `end` after the last. */
  heap: { warm: number; end: number };
  resident: { warm: number; end: number };
  idle: number;
  busy: number;
};

/** Graph's limits hold, but a service whose time runs so much faster meets them later than its processor. */
const SPEED = 3;
const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 600_000;
const MB = 2 ** 20;
/** Whose documents are of one call each. */
const COLLECTIONS_BY_CALL = ["ingestJobs", "callRecords", "callSessions", "participations"];

/**
 * The same calls take place again and again, each time under new ids, so that what is kept for each call adds up; from the
 * store they are deleted after each round, so that it stays as large as it is.
 */
export async function measureLeak(plan: LeakPlan): Promise<LeakRun> {
  const dataDir = await mkdtemp(join(tmpdir(), "callwise-leak-"));
  const tenant = startBenchProcess<FootprintTenantCommands>(new URL("footprint-tenant.ts", import.meta.url));
  const service = startBenchProcess<FootprintServiceCommands>(new URL("footprint-service.ts", import.meta.url));
  try {
    return await run({ tenant, service }, dataDir, plan);
  } finally {
    await service.end();
    await tenant.end();
    await rm(dataDir, { recursive: true });
  }
}

type Processes = { tenant: BenchProcess<FootprintTenantCommands>; service: BenchProcess<FootprintServiceCommands> };

async function run(processes: Processes, dataDir: string, plan: LeakPlan): Promise<LeakRun> {
  const { tenant, service } = processes;
  const { people, pastDays, settleSeconds, say } = plan;
  const clock = [...ScaledClock.startingAt(new Date(), SPEED).current];
  const { address, callIds } = await tenant.ask("start", { clock, people, pastDays });
  const to = await service.ask("start", { clock, address, people, dataDir });
  await sleep(settleSeconds * 1_000);
  await drained(service);
  const { resident: idle } = await service.ask("memory", { isIdle: true });
  say(`idle: ${Math.round(idle / MB)} MB`);

  const client = new MongoClient((await findEmbeddedServer(dataDir)) ?? "");
  const database = client.db("callwise");
  try {
    const stored = await database.collection("callRecords").countDocuments();
    const run = await repeatCalls(processes, { to, callIds }, database, plan);
    return { repeated: callIds.length, stored, idle, ...run };
  } finally {
    await client.close();
  }
}

async function repeatCalls(
  { tenant, service }: Processes,
  repeated: { to: Subscribed; callIds: string[] },
  database: Db,
  { calls: wanted, say }: LeakPlan,
): Promise<Omit<LeakRun, "repeated" | "stored" | "idle">> {
  const samples: MemorySample[] = [];
  const before = await service.ask("saved", undefined);
  const began = performance.now();
  let memory: Memory;
  let calls = 0;
  do {
    await tenant.ask("repeat", repeated);
    await drained(service);
    await sleep(LOOK_EVERY_MS);
    memory = await service.ask("memory", { isIdle: false });
    calls = (await service.ask("saved", undefined)) - before;
    const isNextTenth = Math.floor((10 * calls) / wanted) > Math.floor((10 * (samples.at(-1)?.calls ?? 0)) / wanted);
    samples.push({ calls, ...memory });
    if (isNextTenth)
      say(`${calls} calls: heap ${(memory.heap / MB).toFixed(1)} MB, process ${Math.round(memory.resident / MB)} MB`);
    await deleteFresh(database, repeated.to.tenantId);
  } while (calls < wanted);
  const seconds = (performance.now() - began) / 1_000;
  return { calls, perSecond: calls / seconds, ...heldMemory(samples), busy: memory.highestResident };
}

function drained(service: Processes["service"]): Promise<void> {
  return until("nothing waits", async () => (await service.ask("waiting", undefined)) === 0, PATIENCE_MS);
}

async function deleteFresh(database: Db, tenantId: string): Promise<void> {
  for (const name of COLLECTIONS_BY_CALL) {
    const documents = database.collection<{ _id: string }>(name);
    await documents.deleteMany({ _id: { $gte: key(tenantId, FRESH), $lt: key(tenantId, "g") } });
  }
}
