import { mkdir } from "node:fs/promises";
import { resolve as resolvePath } from "node:path";
import { Worker } from "node:worker_threads";
import { ServiceError, errorCode } from "../service-error.ts";
import { isServing, readServerFile } from "./server-file.ts";
import type { WorkerInput, WorkerReport } from "./worker.ts";

export type EmbeddedServer = {
  /** connection string for the official driver */
  uri: string;
  /**
   * Finishes the running commands and closes; it may be called more than once.
   * Throws ServiceError `embedded_commit_failed` when the server had stopped by itself because its disk refused.
   */
  stop(): Promise<void>;
};

/**
 * Starts the embedded server in a worker thread and resolves when it answers.
 *
 * `directory` is where the data lies; it is created when absent. `isShared` false keeps it from being found by
 * `findEmbeddedServer`: for a server that may end while others would use it. Throws ServiceError
 * `embedded_folder_in_use` when another process serves that folder, `embedded_start_failed` when it cannot be used.
 */
export async function startEmbeddedServer(options: { directory: string; isShared?: boolean }): Promise<EmbeddedServer> {
  const directory = resolvePath(options.directory);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const input: WorkerInput = { directory, isShared: options.isShared ?? true };
  const worker = new Worker(new URL("./worker-entry.js", import.meta.url), { workerData: input, execArgv: [] });
  const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  let failure: ServiceError | null = null;
  const uri = await new Promise<string>((resolve, reject) => {
    const fail = (error: ServiceError): void => {
      failure ??= error;
      reject(error);
    };
    worker.on("message", (report: WorkerReport) => {
      if (report.kind === "ready") resolve(report.uri);
      else fail(new ServiceError(report.code, report.message, { remedy: report.remedy }));
    });
    worker.on("error", (error) => fail(startFailure(error)));
    worker.once("exit", () => reject(startFailure(null)));
  });
  return {
    uri,
    async stop() {
      worker.postMessage("stop");
      await exited;
      if (failure !== null) throw failure;
    },
  };
}

/** The URI of a server that another process runs on this folder right now, or null. */
export async function findEmbeddedServer(directory: string): Promise<string | null> {
  const file = await readServerFile(resolvePath(directory));
  if (file === null) return null;
  return (await isServing(file)) ? file.uri : null;
}

function startFailure(cause: unknown): ServiceError {
  return new ServiceError("embedded_start_failed", `The embedded server ended unexpectedly (${errorCode(cause)}).`, {
    cause,
  });
}
