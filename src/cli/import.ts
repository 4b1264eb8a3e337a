import { judgeCallRecord } from "../calls/judge-call-record.ts";
import { normalizeCallRecord } from "../graph/normalize-call-record.ts";
import { readCallRecordFiles } from "../ingestion/call-record-files.ts";
import { importCallRecords } from "../ingestion/import-call-records.ts";
import { withStore } from "./command-context.ts";
import { progressLine } from "./progress-line.ts";

/** `callwise import`: prints the report as one JSON line; true when nothing was rejected. */
export async function importFiles(paths: readonly string[]): Promise<boolean> {
  const report = await withStore(async ({ store }) => {
    const progress = progressLine(process.stderr);
    const imported = await importCallRecords(
      readCallRecordFiles(paths),
      (payload) => store.callRecords.save(judgeCallRecord(normalizeCallRecord(payload).record)),
      ({ imported, unchanged, stale, rejected }) =>
        progress.show(`${imported + unchanged + stale + rejected.length} records read, ${imported} imported`),
    );
    progress.end();
    return imported;
  });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return report.rejected.length === 0;
}
