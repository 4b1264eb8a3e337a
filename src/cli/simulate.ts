import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { systemClock } from "../clock.ts";
import { createSimulatedTenant } from "../simulator/simulated-tenant.ts";

export type SimulateOptions = {
  port: number;
  seed: number;
  people: number;
  liveEvery: number;
  delayFactor: number;
  dir: string;
};

/** `callwise simulate`: the simulated tenant alone, with what another process needs to take it for Graph. */
export async function simulate(options: SimulateOptions): Promise<void> {
  const { port, seed, people, liveEvery, delayFactor } = options;
  const folder = path.resolve(options.dir);
  await mkdir(folder, { recursive: true });
  const tenant = await createSimulatedTenant({
    clock: systemClock,
    port,
    seed,
    people,
    delayFactor,
    liveEverySeconds: liveEvery === 0 ? null : liveEvery,
    runs: true,
    stateFile: path.join(folder, "simulator.json"),
  });
  const certificate = path.join(folder, "ca.pem");
  await writeFile(certificate, tenant.caCertificate);
  await tenant.start();
  const stopped = new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
  process.stdout.write(
    [
      "The simulated tenant is running. Ctrl-C ends it. A service takes it for Microsoft Graph with these settings:",
      "",
      `GRAPH_ROOT=${tenant.graphRoot}`,
      `LOGIN_ROOT=${tenant.loginRoot}`,
      `TENANT_ID=${tenant.tenantId}`,
      `CLIENT_ID=${tenant.clientId}`,
      `CLIENT_SECRET=${tenant.clientSecret}`,
      `NODE_EXTRA_CA_CERTS=${certificate}`,
      "",
      `What is true: ${tenant.graphRoot}/_simulator/truth (also people, faults, subscriptions)`,
      `Somebody to ask as: ${tenant.suggestedPerson.id} (${tenant.suggestedPerson.displayName})`,
      "",
      "",
    ].join("\n"),
  );
  await stopped;
  await tenant.stop();
}
