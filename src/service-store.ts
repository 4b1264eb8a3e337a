import type { Clock } from "./clock.ts";
import type { Config } from "./config/config.ts";
import type { Log } from "./log.ts";
import { SIMULATED_TENANT_ID } from "./simulator/simulated-tenant.ts";
import { openStore } from "./store/open-store.ts";
import type { Store } from "./store/store.ts";

const DEFAULT_DATABASE = "callwise";

/** The one tenant that is served: the configured one, in simulated mode the simulated one. */
export function tenantIdOf(config: Pick<Config, "graph">): string {
  return config.graph?.tenantId ?? SIMULATED_TENANT_ID;
}

/** Opens the configured tenant's store in the database that the URI names, else in "callwise". */
export function openServiceStore(config: Config, uri: string, clock: Clock, log?: Log): Promise<Store> {
  return openStore({
    uri,
    databaseName: databaseNameOf(uri),
    tenantId: tenantIdOf(config),
    retentionDays: config.retentionDays,
    accessLogDays: config.accessLogDays,
    incidentDays: config.incidentDays,
    personalFieldsDays: config.personalFieldsDays,
    isAnonymous: config.isAnonymous,
    timeZone: config.defaultTimeZone,
    clock,
    ...(log && { log }),
  });
}

/** `mongodb://user:password@host,host/NAME?options` */
export function databaseNameOf(uri: string): string {
  const name = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1];
  return name === undefined ? DEFAULT_DATABASE : decodeURIComponent(name);
}
