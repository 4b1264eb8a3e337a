import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ScaledClock } from "../support/chaos-clock.ts";
import { until } from "../support/until.ts";
import { startBenchProcess, type BenchProcess } from "./bench-process.ts";
import type { FootprintServiceCommands, Memory } from "./footprint-service.ts";
import type { FootprintTenantCommands } from "./footprint-tenant.ts";
import { heldMemory, type MemorySample } from "./held-memory.ts";

export type LeakPlan = {
  calls: number;
  people: number;
  pastDays: number;
  settleSeconds: number;
  say: (line: string) => void;
};

export type LeakRun = {
  /** Calls fetched, judged and saved, and how many different ones they were versions of. */
  calls: number;
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

/** The same calls change again and again, so that the service works and its store stays as large as it is. */
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

async function run({ tenant, service }: Processes, dataDir: string, plan: LeakPlan): Promise<LeakRun> {
  const { people, pastDays, settleSeconds, say } = plan;
  const clock = [...ScaledClock.startingAt(new Date(), SPEED).current];
  const { address, callIds } = await tenant.ask("start", { clock, people, pastDays });
  const to = await service.ask("start", { clock, address, people, dataDir });
  const drained = (): Promise<void> =>
    until("nothing waits", async () => (await service.ask("waiting", undefined)) === 0, PATIENCE_MS);
  await sleep(settleSeconds * 1_000);
  await drained();
  const { resident: idle } = await service.ask("memory", { isIdle: true });
  say(`idle with ${callIds.length} calls: ${Math.round(idle / MB)} MB`);

  const samples: MemorySample[] = [];
  const before = await service.ask("saved", undefined);
  const began = performance.now();
  let memory: Memory;
  let calls = 0;
  do {
    await tenant.ask("change", { to, callIds });
    await drained();
    await sleep(LOOK_EVERY_MS);
    memory = await service.ask("memory", { isIdle: false });
    calls = (await service.ask("saved", undefined)) - before;
    const isNextTenth =
      Math.floor((10 * calls) / plan.calls) > Math.floor((10 * (samples.at(-1)?.calls ?? 0)) / plan.calls);
    samples.push({ calls, ...memory });
    if (isNextTenth)
      say(`${calls} calls: heap ${(memory.heap / MB).toFixed(1)} MB, process ${Math.round(memory.resident / MB)} MB`);
  } while (calls < plan.calls);
  const seconds = (performance.now() - began) / 1_000;
  return {
    calls,
    stored: callIds.length,
    perSecond: calls / seconds,
    ...heldMemory(samples),
    idle,
    busy: memory.highestResident,
  };
}
