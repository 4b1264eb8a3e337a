import type { Remedy } from "../service-error.ts";

/** What the worker thread is given at its start. */
export type WorkerInput = { directory: string };

/** What the worker thread says: once ready or failed, and failed once more should it ever stop by itself. */
export type WorkerReport =
  { kind: "ready"; uri: string } | { kind: "failed"; code: string; message: string; remedy: Remedy };

export function isWorkerInput(value: unknown): value is WorkerInput {
  return typeof value === "object" && value !== null && "directory" in value && typeof value.directory === "string";
}
