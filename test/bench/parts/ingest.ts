import type { BenchOptions, BenchPart, BenchResult } from "../bench-part.ts";
import { startTenant } from "../ingest-fleet.ts";
import { measureLargeMeeting, type LargeMeeting } from "../ingest-meeting.ts";
import { measureIngestRate, type IngestRate } from "../ingest-rate.ts";
import { measureThrottledUse } from "../ingest-throttled.ts";

const MB = 2 ** 20;
const MOST_GROWTH_MB = 150;
const LEAST_SHARE = 0.4;
/** Half of the 20 seconds in which Graph counts requests: what is later has waited for more than it had to, or works too long. */
const MOST_BEYOND_LIMIT_SECONDS = 10;

type Size = { people: number; pastDays: number; repetitions: number; windows: number; meetings: number[] };

const WHOLE: Size = { people: 20, pastDays: 28, repetitions: 7, windows: 2, meetings: [1_000, 5_000] };
const BRIEF: Size = { people: 6, pastDays: 5, repetitions: 1, windows: 0.2, meetings: [1_000] };

export const ingest: BenchPart = {
  name: "ingest",
  ratioOf: "of the calls a second of one bare bulkWrite a collection of the same documents",

  async run({ isBrief, mongodbUri, say }: BenchOptions): Promise<BenchResult> {
    const { people, pastDays, repetitions, windows, meetings } = isBrief ? BRIEF : WHOLE;
    const tenantProcess = startTenant();
    say("a simulated tenant's answers are made beforehand");
    const size = { people, pastDays, callsPerPersonDay: 5, largestOnly: false };
    const { address: tenant, callIds, paths } = await tenantProcess.ask("record", size);
    const calls = { tenant, callIds };
    const rateOn = (uri: string | null, engine: string): ReturnType<typeof measureIngestRate> =>
      measureIngestRate({ mongodbUri: uri, ...calls, paths, repetitions, say: (line) => say(`${engine}: ${line}`) });

    const embedded = await rateOn(null, "embedded");
    const documentDb = mongodbUri === null ? null : await rateOn(mongodbUri, "MongoDB");
    say("Graph's limits, with always more to do");
    const throttled = await measureThrottledUse({ tenantProcess, ...calls, windows });
    const large: [number, LargeMeeting][] = [];
    for (const attending of meetings) {
      say(`a meeting of ${attending.toLocaleString("en-US")} people`);
      large.push([attending, await measureLargeMeeting({ mongodbUri: null, people: attending, warmUp: calls })]);
    }
    await tenantProcess.end();

    return {
      ratio: embedded.wholeOfBare,
      engine: documentDb === null ? "embedded" : "embedded; documentdb",
      figures: {
        ...ratesOf("embedded", embedded),
        ...(documentDb !== null && ratesOf("documentDb", documentDb)),
        throttledUseOfAllowed: { value: throttled.percentOfAllowed, unit: "percent", target: { atLeast: 95 } },
        throttledRefusedRequests: { value: throttled.refused, unit: "count", target: { atMost: 0 } },
        ...Object.fromEntries(large.flatMap(([attending, meeting]) => figuresOf(attending, meeting))),
      },
      notes: [
        `${callIds.length.toLocaleString("en-US")} calls of ${people} people. The tenant runs in a process of its own and answers what it ` +
          "recorded beforehand, not compressed; service, its embedded store and the tenant share the machine's cores.",
        "A bare write is one `bulkWrite` of inserts a collection, all collections that the service has left documents in, into a " +
          "new database with the same indexes; the embedded server runs in a thread of the same process for both sides.",
        "`…PlainOfBareWrite` is a bare write while every answer is fetched over HTTPS and parsed with what Node has, and nothing " +
          "else: what nobody can save who fetches call records.",
        "Under Graph's limits answers take 300 ms, and what is counted are requests for single records in whole windows of 20 s after " +
          "the first; that listing keeps its own limit is held by an integration test.",
        "Calls are accepted as the webhook does, in notification requests of 5, before the clock starts; turning what was accepted " +
          "into jobs is part of what is timed. Under Graph's limits twice as many are notified each second as it allows.",
        "A meeting's memory is that of the service process alone, its database in another one: the larger of the growth of the resident " +
          "set, by samples and the kernel's mark, and of the heap with its buffers, by samples with their garbage. Memory that the calls " +
          "before left free stays resident, so that the resident set alone shows too little.",
        "A meeting's seconds beyond the limit are those over the waits that Graph's 40 requests for one record in 20 s make necessary: " +
          "20 s after each 40 requests but the last. They are everything the service does itself, and a wait too many shows in them: " +
          "at most half a window.",
        ...(mongodbUri === null ? ["No real MongoDB was given (TEST_MONGODB_URI): embedded default only."] : []),
      ],
    };
  },
};

function ratesOf(engine: string, rate: IngestRate): BenchResult["figures"] {
  return {
    [`${engine}OfBareWrite`]: { value: rate.wholeOfBare, unit: "ratio", target: { atLeast: LEAST_SHARE } },
    [`${engine}CallsPerSecond`]: { value: rate.whole, unit: "per s" },
    [`${engine}BareWritePerSecond`]: { value: rate.bare, unit: "per s" },
    [`${engine}PlainOfBareWrite`]: { value: rate.plainOfBare, unit: "ratio" },
    [`${engine}PlainPerSecond`]: { value: rate.plain, unit: "per s" },
  };
}

function figuresOf(people: number, meeting: LargeMeeting): [string, BenchResult["figures"][string]][] {
  const name = `meetingOf${people}`;
  const { rss, heap } = meeting.growth;
  return [
    [`${name}MemoryGrowth`, { value: Math.max(rss, heap) / MB, unit: "MB", target: { atMost: MOST_GROWTH_MB } }],
    [`${name}ResidentGrowth`, { value: rss / MB, unit: "MB" }],
    [`${name}HeapGrowth`, { value: heap / MB, unit: "MB" }],
    [`${name}Seconds`, { value: meeting.seconds, unit: "s" }],
    [
      `${name}SecondsBeyondLimit`,
      { value: meeting.beyondLimit, unit: "s", target: { atMost: MOST_BEYOND_LIMIT_SECONDS } },
    ],
    [`${name}Requests`, { value: meeting.requests, unit: "count" }],
    [`${name}RefusedRequests`, { value: meeting.refused, unit: "count", target: { atMost: 0 } }],
  ];
}
