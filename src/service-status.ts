import { needsSomebody } from "./calls/health-reasons.ts";
import { storeFailure } from "./calls/health.ts";
import type { Clock } from "./clock.ts";
import { readIngestStatus, type IngestStatus } from "./ingestion/ingest-status.ts";
import type { IngestionStatus } from "./ingestion/ingestion.ts";
import { createLedger, type Ledger } from "./ingestion/ledger.ts";
import { createLedgerUpkeep, type LedgerUpkeep } from "./ingestion/ledger-upkeep.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { errorCode } from "./service-error.ts";
import type { ServiceHeartbeat } from "./store/service-heartbeats.ts";
import type { Store } from "./store/store.ts";

export type ServiceStatus = {
  ledger: Ledger;
  /** Reads the status anew; the gauges show it from then on. */
  read(): Promise<IngestStatus>;
  /** @param present what this instance does at this moment */
  keepUp(present: () => IngestionStatus): LedgerUpkeep;
};

const PEOPLE_SHOWN = 3;

/** The running service's part in the ledger and the status: it counts, gives signs of life, and shows gauges. */
export function createServiceStatus(parts: {
  store: Store;
  tenantId: string;
  /** Names this process among those that share the store. */
  instanceId: string;
  /** Decides where a day of the status begins. */
  timeZone: string;
  metrics: Pick<Metrics, "status">;
  clock: Clock;
  log: Log;
}): ServiceStatus {
  const { store, tenantId, instanceId, timeZone, metrics, clock, log } = parts;
  const { ledgerHours, serviceHeartbeats, callRecords } = store;
  const ledger = createLedger({ ledgerHours, versions: (callIds) => callRecords.versions(callIds), clock, log });

  async function read(people: number): Promise<IngestStatus> {
    const status = await readIngestStatus(store, { tenantId, now: clock.now(), timeZone, people });
    const { subscription, at } = status;
    const msLeft = subscription && subscription.expiresAt.getTime() - at.getTime();
    metrics.status.show({ ...status, subscriptionSecondsLeft: msLeft && msLeft / 1000 });
    return status;
  }

  return {
    ledger,
    read: () => read(PEOPLE_SHOWN),
    keepUp: (present) =>
      createLedgerUpkeep({
        ledger,
        serviceHeartbeats,
        instanceId,
        present: () => heartbeatOf(present()),
        readHealth: () =>
          read(0).then(
            ({ health }) => health,
            (error: unknown) => {
              metrics.status.showBroken();
              return storeFailure(errorCode(error));
            },
          ),
        clock,
        log,
      }),
  };
}

function heartbeatOf({
  jobsRunning,
  subscription,
  backfill,
}: IngestionStatus): Pick<ServiceHeartbeat, "jobsRunning" | "subscription" | "listing"> {
  return {
    jobsRunning,
    subscription: subscription && {
      state: subscription.state,
      checkedAt: subscription.checkedAt,
      errorCode: presentError(subscription),
    },
    listing: { state: backfill.state, errorCode: backfill.lastError?.code ?? null },
  };
}

/** While Graph notifies, an error that passes by itself is none to tell of. */
function presentError({ state, lastError }: NonNullable<IngestionStatus["subscription"]>): string | null {
  if (lastError === null) return null;
  return state === "active" && !needsSomebody(lastError.code) ? null : lastError.code;
}
