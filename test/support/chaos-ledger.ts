import type { Db } from "mongodb";
import type { Clock } from "../../src/clock.ts";
import { readLedger } from "../../src/ingestion/ledger-reading.ts";
import type { SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import { storeParts } from "../../src/store/open-store.ts";

/** How many hours the ledger calls complete and incomplete, and what it says wrongly of which hour. */
export type LedgerComparison = { complete: number; incomplete: number; wrong: string[] };

const HOUR_MS = 3_600_000;
/** A record appears within 150 minutes of its call (graph-callrecords.md). */
const APPEARED_AFTER_MS = 150 * 60_000;

/**
 * Compares the ledger with the simulated tenant's own memory: an hour may be called complete only when Graph gave the
 * whole list of it late enough, and what it lists there must be the calls that there were.
 *
 * @param isAtRest everything is held and nothing changes, so that what is held and missing can be compared too
 */
export async function compareLedger(
  database: Db,
  tenant: SimulatedTenant,
  clock: Clock,
  isAtRest: boolean,
): Promise<LedgerComparison> {
  const store = storeParts({ database, tenantId: tenant.tenantId, clock, retentionDays: 3650, timeZone: "UTC" });
  const { hours } = await readLedger(store, clock.now());
  const calls = tenant.groundTruth.calls();
  const comparison: LedgerComparison = { complete: 0, incomplete: 0, wrong: [] };
  for (const { hour, isComplete, listed, listedAt, held, missing } of hours) {
    const hourMs = hour.getTime();
    const own = calls.filter(({ start }) => start.getTime() >= hourMs && start.getTime() < hourMs + HOUR_MS);
    const say = (text: string): void => void comparison.wrong.push(`${hour.toISOString()} ${text}`);
    if (isAtRest && held !== own.length) say(`holds ${own.length}, says ${held}`);
    comparison[isComplete ? "complete" : "incomplete"] += 1;
    if (!isComplete) continue;
    if (!wasListed(tenant, hourMs)) say("was not wholly listed, and is called complete");
    const listedMs = listedAt?.getTime() ?? 0;
    const appeared = own.filter(({ end }) => end.getTime() + APPEARED_AFTER_MS <= listedMs).length;
    if (listed === null || listed < appeared || listed > own.length) say(`has ${own.length} calls, lists ${listed}`);
    if (isAtRest && missing !== 0) say(`misses nothing, says ${missing}`);
  }
  return comparison;
}

/** Whether lists that Graph gave to their end, late enough, cover the hour together. */
function wasListed({ listedToEnd }: SimulatedTenant, hourMs: number): boolean {
  const lateEnough = listedToEnd
    .filter(({ at, end }) => at >= hourMs + HOUR_MS + APPEARED_AFTER_MS && end > hourMs)
    .sort((a, b) => a.start - b.start);
  let coveredUntil = hourMs;
  for (const { start, end } of lateEnough) {
    if (start > coveredUntil) break;
    coveredUntil = Math.max(coveredUntil, end);
  }
  return coveredUntil >= hourMs + HOUR_MS;
}
