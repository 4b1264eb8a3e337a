import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../../src/clock.ts";
import type { BenchPart, BenchResult, Figure } from "../bench-part.ts";
import { startBenchProcess, type BenchProcess } from "../bench-process.ts";
import { startCardAsker, type CardAsker } from "../card-asker.ts";
import type { DelayServiceCommands } from "../delay-service.ts";
import type { DelayTenantCommands } from "../delay-tenant.ts";
import type { ToldCall } from "../delay-world.ts";
import { percentile } from "../percentiles.ts";

const WHOLE_SECONDS = 600;
const BRIEF_SECONDS = 4;
const LIMIT_MS = 2_000;
/** Calls a second, and for what share of the whole time. 72 is a little less than the service may fetch of Graph's 75: it takes that for longer without a queue. */
const RATES = [
  { perSecond: 1, hasTarget: true, share: 1 },
  { perSecond: 10, hasTarget: true, share: 1 },
  { perSecond: 72, hasTarget: false, share: 0.25 },
  { perSecond: 75, hasTarget: true, share: 1 },
] as const;
/** What anybody may fetch a second: at that rate some calls have to wait until there are fewer. */
const GRAPH_LIMIT = 75;
const WARM_UP = { perSecond: 10, seconds: 3, sampleEvery: 3 };

/** How often a card is asked for: every 50 ms, after half a second every tenth of the time that has passed. */
const ASK_EVERY_MS = 50;
const ASK_EVERY_SHARE = 0.1;
const PATIENCE_MS = 120_000;
const LOOK_FOR_TOLD_MS = 20;
const SAY_EVERY_MS = 60_000;

type Tenant = BenchProcess<DelayTenantCommands>;

export const delay: BenchPart = {
  name: "delay",
  ratioOf: "of two seconds: the worst p95 at 1, 10 and 75 calls a second (less is better)",
  async run({ isBrief, say }) {
    const seconds = isBrief ? BRIEF_SECONDS : WHOLE_SECONDS;
    const dataDir = await mkdtemp(join(tmpdir(), "callwise-delay-"));
    const tenant: Tenant = startBenchProcess(new URL("../delay-tenant.ts", import.meta.url));
    const service: BenchProcess<DelayServiceCommands> = startBenchProcess(
      new URL("../delay-service.ts", import.meta.url),
    );
    try {
      const address = await tenant.ask("start", undefined);
      const asker = await startCardAsker(await service.ask("start", { address, dataDir }));
      await tenant.ask("subscribed", undefined);
      await delaysAt(WARM_UP, tenant, asker, say);
      await service.ask("longestPause", undefined);
      const figures: Record<string, Figure> = {};
      const ratios: number[] = [];
      for (const { perSecond, hasTarget, share } of RATES) {
        say(`${perSecond} calls a second for ${seconds * share} s`);
        const plan = {
          perSecond,
          seconds: seconds * share,
          sampleEvery: isBrief ? Math.ceil(perSecond / 4) : perSecond,
        };
        const delays = await delaysAt(plan, tenant, asker, say);
        const p95 = percentile(delays, 95);
        if (hasTarget) ratios.push(p95 / LIMIT_MS);
        figures[`p50At${perSecond}`] = { value: percentile(delays, 50), unit: "ms" };
        figures[`p95At${perSecond}`] = { value: p95, unit: "ms", ...(hasTarget && { target: { atMost: LIMIT_MS } }) };
        figures[`p99At${perSecond}`] = { value: percentile(delays, 99), unit: "ms" };
        figures[`samplesAt${perSecond}`] = { value: delays.length, unit: "count" };
        figures[`longestPauseAt${perSecond}`] = { value: await service.ask("longestPause", undefined), unit: "ms" };
        const notShown = delays.filter((ms) => ms > PATIENCE_MS).length;
        const notShownTarget = perSecond < GRAPH_LIMIT && { target: { atMost: 0 } };
        figures[`notShownAt${perSecond}`] = { value: notShown, unit: "count", ...notShownTarget };
        say(`${perSecond} calls a second: p95 ${Math.round(p95)} ms of ${delays.length} calls`);
      }
      figures["refusedRequests"] = { value: await tenant.ask("refused", undefined), unit: "count" };
      await asker.stop();
      return { ratio: Math.max(...ratios), engine: "embedded", figures, notes: notes(seconds) } satisfies BenchResult;
    } finally {
      await service.end();
      await tenant.end();
      await rm(dataDir, { recursive: true });
    }
  },
};

function notes(seconds: number): string[] {
  return [
    `${seconds} s at each rate (a quarter of that at 72), one after the other, into the same embedded default. About one call a second is followed to its card, whatever the rate; never of the one person whom half of the made-up calls are of.`,
    "The time runs from the moment at which the simulated Graph has the call's record and is about to notify, until the card of `call <id>`, asked for by a participant with a real message to the bot's endpoint, shows the call; it includes that question and its answer, and up to 50 ms (a tenth of the time, from half a second on) between two questions.",
    "Graph's own minutes between the end of a call and its notification are set to nothing; its limits are as documented, 1,500 requests for call records in 20 seconds. A call takes one request, now and then two when a second version of it comes.",
    "75 calls a second are all that Graph's limit lets anybody fetch, with nothing to spare. The service stays 1 % below it, and now and then a call takes a second request, so at that rate a few calls of a hundred are left over, whatever the machine: new calls are fetched before those that have waited, which come when there are fewer. 72 is a rate that it keeps up with.",
    `\`longestPause…\` is the longest time for which the service's process did nothing of this, whether it or the machine was at something else. \`notShown…\` are followed calls that were in no card after ${PATIENCE_MS / 1_000} s.`,
    "The simulated Graph, the service and the people who ask are three processes that share the machine's processors.",
  ];
}

/** From the record to the card, in milliseconds, of each call that was followed; more than the patience: not shown by then. */
async function delaysAt(
  plan: { perSecond: number; seconds: number; sampleEvery: number },
  tenant: Tenant,
  asker: CardAsker,
  say: (line: string) => void,
): Promise<number[]> {
  const following: Promise<number>[] = [];
  let isRunning = true;
  let shown = 0;
  let saidAt = performance.now();
  const running = tenant.ask("run", plan).finally(() => (isRunning = false));
  while (isRunning) {
    await systemClock.sleep(LOOK_FOR_TOLD_MS);
    for (const call of await tenant.ask("told", undefined)) {
      following.push(followToCard(call, asker).finally(() => (shown += 1)));
    }
    if (performance.now() - saidAt < SAY_EVERY_MS) continue;
    saidAt = performance.now();
    say(`${shown} of ${following.length} followed calls were shown`);
  }
  await running;
  return Promise.all(following);
}

async function followToCard({ callId, personId, atMs }: ToldCall, asker: CardAsker): Promise<number> {
  for (;;) {
    const isShown = await asker.shows(personId, callId);
    const passedMs = systemClock.now().getTime() - atMs;
    if (isShown || passedMs > PATIENCE_MS) return passedMs;
    await systemClock.sleep(Math.max(ASK_EVERY_MS, passedMs * ASK_EVERY_SHARE));
  }
}
