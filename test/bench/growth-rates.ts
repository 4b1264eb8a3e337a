import { ingestAll, newBenchDatabase, type Ingester, type Tenant } from "./ingest-fleet.ts";
import type { StoredSize } from "./ingest-process.ts";
import { median } from "./percentiles.ts";
import type { TenantAddress } from "./recorded-tenant.ts";

export type GrowthRates = {
  /** Calls a second, by the number of instances: medians of the repetitions. */
  perSecond: Map<number, number>;
  /** Of a single instance: processor time of its process a call, in milliseconds. */
  cpuMs: number;
  /** Of a fetch of a call's whole record. */
  graphRequests: number;
  stored: StoredSize;
};

/** The same calls with one, two, four … instances on one database: by turns, each time a new database. */
export async function measureGrowthRates(options: {
  ingesters: readonly [Ingester, ...Ingester[]];
  instances: readonly number[];
  tenantProcess: Tenant;
  tenant: TenantAddress;
  callIds: string[];
  repetitions: number;
  warmsUp: boolean;
  say: (line: string) => void;
}): Promise<GrowthRates> {
  const { ingesters, instances, tenantProcess, tenant, callIds, repetitions, warmsUp, say } = options;
  const [first, ...others] = ingesters;
  const rates = new Map<number, number[]>(instances.map((count) => [count, []]));
  const cpuMs: number[] = [];
  let graphRequests = 0;
  let stored: StoredSize = {};
  const runWith = async (count: number): Promise<{ rate: number; cpuMs: number }> => {
    const databaseName = newBenchDatabase();
    const working: [Ingester, ...Ingester[]] = [first, ...others.slice(0, count - 1)];
    await tenantProcess.ask("observe", undefined);
    const { seconds, costs } = await ingestAll({ ingesters: working, tenant, databaseName, callIds });
    graphRequests = (await tenantProcess.ask("observe", undefined)).requests / callIds.length;
    stored = await first.ask("sizeOf", { databaseName });
    await first.ask("drop", { databaseName });
    const spent = costs.reduce((sum, cost) => sum + cost.cpuMs, 0);
    return { rate: callIds.length / seconds, cpuMs: spent / callIds.length };
  };
  if (warmsUp) {
    say("warm-up");
    await runWith(ingesters.length);
  }
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const count of instances) {
      const result = await runWith(count);
      rates.get(count)?.push(result.rate);
      if (count === 1) cpuMs.push(result.cpuMs);
      say(`${count} ${count === 1 ? "instance" : "instances"}: ${Math.round(result.rate)} calls/s`);
    }
  }
  return {
    perSecond: new Map([...rates].map(([count, values]) => [count, median(values)])),
    cpuMs: median(cpuMs),
    graphRequests,
    stored,
  };
}
