import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { connectGraph } from "../../src/graph/graph-connection.ts";
import { createSimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import { DrivenClock } from "../support/driven-clock.ts";

const HOUR_MS = 3_600_000;
/** Monday, so that working days are counted. */
const START = new Date("2026-03-09T00:00:00Z");
/** Longer, and the subscription would have to be renewed. */
const COUNTED_HOURS = 60;
const STEP_MS = 600_000;
/** Later versions come for days, so that those of earlier calls stand for those of calls that are too young. */
const PAST_DAYS = 8;

export type NotificationsPerCall = { notifications: number; requests: number };

/**
 * What Graph sends for a call: notifications (one a version of its record) and the requests that carry them, counted at
 * the simulated tenant's webhook over two and a half working days of a driven clock.
 */
export async function countNotificationsPerCall(people: number): Promise<NotificationsPerCall> {
  const clock = new DrivenClock(START);
  const patient = { now: () => clock.now(), sleep: () => new Promise<void>(() => undefined) };
  const tenant = await createSimulatedTenant({ clock: patient, people, pastDays: PAST_DAYS, townHalls: false });
  await tenant.start();
  const received = { notifications: 0, requests: 0 };
  const server = createServer((request, response) => void receive(request, response, received));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { tenantId, clientId, clientSecret, graphRoot, loginRoot, caCertificate } = tenant;
  const graph = connectGraph({
    signIn: { kind: "clientSecret", tenantId, clientId, clientSecret },
    graphRoot,
    loginRoot,
    caCertificate,
    clock: patient,
    random: Math.random,
  });
  const end = new Date(START.getTime() + COUNTED_HOURS * HOUR_MS);
  await graph.subscriptions.create({
    notificationUrl: url,
    lifecycleNotificationUrl: url,
    clientState: "any",
    expires: new Date(START.getTime() + 70 * HOUR_MS),
  });
  while (clock.now() < end) {
    await clock.advance(STEP_MS);
    await tenant.processDue();
  }
  const calls = tenant.groundTruth.calls().filter((call) => call.end >= START && call.end < end).length;
  graph.close();
  await tenant.stop();
  server.closeAllConnections();
  server.close();
  return { notifications: received.notifications / calls, requests: received.requests / calls };
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  received: { notifications: number; requests: number },
): Promise<void> {
  const token = new URL(request.url ?? "/", "http://localhost").searchParams.get("validationToken");
  let body = "";
  for await (const chunk of request) body += String(chunk);
  if (token !== null) {
    response.writeHead(200, { "Content-Type": "text/plain" }).end(token);
    return;
  }
  received.requests += 1;
  received.notifications += body.split('"changeType"').length - 1;
  response.writeHead(202).end();
}
