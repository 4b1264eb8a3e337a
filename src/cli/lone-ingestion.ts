import { randomUUID } from "node:crypto";
import { judgeCallRecord } from "../calls/judge-call-record.ts";
import { connectGraph } from "../graph/graph-connection.ts";
import { createIngestion } from "../ingestion/ingestion.ts";
import { createLedger } from "../ingestion/ledger.ts";
import { createRequestBudget } from "../ingestion/request-budget.ts";
import { createLog } from "../log.ts";
import { signInOf } from "../service-sign-in.ts";
import { simulatedTenant } from "../service.ts";
import type { CommandContext } from "./command-context.ts";

/**
 * The ingestion of a command beside which no service runs: it makes the passes that are asked for in the store and works
 * off the queue, but neither subscribes nor counts as the service. In simulated mode on the same simulated tenant.
 */
export async function startLoneIngestion(context: CommandContext): Promise<{ stop(): Promise<void> }> {
  const { config, secrets, clock, store } = context;
  const random = Math.random;
  const log = createLog("error");
  const stops: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of stops.splice(0).reverse()) await close();
  };
  try {
    const tenant = config.graph === null ? await simulatedTenant(config, clock) : null;
    if (tenant !== null) {
      await tenant.start();
      stops.push(() => tenant.stop());
    }
    const graph = connectGraph({ ...signInOf(config, secrets, tenant), clock, random });
    stops.push(() => graph.close());
    const owner = `${process.pid}-${randomUUID()}`;
    const { requestShares } = store;
    const budget = createRequestBudget({ requestShares, limiter: graph.limiter, owner, clock, log });
    await budget.start();
    stops.push(() => budget.stop());
    const ledger = createLedger({
      ledgerHours: store.ledgerHours,
      versions: (callIds) => store.callRecords.versions(callIds),
      clock,
      log,
    });
    const ingestion = createIngestion({
      store,
      source: graph.source,
      roomForRecords: () => graph.roomForRecords(),
      judge: judgeCallRecord,
      subscription: null,
      isService: false,
      owner,
      clock,
      random,
      log,
      onListed: (window, listed, at) => ledger.onListed(window, listed, at),
    });
    ingestion.start();
    stops.push(() => ingestion.stop());
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
