import type { TokenCredential } from "@azure/identity";
import { createGraphClient, type GraphClient, type GraphClientOptions } from "../../src/graph/graph-client.ts";
import type { Transport, TransportRequest } from "../../src/graph/https-transport.ts";
import { createRateLimiter } from "../../src/graph/rate-limit.ts";
import { DrivenClock } from "./driven-clock.ts";

export type FakeAnswer = { status?: number; headers?: Record<string, string>; body?: unknown };
export type FakeRequest = TransportRequest & { path: string };

export const FAKE_ROOT = "https://graph.example";

/** A Graph client over a transport that answers by a function: no network, time by the driven clock. */
export function fakeGraph(
  answer: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>,
  options: Partial<GraphClientOptions> = {},
): { client: GraphClient; clock: DrivenClock; requests: FakeRequest[]; tokensIssued: () => number } {
  const clock = new DrivenClock();
  const requests: FakeRequest[] = [];
  let issued = 0;
  const transport: Transport = async (request) => {
    const url = new URL(request.url);
    const seen = { ...request, path: decodeURIComponent(url.pathname + url.search) };
    requests.push(seen);
    const { status = 200, headers = {}, body } = await answer(seen);
    const text = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
    return new Response(text, { status, headers });
  };
  const createCredential = (): TokenCredential => ({
    getToken: () =>
      Promise.resolve({ token: `token-${++issued}`, expiresOnTimestamp: clock.now().getTime() + 3_600_000 }),
  });
  const client = createGraphClient({
    graphRoot: FAKE_ROOT,
    createCredential,
    transport,
    limiter: createRateLimiter({ clock }),
    clock,
    random: () => 0.5,
    ...options,
  });
  return { client, clock, requests, tokensIssued: () => issued };
}
