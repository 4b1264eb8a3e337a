import assert from "node:assert/strict";
import { GraphError } from "../../src/graph/graph-error.ts";
import type { IngestCallRecord, IngestOutcome } from "../../src/ingestion/ingest-call-record.ts";

/** Ended 20 minutes before the driven clock begins. */
export const ENDED_CALL = {
  version: 1,
  leftOut: 0,
  start: new Date("2026-03-02T07:00:00Z"),
  end: new Date("2026-03-02T07:40:00Z"),
};
export const SAVED: IngestOutcome = { kind: "saved", ...ENDED_CALL };

/** Work of a worker, whose every piece ends when the test says so. */
export class HeldWork {
  readonly started: string[] = [];
  readonly #held = new Map<string, (outcome: IngestOutcome) => void>();

  readonly ingest: IngestCallRecord = (callId, signal) => {
    this.started.push(callId);
    return new Promise((resolve, reject) => {
      this.#held.set(callId, resolve);
      signal?.addEventListener("abort", () => reject(new GraphError("graph_aborted", "", { retryable: true })));
    });
  };

  end(callId: string, outcome: IngestOutcome = SAVED): void {
    const resolve = this.#held.get(callId);
    assert.ok(resolve, `${callId} is not at work`);
    resolve(outcome);
  }
}
