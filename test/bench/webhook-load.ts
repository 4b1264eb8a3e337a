import { systemClock } from "../../src/clock.ts";
import { PlainConnection } from "../support/plain-connection.ts";
import { answerParent } from "./bench-process.ts";
import { createNotificationBodies } from "./notification-bodies.ts";
import { percentile } from "./percentiles.ts";

/** What the load generator is asked for. */
export type WebhookLoad = {
  port: number;
  /** Notifications a request. */
  size: number;
  connections: number;
  seconds: number;
  /** Requests at a fixed rate, whether or not earlier ones are answered; null: each connection as fast as it is answered. */
  perSecond: number | null;
  /** Whether the accepted calls are told; then the load also ends when the server does. */
  tellsCalls: boolean;
};

export type WebhookLoadResult = {
  /** Requests answered 202, and others. */
  accepted: number;
  refused: number;
  /** From the first request to the last answer. */
  seconds: number;
  /** From the moment a request was due to its answer. */
  p50Ms: number;
  p99Ms: number;
  callIds: string[];
};

const PATH = "/api/graph/notifications";

/** The load generator: a process of its own, so that it takes nothing from the server but the machine's processor. */
const commands = { run };
export type WebhookLoadCommands = typeof commands;
answerParent(commands);

async function run({
  port,
  size,
  connections,
  seconds,
  perSecond,
  tellsCalls,
}: WebhookLoad): Promise<WebhookLoadResult> {
  const callIds: string[] = [];
  const latencies: number[] = [];
  let accepted = 0;
  let refused = 0;
  let asked = 0;
  const from = performance.now();
  const until = from + seconds * 1_000;

  async function sendOn(): Promise<void> {
    const connection = new PlainConnection(port);
    const bodies = createNotificationBodies(size);
    for (;;) {
      const due = perSecond === null ? performance.now() : from + (asked++ * 1_000) / perSecond;
      if (due >= until) break;
      // Latency counts from the moment it was due: a server that stood still is not spared the requests it held up.
      if (due > performance.now()) await systemClock.sleep(due - performance.now());
      const body = bodies.next();
      const status = await connection.post(PATH, body.bytes);
      if (status === 202) accepted += 1;
      else refused += 1;
      latencies.push(performance.now() - due);
      if (tellsCalls && status === 202) callIds.push(...body.callIds);
      if (tellsCalls && status === 0) break;
    }
    connection.close();
  }

  await Promise.all(Array.from({ length: connections }, sendOn));
  return {
    accepted,
    refused,
    seconds: (performance.now() - from) / 1_000,
    p50Ms: percentile(latencies, 50),
    p99Ms: percentile(latencies, 99),
    callIds,
  };
}
