import type { BenchOptions, BenchPart, BenchResult, Figure } from "../bench-part.ts";
import { measureGrowthRates, type GrowthRates } from "../growth-rates.ts";
import { startIngester, startTenant, type Ingester } from "../ingest-fleet.ts";
import { countNotificationsPerCall, type NotificationsPerCall } from "../notifications-per-call.ts";
import { PAPER_NOTES, paperScale } from "../paper-scale.ts";

const KB = 1_000;

const WHOLE = { people: 20, pastDays: 28, shared: [1, 2, 4], repetitions: 3, notifiedPeople: 100 };
const BRIEF = { people: 3, pastDays: 5, shared: [1, 2], repetitions: 1, notifiedPeople: 4 };

export const growth: BenchPart = {
  name: "growth",
  ratioOf: "of one instance's calls a second with two of them on one database",

  async run({ isBrief, mongodbUri, say }: BenchOptions): Promise<BenchResult> {
    const { people, pastDays, shared, repetitions, notifiedPeople } = isBrief ? BRIEF : WHOLE;
    // The embedded default serves one instance.
    const instances = mongodbUri === null ? [1] : shared;
    const tenantProcess = startTenant();
    say("a simulated tenant's answers are made beforehand");
    const size = { people, pastDays, callsPerPersonDay: 5, largestOnly: false };
    const { address: tenant, callIds } = await tenantProcess.ask("record", size);
    const ingesters: [Ingester, ...Ingester[]] = [await startIngester(mongodbUri)];
    while (ingesters.length < Math.max(...instances)) ingesters.push(await startIngester(mongodbUri));
    const calls = { tenantProcess, tenant, callIds };
    const rates = await measureGrowthRates({ ingesters, instances, ...calls, repetitions, warmsUp: !isBrief, say });
    await Promise.all([...ingesters, tenantProcess].map((process) => process.end()));
    say("what Graph sends for a call");
    const notified = await countNotificationsPerCall(notifiedPeople);
    const ratio = (rates.perSecond.get(instances[1] ?? 1) ?? NaN) / (rates.perSecond.get(1) ?? NaN);
    return {
      ratio,
      engine: mongodbUri === null ? "embedded" : "documentdb",
      figures: {
        ...(mongodbUri !== null && { twoInstancesOfOne: { value: ratio, unit: "ratio" } }),
        ...figuresOf(rates, notified, callIds.length),
        ...paperScale({
          cpuMs: rates.cpuMs,
          storedBytes: totalBytes(rates) / callIds.length,
          graphRequests: rates.graphRequests,
          notifications: notified.notifications,
        }),
      },
      notes: [
        mongodbUri === null
          ? "No real MongoDB was given (TEST_MONGODB_URI), and the embedded default serves one instance: nothing here is of growth, the ratio " +
            "is that of one instance to itself, and processor time includes the store's thread."
          : "One machine for everything: the instances, the tenant that answers them, and the database with its gateway. So more instances " +
            "show that they do not get into each other's way, and what a second one gains while one does not use all cores; " +
            "what they add up to needs machines of their own and a real server.",
        "Calls are accepted as the webhook does, in notification requests of 5, before the clock starts, when every instance is open; " +
          "turning what was accepted into jobs is part of what is timed.",
        "Processor time is of the service's process (sign-in, webhook, tab and bot are not in it); bytes are BSON before the database " +
          "compresses, without indexes.",
        ...PAPER_NOTES,
      ],
    };
  },
};

function totalBytes({ stored }: GrowthRates): number {
  return Object.values(stored).reduce((sum, { bytes }) => sum + bytes, 0);
}

function figuresOf(rates: GrowthRates, notified: NotificationsPerCall, calls: number): Record<string, Figure> {
  const kept = ["callRecords", "callSessions", "participations", "ingestJobs"];
  return {
    ...Object.fromEntries(
      [...rates.perSecond].map(([count, value]): [string, Figure] => [
        `callsPerSecondWith${count}`,
        { value, unit: "per s" },
      ]),
    ),
    processorTimePerCall: { value: rates.cpuMs, unit: "ms" },
    storedPerCall: { value: totalBytes(rates) / calls / KB, unit: "KB" },
    ...Object.fromEntries(
      kept.map((collection): [string, Figure] => [
        `storedPerCallIn${collection.charAt(0).toUpperCase()}${collection.slice(1)}`,
        { value: (rates.stored[collection]?.bytes ?? 0) / calls / KB, unit: "KB" },
      ]),
    ),
    graphRequestsPerFetch: { value: rates.graphRequests, unit: "count" },
    notificationsPerCall: { value: notified.notifications, unit: "count" },
    webhookRequestsPerCall: { value: notified.requests, unit: "count" },
  };
}
