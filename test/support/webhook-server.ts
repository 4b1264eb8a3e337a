import express from "express";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { createLog } from "../../src/log.ts";
import { createKnownSubscriptions } from "../../src/webhook/known-subscriptions.ts";
import {
  createWebhookRouter,
  type ReceivedLifecycleNotification,
  type WebhookOptions,
  type WebhookOutcome,
} from "../../src/webhook/webhook-router.ts";
import { DrivenClock } from "./driven-clock.ts";

export const WEBHOOK_TENANT = "7f3a1c52-90d4-4be0-8c1d-6f0a2b9e4d11";
export const WEBHOOK_SUBSCRIPTION = "c0a80101-1111-4222-8333-944455556666";
export const WEBHOOK_CLIENT_STATE = "a-secret-of-the-tests";

export type WebhookAnswer = { status: number; headers: http.IncomingHttpHeaders; body: string };

/** The webhook on loopback, with a memory of what it enqueued, counted, logged and handed on. */
export class WebhookServer {
  readonly clock = new DrivenClock();
  readonly enqueued: string[] = [];
  readonly lifecycle: ReceivedLifecycleNotification[] = [];
  readonly counts = new Map<WebhookOutcome, number>();
  readonly log: string[] = [];
  wakes = 0;
  readonly #server: http.Server;
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

  constructor(over: Partial<WebhookOptions> = {}) {
    const app = express();
    app.use(
      "/api/graph",
      createWebhookRouter({
        tenantId: WEBHOOK_TENANT,
        known: createKnownSubscriptions({
          load: () => Promise.resolve([{ subscriptionId: WEBHOOK_SUBSCRIPTION, clientState: WEBHOOK_CLIENT_STATE }]),
          isPending: () => false,
          clock: this.clock,
        }),
        enqueue: (items) => {
          this.enqueued.push(...items.map(({ callId }) => callId));
          return Promise.resolve();
        },
        onEnqueued: () => (this.wakes += 1),
        onLifecycle: (notification) => this.lifecycle.push(notification),
        count: (outcome, n) => this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + n),
        clock: this.clock,
        log: createLog("debug", { write: (line) => this.log.push(line) }),
        ...over,
      }),
    );
    this.#server = http.createServer(app);
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get address(): AddressInfo {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The server does not listen.");
    return address;
  }

  request(
    path: string,
    body: string | Uint8Array,
    over: { method?: string; headers?: http.OutgoingHttpHeaders } = {},
  ): Promise<WebhookAnswer> {
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          host: "127.0.0.1",
          port: this.address.port,
          path: `/api/graph${path}`,
          method: over.method ?? "POST",
          headers: over.headers ?? { "Content-Type": "application/json; charset=utf-8" },
          agent: this.#agent,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () => {
            const text = Buffer.concat(chunks).toString("utf8");
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
          });
          response.on("error", reject);
        },
      );
      request.on("error", reject);
      request.end(body);
    });
  }

  post(items: readonly unknown[], path = "/notifications"): Promise<WebhookAnswer> {
    return this.request(path, JSON.stringify({ value: items }));
  }
}

/** A notification as Graph sends it. */
export function buildNotification(callId: string, over: object = {}): object {
  return {
    subscriptionId: WEBHOOK_SUBSCRIPTION,
    clientState: WEBHOOK_CLIENT_STATE,
    tenantId: WEBHOOK_TENANT,
    changeType: "updated",
    resource: `communications/callRecords/${callId}`,
    subscriptionExpirationDateTime: "2026-03-04T06:00:00.000+00:00",
    resourceData: {
      "@odata.type": "#Microsoft.Graph.callRecord",
      "@odata.id": `communications/callRecords/${callId}`,
      id: callId,
    },
    ...over,
  };
}

export function buildLifecycleNotification(lifecycleEvent: string, over: object = {}): object {
  return {
    lifecycleEvent,
    subscriptionId: WEBHOOK_SUBSCRIPTION,
    clientState: WEBHOOK_CLIENT_STATE,
    tenantId: WEBHOOK_TENANT,
    subscriptionExpirationDateTime: "2026-03-04T06:00:00.0000000+00:00",
    ...over,
  };
}
