import { key } from "./key.ts";
import { afterDays, KEPT_DAYS } from "./retention.ts";
import type { StoreContext } from "./store-context.ts";

/** A sign of life of one running service, with what only it knows. Holds codes and counts, nothing personal. */
export type ServiceHeartbeat = {
  instanceId: string;
  startedAt: Date;
  at: Date;
  /** Set by a service that ended by itself. */
  stoppedAt: Date | null;
  jobsRunning: number;
  /** Null when Graph cannot reach this service. */
  subscription: { state: string; checkedAt: Date | null; errorCode: string | null } | null;
  listing: { state: string; errorCode: string | null };
};

export type ServiceHeartbeats = {
  save(heartbeat: ServiceHeartbeat): Promise<void>;
  /** Of the last day, the newest first. */
  all(): Promise<ServiceHeartbeat[]>;
};

type HeartbeatDocument = ServiceHeartbeat & { _id: string; tenantId: string; expireAt: Date };

const SHOWN = 50;

export function createServiceHeartbeats({
  database,
  tenantId,
}: Pick<StoreContext, "database" | "tenantId">): ServiceHeartbeats {
  const heartbeats = database.collection<HeartbeatDocument>("serviceHeartbeats");
  return {
    async save(heartbeat) {
      const _id = key(tenantId, heartbeat.instanceId);
      const expireAt = afterDays(heartbeat.at, KEPT_DAYS.serviceHeartbeats);
      await heartbeats.replaceOne({ _id }, { tenantId, ...pickHeartbeat(heartbeat), expireAt }, { upsert: true });
    },

    async all() {
      const found = await heartbeats.find({ tenantId }).sort({ at: -1 }).limit(SHOWN).toArray();
      return found.map(pickHeartbeat);
    },
  };
}

/** Exactly the value's own fields: what goes in and what comes out. */
function pickHeartbeat(from: ServiceHeartbeat): ServiceHeartbeat {
  return {
    instanceId: from.instanceId,
    startedAt: from.startedAt,
    at: from.at,
    stoppedAt: from.stoppedAt ?? null,
    jobsRunning: from.jobsRunning,
    subscription: from.subscription ?? null,
    listing: from.listing,
  };
}
