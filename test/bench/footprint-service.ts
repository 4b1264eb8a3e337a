import { readConfig } from "../../src/config/config.ts";
import { createLog } from "../../src/log.ts";
import { startService, type Service } from "../../src/service.ts";
import { SIMULATED_TENANT_ID } from "../../src/simulator/simulated-tenant.ts";
import { ScaledClock, type ClockSegment } from "../support/chaos-clock.ts";
import { until } from "../support/until.ts";
import { answerParent } from "./bench-process.ts";
import type { DelayTenantAddress } from "./delay-world.ts";
import { FOOTPRINT_TENANT, type Subscribed } from "./footprint-world.ts";
import { tenantElsewhere } from "./tenant-elsewhere.ts";

type Start = { clock: readonly ClockSegment[]; address: DelayTenantAddress; people: number; dataDir: string };

/** In bytes: of this thread's heap after its garbage is gone, of the process, and its highest so far. */
export type Memory = { heap: number; resident: number; highestResident: number };

let service: Service | null = null;
let clock: ScaledClock;

/** The whole service with its embedded store, in a process of its own, on a tenant that runs elsewhere. */
const commands = {
  async start({ clock: segments, address, people, dataDir }: Start): Promise<Subscribed> {
    clock = new ScaledClock(segments);
    const { config, secrets } = readConfig({ DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "error" }, { toServe: true });
    const tenant = await tenantElsewhere({ ...FOOTPRINT_TENANT, clock, people, pastDays: 0 }, address);
    service = await startService(config, secrets, { tenant, clock, log: createLog(config.logLevel) });
    const running = service;
    const { store, address: own } = running;
    await until("the service has subscribed", () => running.status().subscription?.state === "active");
    const [subscription] = await store.subscriptions.all();
    if (subscription === undefined) throw new Error("There is no subscription.");
    const { subscriptionId, clientState } = subscription;
    const notificationUrl = `${own}/api/graph/notifications`;
    return { notificationUrl, subscriptionId, clientState, tenantId: SIMULATED_TENANT_ID };
  },

  /** Jobs that are not at their end. */
  async waiting(): Promise<number> {
    const { queued, running, failed } = await present().store.ingestJobs.counts(clock.now());
    return queued + running + failed;
  },

  /** How many jobs have ended by saving a new version. */
  async saved(): Promise<number> {
    const text = await present().metrics.render();
    return Number(/^callwise_ingest_jobs_total\{[^}]*outcome="saved"[^}]*\} (\d+)/m.exec(text)?.[1] ?? 0);
  },

  /** @param isIdle as the process is, without looking for garbage */
  memory({ isIdle }: { isIdle: boolean }): Promise<Memory> {
    if (!isIdle) globalThis.gc?.();
    const { heapUsed: heap, rss: resident } = process.memoryUsage();
    return Promise.resolve({ heap, resident, highestResident: process.resourceUsage().maxRSS * 1024 });
  },
};
export type FootprintServiceCommands = typeof commands;
answerParent(commands);

function present(): Service {
  if (service === null) throw new Error("The service has not been started.");
  return service;
}
