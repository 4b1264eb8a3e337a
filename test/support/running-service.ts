import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AlertPace } from "../../src/alerting/alert-pace.ts";
import { systemClock, type Clock } from "../../src/clock.ts";
import { readConfig } from "../../src/config/config.ts";
import { createLog, type Log } from "../../src/log.ts";
import { startService, type Service } from "../../src/service.ts";
import { createSimulatedTenant, type SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import { until } from "./until.ts";

export type RunningService = {
  service: Service;
  tenant: SimulatedTenant;
  /** Resolves when everything that Graph lists now is held in its present version. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

/** The whole service on a small simulated tenant whose calls end when the test says so. */
export async function startRunningService(
  options: {
    people?: number;
    pastDays?: number;
    seed?: number;
    /** Of the service and the tenant; the machine's unless given. */
    clock?: Clock;
    tokenLifetimeSeconds?: number;
    /** Who is an admin. */
    adminIds?: (tenant: SimulatedTenant) => string[];
    alertPace?: Partial<AlertPace>;
    /** Beside those that every test has. */
    settings?: Readonly<Record<string, string>>;
    /** Silent unless given. */
    log?: Log;
  } = {},
): Promise<RunningService> {
  const folder = await mkdtemp(join(tmpdir(), "callwise-service-"));
  const settings = { DATA_DIR: folder, PORT: "0", LOG_LEVEL: "silent", ...options.settings };
  const { config, secrets } = readConfig(settings, { toServe: true });
  const { clock = systemClock } = options;
  const tenant = await createSimulatedTenant({
    clock,
    people: options.people ?? 10,
    pastDays: options.pastDays ?? 8,
    seed: options.seed ?? 1,
    townHalls: false,
    delayFactor: 0.001,
    runs: true,
    ...(options.tokenLifetimeSeconds !== undefined && { tokenLifetimeSeconds: options.tokenLifetimeSeconds }),
  });
  const service = await startService({ ...config, adminIds: options.adminIds?.(tenant) ?? [] }, secrets, {
    tenant,
    clock,
    log: options.log ?? createLog("silent"),
    ...(options.alertPace && { alertPace: options.alertPace }),
  });
  return {
    service,
    tenant,
    settled: () =>
      until("everything that Graph lists is held", async () => {
        const listed = tenant.groundTruth.calls();
        const held = await service.store.callRecords.versions(listed.map(({ callId }) => callId));
        return listed.every(({ callId, version }) => held.get(callId) === version);
      }),
    async stop() {
      await service.stop();
      await rm(folder, { recursive: true });
    },
  };
}
