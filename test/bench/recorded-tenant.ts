import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { systemClock } from "../../src/clock.ts";
import { createCredential } from "../../src/graph/credential.ts";
import { createCallRecordSource } from "../../src/graph/fetch-call-record.ts";
import { createGraphClient } from "../../src/graph/graph-client.ts";
import { createHttpsTransport, type Transport } from "../../src/graph/https-transport.ts";
import { createRateLimiter } from "../../src/graph/rate-limit.ts";
import { tlsMaterial } from "../../src/simulator/certificate.ts";
import { NO_FAULTS } from "../../src/simulator/faults.ts";
import { GraphFault } from "../../src/simulator/graph-exchange.ts";
import { createSimulatedTenant, type SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import { DOCUMENTED_LIMITS, ThrottleWindows } from "../../src/simulator/throttle-windows.ts";

/** How a process reaches the tenant; any token will do. */
export type TenantAddress = { tenantId: string; graphRoot: string; caCertificate: string };

export type RecordedTenantOptions = {
  people: number;
  pastDays: number;
  callsPerPersonDay: number;
  /** Only the one meeting that everybody of the tenant attends is kept. */
  largestOnly: boolean;
};

export type RecordedTenant = {
  address: TenantAddress;
  callIds: string[];
  /** Of every request that fetching these records takes, with its query. */
  paths: string[];
  /** Requests for call records since the last look, and how many of them were refused with 429. */
  observe(): { requests: number; refused: number };
  /** Graph's documented limits, or none; and how long an answer takes at least. */
  behave(behavior: { isThrottled: boolean; answerMs: number }): void;
};

const NO_LIMIT = { requests: 1e9, seconds: 1 };
/** Throttling limits of a tenant that refuses nothing. */
export const UNLIMITED = Object.fromEntries(Object.keys(DOCUMENTED_LIMITS).map((name) => [name, NO_LIMIT]));
/** Of the documented limits: as good as none. */
export const UNLIMITED_SHARE = 1e6;

type Answer = { type: string; body: Buffer };

/**
 * A simulated tenant whose answers were all made beforehand: every call record is fetched once, as the service does it,
 * and from then on the same bytes are answered over HTTPS. So what it costs to make up a record is not measured.
 */
export async function recordTenant(options: RecordedTenantOptions): Promise<RecordedTenant> {
  const { largestOnly, ...size } = options;
  const tls = await tlsMaterial(null);
  const tenant = await createSimulatedTenant({
    clock: systemClock,
    ...size,
    tls,
    townHalls: largestOnly,
    faults: NO_FAULTS,
    limits: UNLIMITED,
  });
  await tenant.start();
  const calls = tenant.groundTruth.calls();
  const largest = calls.reduce((most, { sessionCount }) => Math.max(most, sessionCount), 0);
  const callIds = calls
    .filter(({ sessionCount }) => !largestOnly || sessionCount === largest)
    .map(({ callId }) => callId);
  const answers = await recordAnswers(tenant, callIds);

  let throttle: ThrottleWindows | null = null;
  let answerMs = 0;
  let seen = { requests: 0, refused: 0 };
  const server = createServer({ ...tls, keepAlive: true }, (request, response) => {
    seen.requests += 1;
    const refusal = refusalOf(throttle, request.url ?? "");
    const answer = answers.get(request.url ?? "");
    request.resume();
    setTimeout(() => {
      if (refusal) {
        seen.refused += 1;
        response.writeHead(refusal.status, refusal.headers).end();
      } else if (answer === undefined) response.writeHead(404).end();
      else {
        response.writeHead(200, { "Content-Type": answer.type, "Content-Length": answer.body.length }).end(answer.body);
      }
    }, answerMs);
  });
  const graphRoot = await listen(server);
  for (const answer of answers.values()) {
    answer.body = Buffer.from(answer.body.toString().replaceAll(tenant.graphRoot, graphRoot));
  }
  return {
    address: { tenantId: tenant.tenantId, graphRoot, caCertificate: tls.cert },
    callIds,
    paths: [...answers.keys()],
    observe() {
      const before = seen;
      seen = { requests: 0, refused: 0 };
      return before;
    },
    behave(behavior) {
      answerMs = behavior.answerMs;
      throttle = behavior.isThrottled ? new ThrottleWindows(DOCUMENTED_LIMITS) : null;
    },
  };
}

/** By the path and query of every request that fetching these records takes. */
async function recordAnswers(tenant: SimulatedTenant, callIds: readonly string[]): Promise<Map<string, Answer>> {
  const { tenantId, clientId, clientSecret, graphRoot, loginRoot, caCertificate } = tenant;
  const answers = new Map<string, Answer>();
  const transport = createHttpsTransport(caCertificate);
  const record: Transport = async (request) => {
    const response = await transport.send(request);
    const { pathname, search } = new URL(request.url);
    const body = Buffer.from(await response.text());
    answers.set(`${pathname}${search}`, { type: response.headers.get("content-type") ?? "", body });
    return response;
  };
  const source = createCallRecordSource(
    createGraphClient({
      graphRoot,
      createCredential: () =>
        createCredential({
          signIn: { kind: "clientSecret", tenantId, clientId, clientSecret },
          loginRoot,
          caCertificate,
        }),
      transport: record,
      limiter: createRateLimiter({ clock: systemClock, share: UNLIMITED_SHARE }),
      clock: systemClock,
      random: Math.random,
    }),
  );
  for (const callId of callIds) await source.fetch(callId);
  transport.close();
  return answers;
}

function refusalOf(throttle: ThrottleWindows | null, url: string): ReturnType<GraphFault["toResponse"]> | null {
  const callId = /\/callRecords\/([^/?]+)/.exec(url)?.[1] ?? "";
  try {
    throttle?.admit(
      [
        ["callRecordsAppTenant", "app"],
        ["oneCallRecord", callId],
      ],
      systemClock.now().getTime(),
    );
    return null;
  } catch (error) {
    if (error instanceof GraphFault) return error.toResponse({ requestId: "", clientRequestId: "", date: "" });
    throw error;
  }
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}
