import type { Clock } from "../clock.ts";
import type { GraphBudget } from "../telemetry/graph-metrics.ts";
import { createCallLogSource, type CallLogSource } from "./call-logs.ts";
import { createCredential, type AppSignIn } from "./credential.ts";
import { createCallRecordSource, type CallRecordSource } from "./fetch-call-record.ts";
import { createGraphClient } from "./graph-client.ts";
import { CALL_RECORDS, SHARED_LIMITS } from "./graph-limits.ts";
import { createHttpsTransport } from "./https-transport.ts";
import { createRateLimiter, type RateLimiter } from "./rate-limit.ts";
import type { GraphWatch } from "./send-attempt.ts";
import { createSubscriptionApi, type SubscriptionApi } from "./subscriptions.ts";

export type GraphConnectionOptions = {
  signIn: AppSignIn;
  graphRoot: string;
  loginRoot: string;
  /** PEM to trust instead of the public certificates: the simulated tenant's. */
  caCertificate: string | null;
  clock: Clock;
  /** A number from 0 up to, not including, 1. */
  random: () => number;
  /** Told of every attempt at a request; nobody is unless given. */
  watch?: GraphWatch;
};

export type GraphConnection = {
  source: CallRecordSource;
  callLogs: CallLogSource;
  subscriptions: SubscriptionApi;
  limiter: Pick<RateLimiter, "allot" | "use" | "waiting">;
  /** How many more records could be asked for now; negative: so many requests wait for Graph's limit. */
  roomForRecords(): number;
  /** What may still be asked now, changing nothing. */
  budget(): GraphBudget;
  close(): void;
};

/** Everything the service asks of Graph, over one client, one set of limits and one pool of connections. */
export function connectGraph(options: GraphConnectionOptions): GraphConnection {
  const { signIn, graphRoot, loginRoot, clock, random, watch } = options;
  const caCertificate = options.caCertificate ?? undefined;
  const transport = createHttpsTransport(caCertificate);
  const limiter = createRateLimiter({ clock });
  const client = createGraphClient({
    graphRoot,
    createCredential: () => createCredential({ signIn, loginRoot, ...(caCertificate && { caCertificate }) }),
    transport: transport.send,
    limiter,
    clock,
    random,
    ...(watch && { watch }),
  });
  return {
    source: createCallRecordSource(client),
    callLogs: createCallLogSource(client),
    subscriptions: createSubscriptionApi(client),
    limiter,
    roomForRecords: () => limiter.room(CALL_RECORDS),
    budget: () => ({
      waiting: limiter.waiting,
      limits: SHARED_LIMITS.map((limit) => ({ limit: limit.key, ...limiter.budget(limit) })),
    }),
    close: () => transport.close(),
  };
}
