import { access, constants, mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { findEmbeddedServer, startEmbeddedServer } from "./embedded/embedded-server.ts";
import type { Clock } from "./clock.ts";
import { errorCode, ServiceError } from "./service-error.ts";

export type Database = {
  uri: string;
  /** "mongodb" a server that was named; "embedded" one of our own; "joined" the embedded one of a running service. */
  kind: "mongodb" | "embedded" | "joined";
  stop(): Promise<void>;
};

/** A command ends by itself, and a service that starts can soon be found; an import may take its time. */
const WAIT_FOR_OTHERS_MS = 60_000;
const RETRY_MS = 100;

/**
 * The database a command works on: the one named by MONGODB_URI, else the embedded server of a service that runs on
 * the same folder, else an embedded server of its own. Only a service's server is joined: a command's would end under
 * whoever joined it, so its folder is waited for.
 * Throws ServiceError "embedded_folder_in_use" when another process keeps holding the folder,
 * "data_dir_unusable" when there can be no folder.
 */
export async function openDatabase(options: {
  mongodbUri: string | null;
  dataDir: string;
  clock: Clock;
  /** A service owns its folder; other commands may join a running one. */
  mayJoin: boolean;
}): Promise<Database> {
  if (options.mongodbUri !== null) return { uri: options.mongodbUri, kind: "mongodb", stop: () => Promise.resolve() };
  await prepareFolder(path.resolve(options.dataDir));

  const deadline = options.clock.now().getTime() + WAIT_FOR_OTHERS_MS;
  for (;;) {
    const running = await findEmbeddedServer(options.dataDir);
    if (running !== null && options.mayJoin) return { uri: running, kind: "joined", stop: () => Promise.resolve() };
    try {
      const server = await startEmbeddedServer({ directory: options.dataDir, isShared: !options.mayJoin });
      return { ...server, kind: "embedded" };
    } catch (error) {
      const isHeld = error instanceof ServiceError && error.code === "embedded_folder_in_use";
      const isService = running !== null;
      if (!isHeld || isService || options.clock.now().getTime() >= deadline) throw error;
      await options.clock.sleep(RETRY_MS);
    }
  }
}

async function prepareFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ServiceError("data_dir_unusable", `DATA_DIR cannot be used as a folder (${errorCode(error)}).`, {
      remedy: "fix-configuration",
      cause: error,
    });
  }
}

/** Level by level: Node's own recursive way never ends where the system refuses new entries, as below /proc. */
async function makeFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return;
  if (path.dirname(folder) !== folder) await makeFolder(path.dirname(folder));
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    // Two commands may make it at the same moment.
    if (!(await stat(folder).catch(() => null))?.isDirectory()) throw error;
  }
}
