import { ServiceError } from "../service-error.ts";
import { certificateFault, dataDirFault } from "./file-faults.ts";
import { tracingFaults } from "../telemetry/tracing.ts";
import { Secrets } from "./secrets.ts";
import { isLoopback, settingsSchema, type Settings } from "./settings.ts";

/** How the service signs in to Graph as an app. */
export type GraphCredential =
  | { kind: "clientSecret" }
  | { kind: "clientCertificate"; path: string }
  | { kind: "managedIdentity"; clientId: string };

export type GraphConfig = {
  tenantId: string;
  /** Null only with a managed identity, which has a client id of its own. */
  clientId: string | null;
  credential: GraphCredential;
  graphRoot: string;
  loginRoot: string;
};

export type BotConfig = { appId: string; tenantId: string; appType: "SingleTenant" | "UserAssignedMSI" };

/** The checked configuration. A feature that is not set up is null, and code asks for that, not for a setting. */
export type Config = {
  /** Null means simulated mode: no Graph credential was given at all. */
  graph: GraphConfig | null;
  publicUrl: string | null;
  bot: BotConfig | null;
  tab: { clientId: string; /** Of the app in Teams. */ teamsAppId: string | null } | null;
  adminIds: string[];
  dataDir: string;
  host: string;
  port: number | string;
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
  defaultTimeZone: string;
  /** Whether people affected by incidents are named in admin channels. */
  areAlertNamesShown: boolean;
  /** Figures without names: nobody sees another person's name or calls. */
  isAnonymous: boolean;
  /** Whether the logs of telephone calls are read. */
  readsCallLogs: boolean;
  retentionDays: number;
  /** Null: names, numbers, addresses and devices are kept as long as their call. */
  personalFieldsDays: number | null;
  accessLogDays: number;
  incidentDays: number;
  simulator: { seed: number; people: number };
};

/** What a command needs set up beyond the settings' own checks. */
export type ConfigNeeds = { toServe: boolean };

/**
 * Checks every setting and what they mean together.
 * Throws ServiceError "invalid_configuration" that names every fault at once, one a line, never a value.
 */
export function readConfig(
  environment: Record<string, string>,
  needs: ConfigNeeds,
): { config: Config; secrets: Secrets } {
  const parsed = settingsSchema.safeParse(environment);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${String(issue.path[0] ?? "settings")} ${issue.message}`);
  // The rules between settings are checked also when single settings are at fault, so that all is told at once.
  faults.push(...faultsBetweenSettings(environment, needs), ...faultsInFiles(environment, needs));
  faults.push(...tracingFaults(environment));
  if (!parsed.success || faults.length > 0) {
    throw new ServiceError("invalid_configuration", [...new Set(faults)].join("\n"), { remedy: "fix-configuration" });
  }
  return { config: toConfig(parsed.data), secrets: new Secrets(environment) };
}

const CREDENTIAL_SETTINGS = ["CLIENT_SECRET", "CLIENT_CERTIFICATE_PATH", "MANAGED_IDENTITY_CLIENT_ID"] as const;

function faultsBetweenSettings(environment: Record<string, string>, needs: ConfigNeeds): string[] {
  const has = (name: string): boolean => environment[name] !== undefined;
  const faults: string[] = [];
  const credentials = CREDENTIAL_SETTINGS.filter(has);
  const isSimulated = credentials.length === 0 && !has("TENANT_ID") && !has("CLIENT_ID");
  if (!isSimulated) {
    if (!has("TENANT_ID")) faults.push("TENANT_ID is missing: Graph needs it beside the other credentials");
    if (!has("CLIENT_ID") && !has("MANAGED_IDENTITY_CLIENT_ID")) {
      faults.push("CLIENT_ID is missing: Graph needs it beside the other credentials");
    }
    if (credentials.length === 0) {
      faults.push(
        "CLIENT_SECRET, CLIENT_CERTIFICATE_PATH or MANAGED_IDENTITY_CLIENT_ID is missing: one of them is needed",
      );
    }
    if (credentials.length > 1) faults.push(`${credentials.join(" and ")} are both set: keep one of them`);
    if (needs.toServe && !has("PUBLIC_URL")) {
      faults.push("PUBLIC_URL is missing: Graph cannot deliver notifications without it");
    }
  } else {
    for (const name of ["GRAPH_ROOT", "LOGIN_ROOT"].filter(has)) {
      faults.push(`${name} is set without TENANT_ID, CLIENT_ID and a credential: set them, or remove it`);
    }
    if (has("HOST") && !isLoopback(environment["HOST"] ?? "")) {
      faults.push("HOST must be a loopback address in simulated mode, where anybody may be anybody");
    }
  }
  for (const [name, other] of [
    ["ALERT_WEBHOOK_URL", "ALERT_WEBHOOK_SECRET"],
    ["ALERT_WEBHOOK_SECRET", "ALERT_WEBHOOK_URL"],
  ] as const) {
    if (has(name) && !has(other)) faults.push(`${other} is missing: ${name} is set`);
  }
  if (!isSimulated && environment["ALERT_WEBHOOK_URL"]?.startsWith("http:")) {
    faults.push("ALERT_WEBHOOK_URL must be an https address: another one is for simulated mode");
  }
  if (environment["ANONYMOUS"] === "on" && environment["ALERT_NAMES"] === "shown") {
    faults.push("ALERT_NAMES cannot be shown: ANONYMOUS is on");
  }
  if (has("BOT_PASSWORD") && !has("BOT_ID")) faults.push("BOT_ID is missing: BOT_PASSWORD is set");
  if (has("BOT_ID") && !has("BOT_TENANT_ID") && !has("TENANT_ID")) {
    faults.push("BOT_TENANT_ID is missing: BOT_ID is set and there is no TENANT_ID");
  }
  return faults;
}

/** A service keeps its data in the folder as long as it runs; a command that cannot use it says so itself. */
function faultsInFiles(environment: Record<string, string>, { toServe }: ConfigNeeds): string[] {
  const { CLIENT_CERTIFICATE_PATH: certificate, DATA_DIR: dataDir, MONGODB_URI: mongodbUri } = environment;
  const faults = [
    certificate === undefined ? null : certificateFault(certificate),
    toServe && dataDir !== undefined && mongodbUri === undefined ? dataDirFault(dataDir) : null,
  ];
  return faults.filter((fault) => fault !== null);
}

function toConfig(settings: Settings): Config {
  const graph = graphConfig(settings);
  return {
    graph,
    publicUrl: settings.PUBLIC_URL ?? null,
    bot: botConfig(settings),
    tab:
      settings.TAB_CLIENT_ID === undefined
        ? null
        : { clientId: settings.TAB_CLIENT_ID, teamsAppId: settings.TEAMS_APP_ID ?? settings.BOT_ID ?? null },
    adminIds: settings.ADMIN_IDS,
    dataDir: settings.DATA_DIR,
    host: settings.HOST ?? (graph === null ? "127.0.0.1" : "0.0.0.0"),
    port: settings.PORT,
    logLevel: settings.LOG_LEVEL ?? (graph === null ? "warn" : "info"),
    defaultTimeZone: settings.DEFAULT_TIME_ZONE,
    areAlertNamesShown: settings.ALERT_NAMES === "shown",
    isAnonymous: settings.ANONYMOUS === "on",
    readsCallLogs: settings.CALL_LOGS === "auto",
    retentionDays: settings.RETENTION_DAYS,
    personalFieldsDays: settings.PERSONAL_FIELDS_DAYS ?? null,
    accessLogDays: settings.ACCESS_LOG_DAYS ?? settings.RETENTION_DAYS,
    incidentDays: settings.INCIDENT_DAYS ?? settings.RETENTION_DAYS,
    simulator: { seed: settings.SIMULATOR_SEED, people: settings.SIMULATOR_PEOPLE },
  };
}

function graphConfig(settings: Settings): GraphConfig | null {
  if (settings.TENANT_ID === undefined) return null;
  const credential = graphCredential(settings);
  return {
    tenantId: settings.TENANT_ID,
    clientId: settings.CLIENT_ID ?? null,
    credential,
    graphRoot: settings.GRAPH_ROOT,
    loginRoot: settings.LOGIN_ROOT,
  };
}

function graphCredential(settings: Settings): GraphCredential {
  if (settings.CLIENT_CERTIFICATE_PATH !== undefined) {
    return { kind: "clientCertificate", path: settings.CLIENT_CERTIFICATE_PATH };
  }
  if (settings.MANAGED_IDENTITY_CLIENT_ID !== undefined) {
    return { kind: "managedIdentity", clientId: settings.MANAGED_IDENTITY_CLIENT_ID };
  }
  return { kind: "clientSecret" };
}

function botConfig(settings: Settings): BotConfig | null {
  const tenantId = settings.BOT_TENANT_ID ?? settings.TENANT_ID;
  if (settings.BOT_ID === undefined || tenantId === undefined) return null;
  return {
    appId: settings.BOT_ID,
    tenantId,
    appType: settings.BOT_PASSWORD === undefined ? "UserAssignedMSI" : "SingleTenant",
  };
}
