import type { CallRecord } from "../calls/call-record.ts";
import type { JudgedCallRecord } from "../calls/judged-call-record.ts";
import type { CallRecordSource } from "../graph/fetch-call-record.ts";
import type { SaveOutcome } from "../store/store.ts";
import { inSpan } from "../telemetry/span.ts";

export type IngestOutcome =
  /** `leftOut`: how many elements of the record could not be read and are missing from what was saved. */
  | { kind: SaveOutcome; version: number; leftOut: number; start: Date; end: Date }
  | { kind: "notFound"; tooOld: boolean };

export type IngestCallRecord = (callId: string, signal?: AbortSignal) => Promise<IngestOutcome>;

/** The work of one job: fetch → judge → save. Throws whatever a step throws; may run twice. */
export function createIngestCallRecord(steps: {
  fetch: CallRecordSource["fetch"];
  judge: (record: CallRecord) => JudgedCallRecord;
  save: (judged: JudgedCallRecord) => Promise<SaveOutcome>;
}): IngestCallRecord {
  return async (callId, signal) => {
    const fetched = await inSpan("fetch", {}, () => steps.fetch(callId, signal));
    if (fetched.kind === "notFound") return fetched;
    const { record, leftOut } = fetched;
    const judged = await inSpan("judge", {}, () => Promise.resolve(steps.judge(record)));
    const saved = await inSpan("save", {}, () => steps.save(judged));
    return { kind: saved, version: record.version, leftOut, start: record.start, end: record.end };
  };
}
