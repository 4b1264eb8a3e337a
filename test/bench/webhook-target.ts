import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Express } from "express";
import { systemClock } from "../../src/clock.ts";
import { watchRequests } from "../../src/http/watch-requests.ts";
import { createLog } from "../../src/log.ts";
import { createMetrics } from "../../src/metrics.ts";
import { openDatabase } from "../../src/open-database.ts";
import { openStore } from "../../src/store/open-store.ts";
import { watchParts } from "../../src/telemetry/watch-parts.ts";
import { createAnswerWatch } from "../../src/webhook/answer-watch.ts";
import { createEnqueueBatcher } from "../../src/webhook/enqueue-batcher.ts";
import { createKnownSubscriptions } from "../../src/webhook/known-subscriptions.ts";
import { createWebhookRouter } from "../../src/webhook/webhook-router.ts";
import { WEBHOOK_CLIENT_STATE, WEBHOOK_SUBSCRIPTION, WEBHOOK_TENANT } from "../support/webhook-server.ts";
import { answerParent } from "./bench-process.ts";

/** Which server the load meets; `parsing` is the bare one that reads JSON. */
export type WebhookTarget =
  | { kind: "bare" | "parsing" }
  | { kind: "service"; folder: string; mongodb: { uri: string; databaseName: string } | null };

const commands = {
  /** Gives the port on the loopback interface. */
  async listen(what: WebhookTarget): Promise<number> {
    const app = express().disable("x-powered-by");
    if (what.kind === "service") await addWebhook(app, what);
    else addBareAnswer(app, what.kind === "parsing");
    const server = createServer(app);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  },
};
export type WebhookTargetCommands = typeof commands;
answerParent(commands);

/** What the service is held against: Express with nothing in it but the answer, and at most its own reading of JSON. */
function addBareAnswer(target: Express, parses: boolean): void {
  if (parses) target.use(express.json({ limit: "4mb" }));
  target.post("/api/graph/notifications", (_request, response) => {
    response.status(202).end();
  });
}

/** The webhook as src/service.ts puts it together, on the same database, without the worker that fetches the calls. */
async function addWebhook(
  target: Express,
  { folder, mongodb }: Extract<WebhookTarget, { kind: "service" }>,
): Promise<void> {
  const clock = systemClock;
  const log = createLog("silent");
  const database = await openDatabase({ mongodbUri: mongodb?.uri ?? null, dataDir: folder, clock, mayJoin: false });
  const metrics = createMetrics({ version: "bench", database: database.kind });
  const opened = await openStore({
    uri: database.uri,
    databaseName: mongodb?.databaseName ?? "callwise",
    tenantId: WEBHOOK_TENANT,
    retentionDays: 365,
    clock,
  });
  const store = watchParts(opened, (...operation) => metrics.observeStore(...operation), clock);
  await store.subscriptions.save({
    subscriptionId: WEBHOOK_SUBSCRIPTION,
    clientState: WEBHOOK_CLIENT_STATE,
    resource: "/communications/callRecords",
    changeType: "updated",
    notificationUrl: "https://callwise.example.org/api/graph/notifications",
    expiresAt: new Date(clock.now().getTime() + 86_400_000),
    createdAt: clock.now(),
    lastReauthorizedAt: null,
    reauthorizationAskedAt: null,
    retiredAt: null,
  });
  const answerWatch = createAnswerWatch({ onSuspicion: () => undefined, clock, log });
  answerWatch.start();
  const batcher = createEnqueueBatcher({ write: (items) => store.ingestJobs.accept(items) });
  target.use(watchRequests({ observe: (request) => metrics.observeRequest(request), clock }));
  target.use(
    "/api/graph",
    createWebhookRouter({
      tenantId: WEBHOOK_TENANT,
      known: createKnownSubscriptions({ load: () => store.subscriptions.all(), isPending: () => false, clock }),
      enqueue: (items) => batcher.add(items),
      onLifecycle: () => undefined,
      count: (outcome, n) => metrics.countNotifications(outcome, n),
      onAnswered(ms) {
        answerWatch.record(ms);
        metrics.observeWebhook(ms / 1000);
      },
      clock,
      log,
    }),
  );
}
