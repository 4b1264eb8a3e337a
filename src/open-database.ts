import { findEmbeddedServer, startEmbeddedServer } from "./embedded/embedded-server.ts";
import type { Clock } from "./clock.ts";
import { ServiceError } from "./service-error.ts";

export type Database = {
  uri: string;
  /** "mongodb" a server that was named; "embedded" one of our own; "joined" the embedded one of a running service. */
  kind: "mongodb" | "embedded" | "joined";
  stop(): Promise<void>;
};

const WAIT_FOR_STARTING_SERVICE_MS = 10_000;
const RETRY_MS = 100;

/**
 * The database a command works on: the one named by MONGODB_URI, else the embedded server of a service that runs on
 * the same folder, else an embedded server of its own.
 * Throws ServiceError "embedded_folder_in_use" when another process holds the folder and does not answer.
 */
export async function openDatabase(options: {
  mongodbUri: string | null;
  dataDir: string;
  clock: Clock;
  /** A service owns its folder; other commands may join a running one. */
  mayJoin: boolean;
}): Promise<Database> {
  if (options.mongodbUri !== null) return { uri: options.mongodbUri, kind: "mongodb", stop: () => Promise.resolve() };
  if (!options.mayJoin) return { ...(await startEmbeddedServer({ directory: options.dataDir })), kind: "embedded" };

  const deadline = options.clock.now().getTime() + WAIT_FOR_STARTING_SERVICE_MS;
  for (;;) {
    const running = await findEmbeddedServer(options.dataDir);
    if (running !== null) return { uri: running, kind: "joined", stop: () => Promise.resolve() };
    try {
      return { ...(await startEmbeddedServer({ directory: options.dataDir })), kind: "embedded" };
    } catch (error) {
      const isHeld = error instanceof ServiceError && error.code === "embedded_folder_in_use";
      // Another command may be starting or ending on the same folder just now.
      if (!isHeld || options.clock.now().getTime() >= deadline) throw error;
      await options.clock.sleep(RETRY_MS);
    }
  }
}
