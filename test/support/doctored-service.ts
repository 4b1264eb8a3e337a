import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../src/clock.ts";
import type { DoctorReport } from "../../src/doctor/report.ts";
import { tellRunning } from "../../src/running-simulation.ts";
import { runDoctor } from "../../src/service-doctor.ts";
import { openFrontDoor, type FrontDoor } from "./chaos-front-door.ts";
import { startRunningService, type RunningService } from "./running-service.ts";
import { until } from "./until.ts";

export type DoctoredService = {
  running: RunningService;
  dataDir: string;
  /** Between Graph and the service, at PUBLIC_URL. */
  front: FrontDoor;
  /** With these settings beside those of the service, which have no fault. */
  examine(settings?: Readonly<Record<string, string>>): Promise<DoctorReport>;
  stop(): Promise<void>;
};

/** A service on its simulated tenant, subscribed, and what a doctor beside it finds. */
export async function startDoctoredService(): Promise<DoctoredService> {
  const dataDir = await mkdtemp(join(tmpdir(), "callwise-doctor-"));
  const front = await openFrontDoor();
  const own = { DATA_DIR: dataDir, PUBLIC_URL: front.url };
  const running = await startRunningService({ people: 3, pastDays: 1, settings: own });
  const { service, tenant } = running;
  front.setInstances([service.address]);
  const { address } = service;
  const { graphRoot, caCertificate } = tenant;
  const forget = await tellRunning(dataDir, { address, graphRoot, caCertificate });
  await until("the subscription is active", () => service.status().subscription?.state === "active");
  return {
    running,
    dataDir,
    front,
    examine: (settings = {}) =>
      runDoctor({ environment: { ...own, ...settings }, clock: systemClock, random: () => 0 }),
    async stop() {
      await forget();
      await running.stop();
      await front.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** A port on loopback at which nobody answers. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
