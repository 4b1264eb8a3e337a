import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { buildActivity } from "../support/activity-builder.ts";
import { FakeConnector } from "../support/fake-connector.ts";
import { startServiceProcess, type ServiceProcess } from "../support/service-process.ts";
import { until } from "../support/until.ts";
import { median } from "./percentiles.ts";

export type StartTimes = {
  /** Seconds from the start of the process to 200 of /readyz: nothing compiled and nothing stored yet. */
  cold: number;
  /** The same with the sources compiled, and an empty folder. */
  empty: number;
  /** The same on the folder of an earlier run. */
  warm: number;
  /** Milliseconds from ready to the first finished card: on the empty folder, and on that of an earlier run. */
  cardAfterEmpty: number;
  cardAfterWarm: number;
  /** Bytes of the process and its children, a while after the warm start. */
  resident: number;
};

export type StartPlan = { repetitions: number; settleSeconds: number; say: (line: string) => void };

const run = promisify(execFile);

/** `callwise serve` in simulated mode, as `npm start` runs it, started again and again. */
export async function measureStarts({ repetitions, settleSeconds, say }: StartPlan): Promise<StartTimes> {
  const folder = await mkdtemp(join(tmpdir(), "callwise-start-"));
  const connector = await new FakeConnector().start();
  const times = { cold: [] as number[], empty: [] as number[], warm: [] as number[] };
  const cards = { empty: [] as number[], warm: [] as number[] };
  let resident = 0;
  try {
    for (let repetition = 1; repetition <= repetitions; repetition += 1) {
      const compiled = join(folder, `compiled-${repetition}`);
      const cold = await start({ compiled, dataDir: join(folder, `cold-${repetition}`) });
      await cold.service.end("SIGTERM");
      const dataDir = join(folder, `data-${repetition}`);
      const empty = await start({ compiled, dataDir });
      cards.empty.push(await firstCard(empty.service, connector));
      await empty.service.end("SIGTERM");
      const warm = await start({ compiled, dataDir });
      cards.warm.push(await firstCard(warm.service, connector));
      if (repetition === repetitions) {
        await sleep(settleSeconds * 1_000);
        resident = await residentBytes(warm.service.pid);
      }
      await warm.service.end("SIGTERM");
      for (const [kind, { seconds }] of Object.entries({ cold, empty, warm }))
        times[kind as keyof typeof times].push(seconds);
      const shown = [cold, empty, warm].map(({ seconds }) => seconds.toFixed(2)).join(", ");
      say(`start ${repetition} of ${repetitions}: ${shown} s (cold, empty, warm)`);
    }
  } finally {
    await connector.stop();
    await rm(folder, { recursive: true });
  }
  return {
    cold: median(times.cold),
    empty: median(times.empty),
    warm: median(times.warm),
    cardAfterEmpty: median(cards.empty),
    cardAfterWarm: median(cards.warm),
    resident,
  };
}

/** `compiled`: where the loader of TypeScript keeps what it has compiled. */
async function start(folders: {
  compiled: string;
  dataDir: string;
}): Promise<{ service: ServiceProcess; seconds: number }> {
  await mkdir(folders.compiled, { recursive: true });
  const began = performance.now();
  const settings = { TMPDIR: folders.compiled, DATA_DIR: folders.dataDir, LOG_LEVEL: "warn" };
  const service = await startServiceProcess(settings);
  await until("it is ready", async () => (await fetch(`${service.address}/readyz`)).ok);
  return { service, seconds: (performance.now() - began) / 1_000 };
}

/** Milliseconds from the message to the card that the connector has got. */
async function firstCard(service: ServiceProcess, connector: FakeConnector): Promise<number> {
  const [, personId = ""] = /--as (\S+)/.exec(service.output()) ?? [];
  connector.sent.length = 0;
  const began = performance.now();
  const response = await fetch(`${service.address}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(
      buildActivity({
        text: "my calls this week",
        serviceUrl: connector.serviceUrl,
        from: { id: `29:${personId}`, aadObjectId: personId },
      }),
    ),
  });
  await response.arrayBuffer();
  const took = performance.now() - began;
  if (!connector.sent.some(({ attachments }) => attachments.length > 0)) throw new Error("The bot has sent no card.");
  return took;
}

/** The resident sets of a process and its children; pages that they share count in each. */
async function residentBytes(pid: number): Promise<number> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,rss="]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([own, parent]) => own === pid || parent === pid)
    .reduce((sum, [, , kilobytes = 0]) => sum + kilobytes * 1024, 0);
}
