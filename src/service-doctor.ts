import { readFile } from "node:fs/promises";
import { lookup } from "node:dns/promises";
import { z } from "zod";
import type { Clock } from "./clock.ts";
import { isLoopback } from "./config/settings.ts";
import { alertWebhookCheck } from "./doctor/alert-webhook-check.ts";
import { botEndpointCheck, botSignInCheck } from "./doctor/bot-checks.ts";
import { skipped, type CheckCode, type CheckResult, type RunCheck } from "./doctor/check.ts";
import { clockCheck } from "./doctor/clock-check.ts";
import { databaseCheck, durabilityCheck, indexesCheck, type InspectedDatabase } from "./doctor/database-checks.ts";
import { callLogsPermissionCheck, callRecordsPermissionCheck, graphSignInCheck } from "./doctor/graph-checks.ts";
import { createHttpExchange } from "./doctor/http-exchange.ts";
import { reportOf, type DoctorReport } from "./doctor/report.ts";
import { runChecks } from "./doctor/run-checks.ts";
import { secretsCheck } from "./doctor/secrets-check.ts";
import { checkSettings } from "./doctor/settings-check.ts";
import { subscriptionCheck } from "./doctor/subscription-check.ts";
import { tabAudienceCheck, tabKeysCheck } from "./doctor/tab-checks.ts";
import { teamsAppCheck } from "./doctor/teams-app-check.ts";
import { webhookCheck } from "./doctor/webhook-check.ts";
import { openDatabase } from "./open-database.ts";
import { openDoctorWorld, type Checked, type DoctorWorld } from "./service-doctor-world.ts";
import { ServiceError } from "./service-error.ts";
import { databaseNameOf, tenantIdOf } from "./service-store.ts";
import { inspectDatabase } from "./store/inspect-database.ts";

export type DoctorOptions = {
  environment: Readonly<Record<string, string>>;
  clock: Clock;
  /** A number from 0 up to, not including, 1. */
  random: () => number;
  onStart?: (title: string) => void;
  onResult?: (result: CheckResult) => void;
};

type Checks = Record<CheckCode, RunCheck>;

/**
 * Looks at everything that the service of these settings needs, and changes nothing: of the tenant that is configured, or
 * in simulated mode of the one of a running service, else of one of its own.
 */
export async function runDoctor(options: DoctorOptions): Promise<DoctorReport> {
  const { environment, clock, onStart, onResult } = options;
  const watch = { clock, ...(onStart && { onStart }), ...(onResult && { onResult }) };
  const { outcome, checked } = checkSettings(environment);
  const settings: RunCheck = () => Promise.resolve(outcome);
  if (checked === null) {
    const isSimulated = environment["TENANT_ID"] === undefined && environment["CLIENT_ID"] === undefined;
    const results = await runChecks({ checks: { settings }, ...watch });
    return reportOf(results, isSimulated ? "simulated" : "tenant", clock.now());
  }
  const world = await openDoctorWorld(checked, options);
  const database = doctoredDatabase(checked, clock);
  try {
    const checks: Checks = {
      settings,
      secrets: secretsCheck({ ...checked, readFile: (path) => readFile(path, "utf8"), clock }),
      ...databaseChecks(database),
      ...graphChecks(checked, world, database, clock),
      ...serviceChecks(checked, world, clock),
      ...(await tabChecks(checked, world, clock, environment["TEAMS_APP_ID"] === undefined)),
    };
    const results = await runChecks({ checks, ...watch });
    return reportOf(results, checked.config.graph === null ? "simulated" : "tenant", clock.now());
  } finally {
    await database.close();
    await world.close();
  }
}

function databaseChecks(
  database: DoctoredDatabase,
): Pick<Checks, "database" | "database_indexes" | "database_durability"> {
  return {
    database: databaseCheck(() => database.open()),
    database_indexes: indexesCheck(() => database.opened().inspection),
    database_durability: durabilityCheck(() => database.opened()),
  };
}

function graphChecks(
  { config }: Checked,
  { graphRoot, loginRoot, graphClient: client, graphTokens: getToken, graphSettings: settings, ...world }: DoctorWorld,
  database: DoctoredDatabase,
  clock: Clock,
): Pick<Checks, "clock" | "graph_sign_in" | "call_records_permission" | "call_logs_permission" | "subscription"> {
  const metadata = `${loginRoot}/${tenantIdOf(config)}/v2.0/.well-known/openid-configuration`;
  const http = createHttpExchange(clock, world.caCertificate);
  const grantedTo = config.graph?.credential.kind === "managedIdentity" ? "managedIdentity" : "application";
  const parts = { client, getToken, graphRoot, grantedTo } as const;
  return {
    clock: clockCheck({ http, urls: [`${graphRoot}/v1.0/`, metadata], clock }),
    graph_sign_in: graphSignInCheck({ getToken, graphRoot, settings }),
    call_records_permission: callRecordsPermissionCheck(parts),
    call_logs_permission: callLogsPermissionCheck({ client, clock, grantedTo, readsCallLogs: config.readsCallLogs }),
    subscription: whereServed(world, (publicUrl) => {
      const stored = () => database.opened().inspection.subscriptions.all();
      return subscriptionCheck({ client, stored, publicUrl, clock });
    }),
  };
}

function serviceChecks(
  { secrets }: Checked,
  world: DoctorWorld,
  clock: Clock,
): Pick<Checks, "webhook" | "bot_sign_in" | "bot_endpoint" | "alert_webhook"> {
  const http = createHttpExchange(clock, null);
  const isGraphLocal = isLoopback(new URL(world.graphRoot).hostname);
  const resolve = async (host: string): Promise<string[]> =>
    (await lookup(host, { all: true })).map(({ address }) => address);
  return {
    webhook: whereServed(world, (publicUrl) => webhookCheck({ publicUrl, http, resolve, isGraphLocal, clock })),
    bot_sign_in: botSignInCheck({ getToken: world.botTokens, settings: world.botSettings }),
    bot_endpoint: whereServed(world, (publicUrl) => botEndpointCheck({ publicUrl, http })),
    alert_webhook: alertWebhookCheck({ alertWebhook: secrets.alertWebhook, http }),
  };
}

async function tabChecks(
  { config }: Checked,
  { tab, loginRoot, caCertificate, graphTokens: getToken, graphSettings: settings }: DoctorWorld,
  clock: Clock,
  isAssumed: boolean,
): Promise<Pick<Checks, "tab_keys" | "tab_audience" | "teams_app">> {
  const http = createHttpExchange(clock, caCertificate);
  const teamsAppId = config.tab?.teamsAppId ?? null;
  return {
    tab_keys: tabKeysCheck({ tab, http, loginRoot, tenantId: tenantIdOf(config) }),
    tab_audience: tabAudienceCheck({ tab, manifestResource: await manifestResource(tab), getToken, settings }),
    teams_app: teamsAppCheck({ hasTab: config.tab !== null, teamsAppId, isAssumed }),
  };
}

/** In simulated mode there may be no service; elsewhere PUBLIC_URL is a setting that must be there. */
function whereServed({ publicUrl }: Pick<DoctorWorld, "publicUrl">, check: (publicUrl: string) => RunCheck): RunCheck {
  if (publicUrl !== null) return check(publicUrl);
  return () => Promise.resolve(skipped("No service runs on DATA_DIR: start it (callwise serve), then look again."));
}

const MANIFEST = new URL("../appPackage/manifest.json", import.meta.url);
const manifestSchema = z.looseObject({ webApplicationInfo: z.looseObject({ resource: z.string() }) });

/** What `npm run package` makes of the manifest with the settings of the service. */
async function manifestResource(tab: DoctorWorld["tab"]): Promise<string | null> {
  const text = await readFile(MANIFEST, "utf8").catch(() => null);
  if (text === null || tab === null) return null;
  const { resource } = manifestSchema.parse(JSON.parse(text)).webApplicationInfo;
  return resource.replaceAll("${{BOT_DOMAIN}}", tab.host).replaceAll("${{TAB_CLIENT_ID}}", tab.clientId);
}

type DoctoredDatabase = { open(): Promise<InspectedDatabase>; opened(): InspectedDatabase; close(): Promise<void> };

function doctoredDatabase({ config, secrets }: Checked, clock: Clock): DoctoredDatabase {
  let present: InspectedDatabase | null = null;
  let isClosed = false;
  const stops: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  return {
    async open() {
      const { mongodbUri } = secrets;
      const database = await openDatabase({ mongodbUri, dataDir: config.dataDir, clock, mayJoin: true });
      stops.push(() => database.stop());
      const { uri, kind } = database;
      const tenantId = tenantIdOf(config);
      try {
        const inspection = await inspectDatabase({ uri, databaseName: databaseNameOf(uri), tenantId });
        stops.push(() => inspection.close());
        present = { kind, inspection };
        return present;
      } finally {
        // Too late for the check: nobody would close it any more.
        if (isClosed) await close();
      }
    },
    opened() {
      if (present === null) throw new ServiceError("store_not_open", "The database was not opened.");
      return present;
    },
    async close() {
      isClosed = true;
      await close();
    },
  };
}
