import { DOCUMENTED_LIMITS } from "../../src/simulator/throttle-windows.ts";
import { newBenchDatabase, startIngester, type Tenant } from "./ingest-fleet.ts";
import type { TenantAddress } from "./recorded-tenant.ts";

/** As long as Graph takes for many a record; what is on its way counts against the limit, so that it costs some of it. */
const ANSWER_MS = 300;
const NOTIFY_EVERY_MS = 1_000;
/** So many times what Graph allows is notified, so that the queue never runs dry. */
const NOTIFIED_OF_ALLOWED = 2;

export type ThrottledUse = {
  /** Of the requests for call records that Graph allows in whole windows after the first one. */
  percentOfAllowed: number;
  refused: number;
};

/**
 * How much of what Graph allows is used while there is always more to do: real time, Graph's documented limits in front
 * of the recorded answers, the same calls notified again and again.
 */
export async function measureThrottledUse(options: {
  tenantProcess: Tenant;
  tenant: TenantAddress;
  callIds: string[];
  /** Whole windows that are counted, after the first one. */
  windows: number;
}): Promise<ThrottledUse> {
  const { tenantProcess, tenant, callIds, windows } = options;
  const { requests: allowed, seconds } = DOCUMENTED_LIMITS.callRecordsAppTenant;
  const databaseName = newBenchDatabase();
  const ingester = await startIngester(null);
  await tenantProcess.ask("behave", { isThrottled: true, answerMs: ANSWER_MS });
  await ingester.ask("open", { databaseName, tenant, isLimited: true });
  await ingester.ask("accept", { callIds });
  const inTurn = [...callIds];
  const began = performance.now();
  await ingester.ask("begin", undefined);
  const workUntil = async (second: number): Promise<void> => {
    while (performance.now() - began < second * 1_000) {
      await new Promise((resolve) => setTimeout(resolve, NOTIFY_EVERY_MS));
      const notified = inTurn.splice(0, (NOTIFIED_OF_ALLOWED * allowed) / seconds);
      inTurn.push(...notified);
      await ingester.ask("accept", { callIds: notified });
    }
  };
  await tenantProcess.ask("observe", undefined);
  await workUntil(seconds);
  const first = await tenantProcess.ask("observe", undefined);
  const from = performance.now();
  await workUntil(seconds * (1 + windows));
  const counted = await tenantProcess.ask("observe", undefined);
  const windowsCounted = (performance.now() - from) / 1_000 / seconds;
  await tenantProcess.ask("behave", { isThrottled: false, answerMs: 0 });
  await ingester.end();
  return {
    percentOfAllowed: (100 * counted.requests) / (allowed * windowsCounted),
    refused: first.refused + counted.refused,
  };
}
