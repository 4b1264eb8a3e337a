import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBenchProcess, type BenchProcess } from "./bench-process.ts";
import type { IngestCommands, RunCost } from "./ingest-process.ts";
import type { TenantAddress } from "./recorded-tenant.ts";
import type { TenantCommands } from "./tenant-process.ts";

export type Tenant = BenchProcess<TenantCommands>;

export type Ingester = BenchProcess<IngestCommands> & { uri: string };

export function startTenant(): Tenant {
  return startBenchProcess<TenantCommands>(new URL("tenant-process.ts", import.meta.url));
}

/**
 * A process that ingests, on the MongoDB at `uri`, or with the embedded server in a thread of its own.
 *
 * @param flags of Node, beside those that every process of the benchmark has
 */
export async function startIngester(uri: string | null, flags: string[] = []): Promise<Ingester> {
  const process = startBenchProcess<IngestCommands>(new URL("ingest-process.ts", import.meta.url), flags);
  if (uri !== null) return { ...process, uri: await process.ask("connect", { uri }) };
  const directory = await mkdtemp(join(tmpdir(), "callwise-bench-"));
  return {
    ...process,
    uri: await process.ask("connect", { directory }),
    async end() {
      await process.end();
      await rm(directory, { recursive: true });
    },
  };
}

export function newBenchDatabase(): string {
  return `callwise_bench_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
}

const LOOK_EVERY_MS = 10;
/** Nothing that is measured takes longer; what does hangs. */
const LONGEST_MS = 10 * 60_000;

export type IngestRun = {
  ingesters: readonly [Ingester, ...Ingester[]];
  tenant: TenantAddress;
  databaseName: string;
  callIds: string[];
  isLimited?: boolean;
};

/**
 * Lets the processes, all of them open and the calls accepted as notifications, work until each of these is stored, and
 * says how long that took.
 */
export async function ingestAll(run: IngestRun): Promise<{ seconds: number; costs: RunCost[] }> {
  const { ingesters, tenant, databaseName, callIds, isLimited = false } = run;
  await Promise.all(ingesters.map((ingester) => ingester.ask("open", { databaseName, tenant, isLimited })));
  await ingesters[0].ask("accept", { callIds });
  const began = performance.now();
  await Promise.all(ingesters.map((ingester) => ingester.ask("begin", undefined)));
  for (;;) {
    const served = await Promise.all(ingesters.map((ingester) => ingester.ask("served", undefined)));
    if (served.reduce((sum, count) => sum + count, 0) >= callIds.length) break;
    if (performance.now() - began > LONGEST_MS) throw new Error(`Only ${served.join(" + ")} calls were stored.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const seconds = (performance.now() - began) / 1_000;
  return { seconds, costs: await Promise.all(ingesters.map((ingester) => ingester.ask("stop", undefined))) };
}
