import { ServiceError } from "../service-error.ts";
import type { SaveOutcome } from "../store/store.ts";
import type { FilePayload } from "./call-record-files.ts";

/** The answer of `callwise import`; `unchanged` and `stale` as the store says it. */
export type ImportReport = {
  imported: number;
  unchanged: number;
  stale: number;
  rejected: { file: string; index: number | null; reason: string }[];
};

/**
 * Takes payloads through the same path as fetched ones. A payload that cannot be taken is rejected with its reason,
 * and the rest goes on; only a failing store ends the import.
 * @param ingest normalizes, judges and saves one payload; throws ServiceError "invalid_call_record"
 */
export async function importCallRecords(
  payloads: AsyncIterable<FilePayload>,
  ingest: (payload: unknown) => Promise<SaveOutcome>,
  onProgress: (report: ImportReport) => void = () => undefined,
): Promise<ImportReport> {
  const report: ImportReport = { imported: 0, unchanged: 0, stale: 0, rejected: [] };
  for await (const item of payloads) {
    if ("reason" in item) {
      report.rejected.push(item);
      continue;
    }
    try {
      const outcome = await ingest(item.payload);
      report[outcome === "saved" ? "imported" : outcome] += 1;
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== "invalid_call_record") throw error;
      report.rejected.push({ file: item.file, index: item.index, reason: error.message });
    }
    onProgress(report);
  }
  return report;
}
