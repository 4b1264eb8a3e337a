import type { BenchOptions, BenchPart, BenchResult, Figure } from "../bench-part.ts";
import { measureLeak } from "../footprint-leak.ts";
import { measureInstall, measureTab } from "../footprint-size.ts";
import { measureStarts } from "../footprint-start.ts";

const MB = 2 ** 20;
const KB = 1_000;
/** More than an honest measurement wavers by; a leak of 200 bytes a call shows in it. */
const MOST_GROWTH = 1.15;
const WHOLE = {
  repetitions: 3,
  startSettleSeconds: 90,
  calls: 100_000,
  people: 60,
  pastDays: 3,
  leakSettleSeconds: 20,
};
const BRIEF = { repetitions: 1, startSettleSeconds: 1, calls: 1_200, people: 10, pastDays: 7, leakSettleSeconds: 1 };

export const footprint: BenchPart = {
  name: "footprint",
  ratioOf: "times the heap after a fifth of the calls of the leak run is held after the last one",

  async run({ isBrief, say }: BenchOptions): Promise<BenchResult> {
    const size = isBrief ? BRIEF : WHOLE;
    const { calls, people, pastDays } = size;
    const tab = measureTab();
    const install = await measureInstall();
    const starts = await measureStarts({ repetitions: size.repetitions, settleSeconds: size.startSettleSeconds, say });
    const leak = await measureLeak({ calls, people, pastDays, settleSeconds: size.leakSettleSeconds, say });
    const ratio = leak.heap.end / leak.heap.warm;
    const megabytes = (bytes: number): Figure => ({ value: bytes / MB, unit: "MB" });
    return {
      ratio,
      engine: "embedded",
      figures: {
        coldStart: { value: starts.cold, unit: "s" },
        startOnEmptyFolder: { value: starts.empty, unit: "s" },
        warmStart: { value: starts.warm, unit: "s" },
        firstCardOnEmptyFolder: { value: starts.cardAfterEmpty, unit: "ms" },
        firstCardAfterWarmStart: { value: starts.cardAfterWarm, unit: "ms" },
        idleMemory: megabytes(leak.idle),
        busyMemory: megabytes(leak.busy),
        simulatedModeMemory: megabytes(starts.resident),
        productionPackages: { value: install.productionPackages, unit: "count" },
        productionInstall: megabytes(install.productionBytes),
        ownFiles: megabytes(install.ownBytes),
        developmentInstall: megabytes(install.wholeBytes),
        tabFirstPage: { value: tab.firstBytes / KB, unit: "KB", target: { atMost: 160 } },
        tabWhole: { value: tab.wholeBytes / KB, unit: "KB" },
        leakRunCalls: { value: leak.calls, unit: "count" },
        leakRunCallsPerSecond: { value: leak.perSecond, unit: "per s" },
        heapAfterWarmUp: megabytes(leak.heap.warm),
        heapAtEnd: megabytes(leak.heap.end),
        heapGrowth: { value: ratio, unit: "ratio", target: { atMost: MOST_GROWTH } },
        residentAfterWarmUp: megabytes(leak.resident.warm),
        residentAtEnd: megabytes(leak.resident.end),
        residentGrowth: { value: leak.resident.end / leak.resident.warm, unit: "ratio" },
      },
      notes: [
        "Starts are `callwise serve` in simulated mode, from the start of the process to 200 of /readyz, medians. Cold: the sources were never compiled and nothing is stored, but the operating system has read the files before. Empty folder: compiled, nothing stored. Warm: the folder of the run before.",
        'The first card answers "my calls this week", from the message to the finished card at the connector. On an empty folder it comes while 30 days of calls are being taken in, so it shows few of them.',
        `Idle and busy memory are the resident set of the whole service with its embedded store of ${leak.stored} calls, the tenant in another process: ${size.leakSettleSeconds} seconds after its start, and the highest in the leak run. In simulated mode: with the simulated tenant of 30 days and the loader's compiler, a process of its own, ${size.startSettleSeconds} seconds after a warm start.`,
        `The leak run: ${leak.repeated} calls of the same people take place again and again, each time under new ids; each is notified at the webhook, fetched, judged and saved, and deleted from the database behind the service's back before the next round, so that the store stays as large as it is. So what is kept for each call or job adds up and shows; what is kept for each person does not, since no new ones come. The whole service runs, its time 3 times faster than real, so that Graph's limits do not bind. Samples after a collection of garbage, each time the queue is empty; medians of those at 20–30 % and 90–100 % of the calls. The heap is that of the service's thread; the embedded store's thread is part of the resident set alone.`,
        "Install sizes are bytes of files as installed here, on Linux; packages of other platforms are absent.",
      ],
    };
  },
};
