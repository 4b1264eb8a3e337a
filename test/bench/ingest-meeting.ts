import { ingestAll, newBenchDatabase, startIngester, startTenant } from "./ingest-fleet.ts";
import { DOCUMENTED_LIMITS } from "../../src/simulator/throttle-windows.ts";
import type { MemoryGrowth } from "./memory-watch.ts";
import type { TenantAddress } from "./recorded-tenant.ts";

const ONE_RECORD = DOCUMENTED_LIMITS.oneCallRecord;

export type LargeMeeting = {
  requests: number;
  refused: number;
  /** From its notification, accepted before, to the stored call. */
  seconds: number;
  /** Of these, what Graph's limit for one record does not make necessary. */
  beyondLimit: number;
  growth: MemoryGrowth;
};

/**
 * One meeting of so many people, under Graph's documented limits. The process that ingests has done ordinary calls before,
 * as a service has; its database is in another process, so that what grows is the service and not what it has stored.
 *
 * @param mongodbUri null: the embedded server, in a process of its own
 */
export async function measureLargeMeeting(options: {
  mongodbUri: string | null;
  people: number;
  warmUp: { tenant: TenantAddress; callIds: string[] };
}): Promise<LargeMeeting> {
  const { people, warmUp } = options;
  const tenantProcess = startTenant();
  const recorded = { people, pastDays: 14, callsPerPersonDay: 0, largestOnly: true };
  const { address: tenant, callIds } = await tenantProcess.ask("record", recorded);
  const database = options.mongodbUri === null ? await startIngester(null) : null;
  const ingester = await startIngester(options.mongodbUri ?? database?.uri ?? null);
  const databaseName = newBenchDatabase();
  await ingestAll({ ingesters: [ingester], databaseName, ...warmUp });
  await tenantProcess.ask("behave", { isThrottled: true, answerMs: 0 });
  const meeting = callIds.slice(0, 1);
  const { seconds, costs } = await ingestAll({
    ingesters: [ingester],
    tenant,
    databaseName,
    callIds: meeting,
    isLimited: true,
  });
  const { requests, refused } = await tenantProcess.ask("observe", undefined);
  await ingester.ask("drop", { databaseName });
  await Promise.all([ingester.end(), database?.end(), tenantProcess.end()]);
  const [cost] = costs;
  if (cost === undefined) throw new Error("Nothing was ingested.");
  return {
    requests,
    refused,
    seconds,
    beyondLimit: seconds - leastSeconds(requests),
    growth: cost.memory,
  };
}

/** The waits that Graph makes necessary for so many requests for one record, if nothing else took any time. */
export function leastSeconds(requests: number): number {
  return Math.floor((requests - 1) / ONE_RECORD.requests) * ONE_RECORD.seconds;
}
