import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const runningSchema = z.object({
  /** Where the service answers. */
  address: z.string(),
  /** Of its simulated tenant, which signs in too. */
  graphRoot: z.string(),
  /** PEM of whom to trust there. */
  caCertificate: z.string(),
});

/** A service in simulated mode, as other commands on this machine find it: in a file in DATA_DIR while it runs. */
export type RunningSimulation = z.output<typeof runningSchema>;

function fileIn(dataDir: string): string {
  return path.join(dataDir, "running.json");
}

/** Resolves to what takes the file away again. */
export async function tellRunning(dataDir: string, running: RunningSimulation): Promise<() => Promise<void>> {
  await writeFile(fileIn(dataDir), `${JSON.stringify(running)}\n`, { mode: 0o600 });
  return () => rm(fileIn(dataDir), { force: true });
}

/** What the file says, null when there is none or it makes no sense. It may be left from a service that died. */
export async function readRunning(dataDir: string): Promise<RunningSimulation | null> {
  try {
    return runningSchema.safeParse(JSON.parse(await readFile(fileIn(dataDir), "utf8"))).data ?? null;
  } catch {
    return null;
  }
}
