import { ingestAll, newBenchDatabase, startIngester } from "./ingest-fleet.ts";
import { median } from "./percentiles.ts";
import type { TenantAddress } from "./recorded-tenant.ts";

const WARM_UPS = 3;

export type IngestRate = {
  /** Calls a second, medians of the repetitions. */
  perSecond: number;
  barePerSecond: number;
  /** Of the repetitions' own ratios, so that a slow moment of the machine hits both sides of one. */
  ratio: number;
};

/**
 * From the accepted notification to the stored and judged call, against writing the same documents with one `bulkWrite` a
 * collection: by turns, each time in a new database with the same indexes.
 */
export async function measureIngestRate(options: {
  mongodbUri: string | null;
  tenant: TenantAddress;
  callIds: string[];
  repetitions: number;
  say: (line: string) => void;
}): Promise<IngestRate> {
  const { tenant, callIds, repetitions, say } = options;
  const ingester = await startIngester(options.mongodbUri);
  const rates: { whole: number; bare: number }[] = [];
  // The first ones warm up: code that is not compiled yet, connections, the database's files.
  for (let repetition = 1 - WARM_UPS; repetition <= repetitions; repetition += 1) {
    const [from, to] = [newBenchDatabase(), newBenchDatabase()];
    const { seconds } = await ingestAll({ ingesters: [ingester], tenant, databaseName: from, callIds });
    const bareSeconds = await ingester.ask("writeBare", { from, to });
    for (const databaseName of [from, to]) await ingester.ask("drop", { databaseName });
    const rate = { whole: callIds.length / seconds, bare: callIds.length / bareSeconds };
    if (repetition > 0) rates.push(rate);
    say(`${repetition > 0 ? "" : "warm-up: "}${Math.round(rate.whole)} calls/s, bare ${Math.round(rate.bare)} calls/s`);
  }
  await ingester.end();
  return {
    perSecond: median(rates.map(({ whole }) => whole)),
    barePerSecond: median(rates.map(({ bare }) => bare)),
    ratio: median(rates.map(({ whole, bare }) => whole / bare)),
  };
}
