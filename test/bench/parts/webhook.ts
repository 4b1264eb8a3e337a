import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { MongoClient } from "mongodb";
import { startEmbeddedServer } from "../../../src/embedded/embedded-server.ts";
import { acceptedCalls } from "../../support/accepted-calls.ts";
import type { BenchOptions, BenchPart, BenchResult, Figure } from "../bench-part.ts";
import { startBenchProcess, type BenchProcess } from "../bench-process.ts";
import { median } from "../percentiles.ts";
import type { WebhookLoad, WebhookLoadCommands, WebhookLoadResult } from "../webhook-load.ts";
import type { WebhookTarget, WebhookTargetCommands } from "../webhook-target.ts";

/** Kept-alive connections that send at the same time. */
const CONNECTIONS = 64;
const SIZES = [
  { size: 1, name: "One" },
  { size: 50, name: "Fifty" },
] as const;
const WHOLE = {
  warmUpSeconds: 3,
  repetitions: 7,
  seconds: 3,
  paces: 3,
  pacedSeconds: 10,
  kills: 6,
  killAfterMs: 1_500,
};
const BRIEF = {
  warmUpSeconds: 0.5,
  repetitions: 1,
  seconds: 0.5,
  paces: 1,
  pacedSeconds: 1,
  kills: 1,
  killAfterMs: 1_500,
};
/** The load at which the answers' times are measured, of the greatest. */
const PACED_SHARE = 0.8;
const LEAST_RATIO = 0.5;
/** A tenth of the 3 seconds after which Graph calls an answer slow. */
const P99_LIMIT_MS = 300;

type Sizes = typeof WHOLE;
type Load = BenchProcess<WebhookLoadCommands>;
type Target = { port: number; end(): Promise<void> };
type Figures = Record<string, Figure>;

export const webhook: BenchPart = {
  name: "webhook",
  ratioOf:
    "of the notifications a second that the same Express server answers 202 without reading them, stored durably before the 202 " +
    "(the smaller of batches of one and of fifty)",
  async run(options) {
    const sizes = options.isBrief ? BRIEF : WHOLE;
    const load: Load = startBenchProcess(new URL("../webhook-load.ts", import.meta.url));
    const folder = await mkdtemp(join(tmpdir(), "callwise-webhook-"));
    try {
      return await measure(load, folder, sizes, options);
    } finally {
      await load.end();
      await rm(folder, { recursive: true });
    }
  },
};

async function measure(load: Load, folder: string, sizes: Sizes, options: BenchOptions): Promise<BenchResult> {
  const figures: Figures = {};
  for (const one of SIZES) {
    Object.assign(figures, await againstBare(load, join(folder, one.name), one, sizes, options));
  }
  Object.assign(figures, await throughKills(load, join(folder, "killed"), sizes, options));
  if (options.mongodbUri !== null) {
    for (const one of SIZES) {
      Object.assign(figures, await onDocumentDb(load, folder, options.mongodbUri, one, sizes, options));
    }
  }
  const ratios = [figures["ratioOfOne"], figures["ratioOfFifty"]].map((figure) => figure?.value ?? 0);
  return {
    ratio: Math.min(...ratios),
    engine: options.mongodbUri === null ? "embedded" : "embedded, documentdb",
    figures,
    notes: [
      `${CONNECTIONS} kept-alive connections from a process of its own; every notification is of another call, with random ids.`,
      "The bare server is `express()` with one route that answers 202; it reads no body. `parsing…` is that server with express.json() before the route: what nobody who looks at a notification can save.",
      "The service's side is its webhook as src/service.ts puts it together, with its counts and its watch of requests, on the embedded default, which commits each group to SQLite before the answer. The worker that fetches the calls does not run: it takes as many as Graph allows, 73 a second.",
      `p50 and p99 are at ${PACED_SHARE * 100} % of the load just measured, with arrivals at a fixed rate, and count from the moment at which a request was due; each is the median of ${sizes.paces} times ${sizes.pacedSeconds} seconds.`,
      "Load generator, web server and the database's thread share the machine's processors. A journal that survives SIGKILL is not one that survives a power cut: see operations.md, Stopping.",
      ...(options.mongodbUri === null ? ["No MongoDB was named, so there are no figures of one."] : []),
    ],
  };
}

async function againstBare(
  load: Load,
  folder: string,
  { size, name }: (typeof SIZES)[number],
  sizes: Sizes,
  { say }: BenchOptions,
): Promise<Figures> {
  const targets = {
    bare: await startTarget({ kind: "bare" }),
    parsing: await startTarget({ kind: "parsing" }),
    service: await startTarget({ kind: "service", folder, mongodb: null }),
  };
  const perSecond = { bare: [] as number[], parsing: [] as number[], service: [] as number[] };
  const kinds = ["bare", "parsing", "service"] as const;
  for (const kind of kinds) await send(load, { port: targets[kind].port, size, seconds: sizes.warmUpSeconds });
  for (let repetition = 1; repetition <= sizes.repetitions; repetition += 1) {
    for (const kind of kinds) {
      const { accepted, seconds } = await send(load, { port: targets[kind].port, size, seconds: sizes.seconds });
      perSecond[kind].push((accepted * size) / seconds);
    }
    const shown = kinds.map((kind) => `${kind} ${Math.round(perSecond[kind].at(-1) ?? 0)}`);
    say(`batches of ${size}, ${repetition} of ${sizes.repetitions}: ${shown.join(", ")} notifications a second`);
  }
  await targets.bare.end();
  await targets.parsing.end();
  const accepted = median(perSecond.service);
  const paced = await atPace(load, { port: targets.service.port, size, accepted }, sizes);
  await targets.service.end();
  say(
    `batches of ${size} at ${PACED_SHARE * 100} %: p50 ${Math.round(paced.p50Ms)} ms, p99 ${Math.round(paced.p99Ms)} ms`,
  );
  return {
    [`ratioOf${name}`]: {
      // Of the repetitions' own ratios, so that a slow moment of the machine hits both sides of one.
      value: median(perSecond.service.map((rate, index) => rate / (perSecond.bare[index] ?? NaN))),
      unit: "ratio",
      target: { atLeast: LEAST_RATIO },
    },
    [`accepted${name}`]: { value: accepted, unit: "per s" },
    [`bare${name}`]: { value: median(perSecond.bare), unit: "per s" },
    [`parsing${name}`]: { value: median(perSecond.parsing), unit: "per s" },
    [`p50${name}`]: { value: paced.p50Ms, unit: "ms" },
    [`p99${name}`]: { value: paced.p99Ms, unit: "ms", target: { atMost: P99_LIMIT_MS } },
  };
}

/** Under load the service is killed and started again on the same folder; what it had accepted must be there. */
async function throughKills(load: Load, folder: string, sizes: Sizes, { say }: BenchOptions): Promise<Figures> {
  const accepted = new Set<string>();
  for (let kill = 1; kill <= sizes.kills; kill += 1) {
    const target = await startTarget({ kind: "service", folder, mongodb: null });
    const { size } = SIZES[kill % SIZES.length] ?? SIZES[0];
    const loading = send(load, { port: target.port, size, seconds: 60, tellsCalls: true });
    await sleep(sizes.killAfterMs);
    await target.end();
    for (const callId of (await loading).callIds) accepted.add(callId);
    say(`killed ${kill} of ${sizes.kills} times: ${accepted.size} accepted`);
  }
  const stored = await storedCalls(folder);
  const lost = [...accepted].filter((callId) => !stored.has(callId)).length;
  return {
    acceptedBeforeKills: { value: accepted.size, unit: "count" },
    lostAfterKill: { value: lost, unit: "count", target: { atMost: 0 } },
  };
}

async function onDocumentDb(
  load: Load,
  folder: string,
  uri: string,
  { size, name }: (typeof SIZES)[number],
  sizes: Sizes,
  { say }: BenchOptions,
): Promise<Figures> {
  const databaseName = `callwise_bench_${randomUUID().slice(0, 8)}`;
  const client = new MongoClient(uri);
  let target: Target | null = null;
  try {
    target = await startTarget({ kind: "service", folder, mongodb: { uri, databaseName } });
    const { port } = target;
    await send(load, { port, size, seconds: sizes.warmUpSeconds });
    const perSecond: number[] = [];
    for (let repetition = 1; repetition <= sizes.repetitions; repetition += 1) {
      const sent = await send(load, { port, size, seconds: sizes.seconds });
      perSecond.push((sent.accepted * size) / sent.seconds);
    }
    const accepted = median(perSecond);
    const paced = await atPace(load, { port, size, accepted }, sizes);
    say(`documentdb, batches of ${size}: ${Math.round(accepted)} notifications a second`);
    return {
      [`documentdbAccepted${name}`]: { value: accepted, unit: "per s" },
      [`documentdbP50${name}`]: { value: paced.p50Ms, unit: "ms" },
      [`documentdbP99${name}`]: { value: paced.p99Ms, unit: "ms" },
    };
  } finally {
    await target?.end();
    await client.db(databaseName).dropDatabase();
    await client.close();
  }
}

/** The answers' times under a part of the load that is accepted at most: medians. */
async function atPace(
  load: Load,
  { port, size, accepted }: { port: number; size: number; accepted: number },
  sizes: Sizes,
): Promise<Pick<WebhookLoadResult, "p50Ms" | "p99Ms">> {
  const perSecond = (accepted / size) * PACED_SHARE;
  const times: WebhookLoadResult[] = [];
  while (times.length < sizes.paces) {
    times.push(await send(load, { port, size, seconds: sizes.pacedSeconds, perSecond }));
  }
  return { p50Ms: median(times.map(({ p50Ms }) => p50Ms)), p99Ms: median(times.map(({ p99Ms }) => p99Ms)) };
}

/** Throws when something was refused: then figures would be of less than they say. */
async function send(
  load: Load,
  over: Pick<WebhookLoad, "port" | "size" | "seconds"> & Partial<WebhookLoad>,
): Promise<WebhookLoadResult> {
  const asked: WebhookLoad = { connections: CONNECTIONS, perSecond: null, tellsCalls: false, ...over };
  const result = await load.ask("run", asked);
  if (result.refused > 0 && !asked.tellsCalls) throw new Error(`${result.refused} requests were not answered 202.`);
  return result;
}

async function startTarget(what: WebhookTarget): Promise<Target> {
  const target: BenchProcess<WebhookTargetCommands> = startBenchProcess(
    new URL("../webhook-target.ts", import.meta.url),
  );
  return { port: await target.ask("listen", what), end: () => target.end() };
}

async function storedCalls(folder: string): Promise<Set<string>> {
  const server = await startEmbeddedServer({ directory: folder, isShared: false });
  const client = new MongoClient(server.uri);
  try {
    return await acceptedCalls(client.db("callwise"));
  } finally {
    await client.close();
    await server.stop();
  }
}
