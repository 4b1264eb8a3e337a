import { ingestAll, newBenchDatabase, startIngester } from "./ingest-fleet.ts";
import { median } from "./percentiles.ts";
import type { TenantAddress } from "./recorded-tenant.ts";

const WARM_UPS = 3;

/** Calls a second, the median of the repetitions. */
export type IngestRate = {
  /** From the accepted notification to the stored and judged call. */
  whole: number;
  /** Of nothing but fetching, parsing and writing. */
  plain: number;
  /** Of writing alone. */
  bare: number;
  /** Of the repetitions' own ratios, so that a slow moment of the machine hits both sides of one. */
  wholeOfBare: number;
  plainOfBare: number;
};

/**
 * What the service does for a call, against writing the same documents with one `bulkWrite` a collection, and against
 * fetching the same answers while these are written: by turns, each time in a new database with the same indexes.
 */
export async function measureIngestRate(options: {
  mongodbUri: string | null;
  tenant: TenantAddress;
  callIds: string[];
  paths: string[];
  repetitions: number;
  say: (line: string) => void;
}): Promise<IngestRate> {
  const { tenant, callIds, paths, repetitions, say } = options;
  const ingester = await startIngester(options.mongodbUri);
  const rates: Omit<IngestRate, "wholeOfBare" | "plainOfBare">[] = [];
  // The first ones warm up: code that is not compiled yet, connections, the database's files.
  for (let repetition = 1 - WARM_UPS; repetition <= repetitions; repetition += 1) {
    const [from, to, toAlso] = [newBenchDatabase(), newBenchDatabase(), newBenchDatabase()];
    const { seconds } = await ingestAll({ ingesters: [ingester], tenant, databaseName: from, callIds });
    const bareSeconds = await ingester.ask("writeBare", { from, to });
    const plainSeconds = await ingester.ask("fetchAndWriteBare", { from, to: toAlso, tenant, paths });
    for (const databaseName of [from, to, toAlso]) await ingester.ask("drop", { databaseName });
    const rate = {
      whole: callIds.length / seconds,
      plain: callIds.length / plainSeconds,
      bare: callIds.length / bareSeconds,
    };
    if (repetition > 0) rates.push(rate);
    const said = Object.entries(rate).map(([name, perSecond]) => `${name} ${Math.round(perSecond)} calls/s`);
    say(`${repetition > 0 ? "" : "warm-up: "}${said.join(", ")}`);
  }
  await ingester.end();
  const medianOf = (figure: (rate: (typeof rates)[number]) => number): number => median(rates.map(figure));
  return {
    whole: medianOf(({ whole }) => whole),
    plain: medianOf(({ plain }) => plain),
    bare: medianOf(({ bare }) => bare),
    wholeOfBare: medianOf(({ whole, bare }) => whole / bare),
    plainOfBare: medianOf(({ plain, bare }) => plain / bare),
  };
}
