import { createHttpsTransport } from "../../src/graph/https-transport.ts";
import { tlsMaterial } from "../../src/simulator/certificate.ts";
import { NO_FAULTS } from "../../src/simulator/faults.ts";
import { HttpsOrigin, type OriginAnswer, type OriginRequest } from "../../src/simulator/https-origin.ts";
import { createSimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import { ScaledClock } from "../support/chaos-clock.ts";
import { buildNotification } from "../support/webhook-server.ts";
import { answerParent } from "./bench-process.ts";
import {
  FOOTPRINT_TENANT,
  freshCallId,
  type FootprintTenant,
  type FootprintTenantOptions,
  type Subscribed,
} from "./footprint-world.ts";
import { UNLIMITED } from "./recorded-tenant.ts";

const TOKEN_LIFETIME_SECONDS = 30 * 86_400;
const BATCH = 50;
const RECORD = /^\/v1\.0\/communications\/callRecords\/([^/?]+)/;

let rounds = 0;
/** By the ids of the present round. */
let originals = new Map<string, string>();

/**
 * A tenant whose calls of two people take place once more, all together, as often as is asked for: its own answers about
 * call records are kept, and given again under the ids of that round. Everything else is answered by the tenant.
 */
const commands = {
  async start({ clock: segments, people, pastDays }: FootprintTenantOptions): Promise<FootprintTenant> {
    const tls = await tlsMaterial(null);
    const tenant = await createSimulatedTenant({
      ...FOOTPRINT_TENANT,
      clock: new ScaledClock(segments),
      people,
      pastDays,
      tls,
      faults: NO_FAULTS,
      limits: UNLIMITED,
      tokenLifetimeSeconds: TOKEN_LIFETIME_SECONDS,
    });
    await tenant.start();
    const transport = createHttpsTransport(tls.cert);
    const kept = new Map<string, Extract<OriginAnswer, object>>();

    async function ask({ method, url, headers, body }: OriginRequest): Promise<Extract<OriginAnswer, object>> {
      const response = await transport.send({
        method,
        url: `${tenant.graphRoot}${url.pathname}${url.search}`.replaceAll(
          encodeURIComponent(front.url),
          encodeURIComponent(tenant.graphRoot),
        ),
        headers: { ...headers, host: new URL(tenant.graphRoot).host },
        body: body.replaceAll(encodeURIComponent(front.url), encodeURIComponent(tenant.graphRoot)),
        signal: AbortSignal.timeout(30_000),
      });
      const text = (await response.text()).replaceAll(tenant.graphRoot, front.url);
      const type = response.headers.get("content-type");
      return { status: response.status, headers: type === null ? {} : { "content-type": type }, body: text };
    }

    async function answer(request: OriginRequest): Promise<OriginAnswer> {
      const callId = RECORD.exec(request.url.pathname)?.[1];
      if (request.method !== "GET" || callId === undefined) return ask(request);
      const original = originals.get(callId) ?? callId;
      const url = new URL(request.url.href.replace(callId, original));
      const known = kept.get(url.href) ?? (await ask({ ...request, url }));
      if (known.status === 200) kept.set(url.href, known);
      return { ...known, body: known.body.replaceAll(original, callId) };
    }

    const front = new HttpsOrigin(tls, "127.0.0.1", answer);
    await front.listen(0);
    const address = { graphRoot: front.url, loginRoot: front.url, caCertificate: tls.cert };
    const small = tenant.groundTruth.calls().filter(({ sessionCount }) => sessionCount === 1);
    return { address, callIds: small.map(({ callId }) => callId) };
  },

  /** The calls take place once more, under ids of their own, and the service is told of each. */
  async repeat({ to, callIds }: { to: Subscribed; callIds: readonly string[] }): Promise<void> {
    rounds += 1;
    originals = new Map(callIds.map((callId) => [freshCallId(callId, rounds), callId]));
    const fresh = [...originals.keys()];
    const { notificationUrl, ...known } = to;
    for (let at = 0; at < fresh.length; at += BATCH) {
      const value = fresh.slice(at, at + BATCH).map((callId) => buildNotification(callId, known));
      await deliver(notificationUrl, JSON.stringify({ value }));
    }
  },
};
export type FootprintTenantCommands = typeof commands;
answerParent(commands);

/** Again and again until it is accepted, as Graph does. */
async function deliver(url: string, body: string): Promise<void> {
  for (;;) {
    const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
    await response.arrayBuffer();
    if (response.status === 202) return;
    if (response.status !== 503) throw new Error(`The webhook answered ${response.status}.`);
  }
}
