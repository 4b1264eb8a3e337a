import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import path from "node:path";
import express from "express";
import { ALERT_PACE, type AlertPace } from "./alerting/alert-pace.ts";
import { createAlerting } from "./alerting/alerting.ts";
import { createIncidentDesk } from "./alerting/incident-desk.ts";
import { createExhaustedJobsRule } from "./alerting/exhausted-jobs-rule.ts";
import { createHealthRule } from "./alerting/health-rule.ts";
import { judgeCallRecord } from "./calls/judge-call-record.ts";
import { systemClock, type Clock } from "./clock.ts";
import type { Config } from "./config/config.ts";
import type { Secrets } from "./config/secrets.ts";
import { connectGraph } from "./graph/graph-connection.ts";
import { answerTheRest } from "./http/answer-the-rest.ts";
import { createHealthRouter } from "./http/health-router.ts";
import { watchRequests } from "./http/watch-requests.ts";
import { createBuildingUpkeep } from "./ingestion/building-upkeep.ts";
import { createCallLogs } from "./ingestion/call-logs.ts";
import { createIngestion, type IngestionStatus } from "./ingestion/ingestion.ts";
import { createPersonalFieldsUpkeep } from "./ingestion/personal-fields-upkeep.ts";
import { createRequestBudget } from "./ingestion/request-budget.ts";
import { createRollupUpkeep } from "./ingestion/rollup-upkeep.ts";
import type { IngestStatus } from "./ingestion/ingest-status.ts";
import { isPendingSubscription } from "./ingestion/subscription-plan.ts";
import { createLog, type Log } from "./log.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { openDatabase, type Database } from "./open-database.ts";
import { ServiceError } from "./service-error.ts";
import { adminIdsOf } from "./service-admins.ts";
import { answerPartsOf } from "./service-answers.ts";
import { createApi } from "./service-api.ts";
import { startBot } from "./service-bot.ts";
import { cardSenderOf, keepWebhookChannel } from "./service-card-sender.ts";
import { closeServer, listen } from "./service-listen.ts";
import { signInOf } from "./service-sign-in.ts";
import { createServiceStatus } from "./service-status.ts";
import { createStops } from "./service-stops.ts";
import { openServiceStore, tenantIdOf } from "./service-store.ts";
import type { SimulatedTenant } from "./simulator/simulated-tenant.ts";
import type { Store } from "./store/store.ts";
import { watchParts } from "./telemetry/watch-parts.ts";
import { VERSION } from "./version.ts";
import { createAnswerWatch } from "./webhook/answer-watch.ts";
import { createEnqueueBatcher } from "./webhook/enqueue-batcher.ts";
import { createKnownSubscriptions } from "./webhook/known-subscriptions.ts";
import { createWebhookRouter } from "./webhook/webhook-router.ts";

export type ServiceOverrides = {
  clock?: Clock;
  random?: () => number;
  log?: Log;
  /** In simulated mode: the tenant to use instead of the default one. The service starts and stops it. */
  tenant?: SimulatedTenant;
  alertPace?: Partial<AlertPace>;
};

export type Service = {
  /** Where it listens, for example "http://127.0.0.1:3978"; a named pipe's name where one is used. */
  address: string;
  database: Database["kind"];
  store: Store;
  /** Null unless in simulated mode. */
  tenant: SimulatedTenant | null;
  metrics: Metrics;
  status(): IngestionStatus;
  /** Works off everything that is due now; for tests, which do not wait. */
  processAll(): Promise<number>;
  /** Refuses new work, ends or gives back the current, and closes in reverse order; the process can end then. */
  stop(): Promise<void>;
};

const PROXIES_TRUSTED = 1;
/** A call ends about every ten seconds, and its record appears seconds later instead of minutes. */
const LIVE_SIMULATION = { liveEverySeconds: 10, delayFactor: 0.005 };

/**
 * The composition root: builds every object once, by hand, and starts them in the order in which they need each other.
 * Throws or succeeds; what had been started when it throws is stopped again.
 */
export async function startService(
  config: Config,
  secrets: Secrets,
  overrides: ServiceOverrides = {},
): Promise<Service> {
  const clock = overrides.clock ?? systemClock;
  const random = overrides.random ?? Math.random;
  const log = overrides.log ?? createLog(config.logLevel);
  const stops = createStops(log);
  try {
    const database = await openDatabase({
      mongodbUri: secrets.mongodbUri,
      dataDir: config.dataDir,
      clock,
      mayJoin: false,
    });
    stops.push("database", () => database.stop());
    const metrics = createMetrics({ version: VERSION, database: database.kind });
    const opened = await openServiceStore(config, database.uri, clock, log);
    stops.push("store", () => opened.close());
    const store = watchParts(opened, (...operation) => metrics.observeStore(...operation), clock);

    const tenant = config.graph === null ? (overrides.tenant ?? (await simulatedTenant(config, clock))) : null;
    if (tenant !== null) {
      await tenant.start();
      stops.push("tenant", () => tenant.stop());
    }
    const graph = connectGraph({ ...signInOf(config, secrets, tenant), clock, random, watch: metrics.graph });
    metrics.graph.showBudget(() => graph.budget());
    stops.push("graph", () => graph.close());

    const app = express().disable("x-powered-by");
    // Simulated mode has no proxy before it: a forwarded host there is somebody pretending to be this machine.
    app.set("trust proxy", tenant === null ? PROXIES_TRUSTED : false);
    const server = createServer(app);
    const address = await listen(server, config);
    stops.pushAtOnce("server", () => closeServer(server));
    const publicUrl = config.publicUrl ?? (tenant === null ? null : address);

    const tenantId = tenantIdOf(config);
    const known = createKnownSubscriptions({
      load: () => store.subscriptions.all(),
      isPending: isPendingSubscription,
      clock,
    });
    const owner = `${process.pid}-${randomUUID()}`;
    const { requestShares } = store;
    // Nobody else is on an embedded server: all is for this instance, at once also after a crash.
    if (database.kind !== "embedded") {
      const budget = createRequestBudget({ requestShares, limiter: graph.limiter, owner, clock, log });
      await budget.start();
      stops.push("budget", () => budget.stop());
    }
    const serviceStatus = createServiceStatus({
      store,
      tenantId,
      instanceId: owner,
      timeZone: config.defaultTimeZone,
      metrics,
      clock,
      log: log.child({ part: "ledger" }),
    });
    const { ledger } = serviceStatus;
    const ingestion = createIngestion({
      store,
      source: graph.source,
      roomForRecords: () => graph.roomForRecords(),
      judge: judgeCallRecord,
      subscription:
        publicUrl === null
          ? null
          : {
              api: graph.subscriptions,
              onChanged: () => known.refresh(),
              notificationUrl: `${publicUrl}/api/graph/notifications`,
              lifecycleNotificationUrl: `${publicUrl}/api/graph/lifecycle`,
            },
      isService: true,
      owner,
      clock,
      random,
      log: log.child({ part: "ingestion" }),
      onOutcome: (outcome) => metrics.countJobs(outcome, 1),
      onServed: (served) => {
        ledger.onServed(served);
        if (served.source === "notification") metrics.observeDelay(served.delayMs / 1000);
        if (served.announcedAfterMs !== null) metrics.observeAnnouncement(served.announcedAfterMs / 1000);
      },
      onListed: (window, listed, at) => ledger.onListed(window, listed, at),
    });
    const answerWatch = createAnswerWatch({
      onSuspicion: (gap) => ingestion.onGap(gap),
      clock,
      log: log.child({ part: "webhook" }),
    });
    const batcher = createEnqueueBatcher({ write: (items) => store.ingestJobs.accept(items) });

    let isStarted = false;
    const isReady = async (): Promise<void> => {
      if (!isStarted) throw new ServiceError("starting", "The service is starting.");
      if (stops.isStopping) throw new ServiceError("stopping", "The service is stopping.");
      await store.callRecords.versions(["ready"]);
    };
    app.use(createHealthRouter({ isReady, metrics }));
    app.use(watchRequests({ observe: (request) => metrics.observeRequest(request), clock }));
    app.use(
      "/api/graph",
      createWebhookRouter({
        tenantId,
        known,
        enqueue: (items) => batcher.add(items),
        onEnqueued: () => ingestion.wake(),
        onLifecycle: (notification) => ingestion.onLifecycle(notification),
        count: (outcome, n) => {
          metrics.countNotifications(outcome, n);
          if (outcome === "item_enqueued") ledger.onNotified(n);
        },
        onAnswered(ms) {
          answerWatch.record(ms);
          metrics.observeWebhook(ms / 1000);
        },
        clock,
        log: log.child({ part: "webhook" }),
      }),
    );
    const readStatus = (): Promise<IngestStatus> => serviceStatus.read();
    const pace = { ...ALERT_PACE, ...overrides.alertPace };
    const alerting = createAlerting({
      store,
      rules: [
        createHealthRule({ readHealth: async () => (await readStatus()).health, pace }),
        createExhaustedJobsRule({ ingestJobs: store.ingestJobs }),
      ],
      pace,
      timeZone: config.defaultTimeZone,
      isAnonymous: config.isAnonymous,
      owner,
      count: (channel, outcome) => metrics.countDeliveries(channel, outcome),
      onIncident: (rule, state) => metrics.countIncident(rule, state),
      clock,
      random,
      log: log.child({ part: "alerting" }),
    });
    const answerParts = answerPartsOf({ store, config, readStatus, alerts: alerting });
    const adminIds = adminIdsOf(config, tenant);
    const { incidents, revealedPeople } = store;
    const onChanged = (): void => alerting.wake();
    const incidentDesk = createIncidentDesk({ incidents, revealedPeople, adminIds, onChanged, clock });
    const { rollups, buildings, leases } = store;
    const rollupUpkeep = createRollupUpkeep({ rollups, leases, owner, clock, log: log.child({ part: "rollups" }) });
    const buildingUpkeep = createBuildingUpkeep({
      buildings,
      onDone: () => rollupUpkeep.wake(),
      leases,
      owner,
      clock,
      log: log.child({ part: "buildings" }),
    });
    const onBuildingsChanged = (): void => buildingUpkeep.wake();
    const apiLog = log.child({ part: "http" });
    const api = { config, adminIds, tenant, store, answerParts, readStatus, onBuildingsChanged, clock, log: apiLog };
    app.use(createApi({ ...api, alerting, incidentDesk }));
    const shared = { config, secrets, adminIds, tenant, store, clock, log, metrics };
    const bot = await startBot({ ...shared, answerParts, address, alerting, incidentDesk, owner });
    if (bot !== null) {
      app.use(bot.router);
      stops.pushAtOnce("bot", () => bot.stop());
    }
    await keepWebhookChannel({ secrets, store, clock });
    if (bot !== null || secrets.alertWebhook !== null) {
      const alertLog = log.child({ part: "alerting" });
      alerting.start(cardSenderOf({ config, secrets, store, clock, log: alertLog }, bot?.cardSender ?? null));
      stops.pushAtOnce("alerting", () => alerting.stop());
    }
    answerTheRest(app, log.child({ part: "http" }));

    ingestion.start();
    answerWatch.start();
    stops.push("answerWatch", () => answerWatch.stop());
    const upkeep = serviceStatus.keepUp(() => ingestion.status());
    upkeep.start();
    stops.push("upkeep", () => upkeep.stop());
    rollupUpkeep.start();
    stops.push("rollupUpkeep", () => rollupUpkeep.stop());
    buildingUpkeep.start();
    stops.push("buildingUpkeep", () => buildingUpkeep.stop());
    const personalFieldsUpkeep = createPersonalFieldsUpkeep({
      personalFields: store.personalFields,
      leases,
      owner,
      clock,
      log: log.child({ part: "personalFields" }),
    });
    personalFieldsUpkeep.start();
    stops.push("personalFieldsUpkeep", () => personalFieldsUpkeep.stop());
    stops.push("batcher", () => batcher.drain());
    stops.pushAtOnce("ingestion", () => ingestion.stop());
    if (config.readsCallLogs) {
      const { phoneCalls } = store;
      const part = { phoneCalls, leases, owner, clock, random, log: log.child({ part: "callLogs" }) };
      const callLogs = createCallLogs({ source: graph.callLogs, ...part });
      callLogs.start();
      stops.pushAtOnce("callLogs", () => callLogs.stop());
    }
    isStarted = true;
    log.info({ tenantId, database: database.kind, isSimulated: tenant !== null }, "service started");
    return {
      address,
      database: database.kind,
      store,
      tenant,
      metrics,
      status: () => ingestion.status(),
      processAll: () => ingestion.processAll(),
      stop: () => stops.run(),
    };
  } catch (error) {
    await stops.run();
    throw error;
  }
}

/** The one that a service without any Graph credential shows. */
export async function simulatedTenant(config: Config, clock: Clock): Promise<SimulatedTenant> {
  const { createSimulatedTenant } = await import("./simulator/simulated-tenant.ts");
  return createSimulatedTenant({
    clock,
    ...config.simulator,
    ...LIVE_SIMULATION,
    stateFile: path.join(config.dataDir, "simulator.json"),
  });
}
