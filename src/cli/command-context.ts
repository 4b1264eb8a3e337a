import { systemClock, type Clock } from "../clock.ts";
import { readConfig, type Config } from "../config/config.ts";
import { readEnvironment } from "../config/env.ts";
import type { Secrets } from "../config/secrets.ts";
import { openDatabase } from "../open-database.ts";
import { openServiceStore, tenantIdOf } from "../service-store.ts";
import type { Store } from "../store/store.ts";

/** What a command of the command line works with; it joins a running service's data or opens them itself. */
export type CommandContext = {
  config: Config;
  secrets: Secrets;
  clock: Clock;
  tenantId: string;
  store: Store;
  /** Nobody else has this store open, so that no service runs on it. */
  isAlone: boolean;
};

/** Opens the store, runs the command, and closes everything again, also when the command fails. */
export async function withStore<Result>(work: (context: CommandContext) => Promise<Result>): Promise<Result> {
  const { config, secrets } = readConfig(readEnvironment(), { toServe: false });
  const clock = systemClock;
  const database = await openDatabase({
    mongodbUri: secrets.mongodbUri,
    dataDir: config.dataDir,
    clock,
    mayJoin: true,
  });
  try {
    const store = await openServiceStore(config, database.uri, clock);
    try {
      const isAlone = database.kind === "embedded";
      return await work({ config, secrets, clock, tenantId: tenantIdOf(config), store, isAlone });
    } finally {
      await store.close();
    }
  } finally {
    await database.stop();
  }
}
