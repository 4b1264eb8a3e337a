import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData, type MessagePort } from "node:worker_threads";
import { systemClock } from "../clock.ts";
import { ServiceError, errorCode, type Remedy } from "../service-error.ts";
import { Catalog } from "./catalog.ts";
import { removeServerFile, writeServerFile } from "./server-file.ts";
import { Storage } from "./storage.ts";
import { WireServer, type Address } from "./wire-server.ts";

/** What the worker thread is given at its start. */
export type WorkerInput = { directory: string; isShared: boolean };

/** What the worker thread says: once ready or failed, and failed once more should it ever stop by itself. */
export type WorkerReport =
  { kind: "ready"; uri: string } | { kind: "failed"; code: string; message: string; remedy: Remedy };

/** The longest socket path that every supported system takes, in bytes. */
const LONGEST_SOCKET_PATH = 100;

async function serve({ directory, isShared }: WorkerInput, port: MessagePort): Promise<void> {
  const report = (message: WorkerReport): void => port.postMessage(message);
  const storage = new Storage(join(directory, "callwise.sqlite"));
  const catalog = new Catalog(storage);
  const instance = randomUUID();
  const server = new WireServer({
    catalog,
    storage,
    clock: systemClock,
    instance,
    onFailure(error) {
      report({
        kind: "failed",
        code: "embedded_commit_failed",
        message: `Writing to the data folder failed (${errorCode(error)}); the embedded server stopped.`,
        remedy: "fix-configuration",
      });
      void end();
    },
  });
  let ended = false;
  const end = async (): Promise<void> => {
    if (ended) return;
    ended = true;
    await removeServerFile(directory);
    try {
      storage.close();
    } finally {
      port.close();
    }
  };
  // Whoever holds the storage's lock is the only server of this folder, so what lies here is a dead one's.
  await removeServerFile(directory);
  const address = chooseAddress(directory);
  const boundPort = await server.listen(address);
  const uri = uriOf(address, boundPort);
  if (isShared) await writeServerFile(directory, { uri, instance });
  port.once("message", () => void server.stop().then(end));
  report({ kind: "ready", uri });
}

/** A Unix socket in a folder that only its owner may enter; where that cannot be had, a loopback port with a secret. */
function chooseAddress(directory: string): Address {
  const folder = join(directory, "socket");
  const path = join(folder, "mongo.sock");
  if (process.platform === "win32" || Buffer.byteLength(path) > LONGEST_SOCKET_PATH)
    return { kind: "port", secret: randomUUID() };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  return { kind: "socket", path };
}

function uriOf(address: Address, boundPort: number): string {
  if (address.kind === "socket") return `mongodb://${encodeURIComponent(address.path)}/callwise?directConnection=true`;
  return `mongodb://127.0.0.1:${boundPort}/callwise?directConnection=true&appName=${address.secret}`;
}

function startFailure(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  const message = `The embedded server could not start on its data folder (${errorCode(error)}).`;
  return new ServiceError("embedded_start_failed", message, { remedy: "fix-configuration" });
}

function isWorkerInput(value: unknown): value is WorkerInput {
  if (typeof value !== "object" || value === null || !("directory" in value) || !("isShared" in value)) return false;
  return typeof value.directory === "string" && typeof value.isShared === "boolean";
}

if (parentPort !== null && isWorkerInput(workerData)) {
  const port = parentPort;
  serve(workerData, port).catch((error: unknown) => {
    const { code, message, remedy } = startFailure(error);
    port.postMessage({ kind: "failed", code, message, remedy } satisfies WorkerReport);
    port.close();
  });
}
