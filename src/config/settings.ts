import { isIP } from "node:net";
import { z } from "zod";

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]", "::1"];

/** True for addresses that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host.toLowerCase());
}

const id = z.guid({ error: "must be a GUID" }).transform((value) => value.toLowerCase());

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** An https root without a trailing slash. */
const httpsRoot = z
  .string()
  .refine((text) => parseUrl(text)?.protocol === "https:", "must be an https address")
  .transform((text) => text.replace(/\/+$/, ""));

const publicUrl = z
  .string()
  .refine((text) => {
    const url = parseUrl(text);
    return url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname));
  }, "must be an https address that Microsoft Graph can reach")
  .refine((text) => {
    const url = parseUrl(text);
    return url === null || (url.search === "" && url.hash === "" && url.username === "" && url.password === "");
  }, "must have no query, fragment or sign-in in it")
  .transform((text) => text.replace(/\/+$/, ""));

const webhookUrl = z.string().refine((text) => {
  const url = parseUrl(text);
  return url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname));
}, "must be an https address");

/** Entra shows a secret's id beside its value, and the two are easily taken for each other. */
const secret = z
  .string()
  .refine((text) => !z.guid().safeParse(text).success, "must be the value of the secret, not its id")
  // What App Service leaves in place of a secret that it could not fetch.
  .refine(
    (text) => !/^@Microsoft\.KeyVault\(/i.test(text),
    "must be a secret: its Key Vault reference was not resolved",
  );

const host = z
  .string()
  .refine(
    (text) => isIP(text.replace(/^\[(.+)\]$/, "$1")) > 0 || /^[a-z\d]([a-z\d.-]{0,251}[a-z\d])?$/i.test(text),
    "must be an IP address or the name of a host",
  );

/** mongodb://user:password@host:port,host:port/name?options; what is in it is for the driver to judge. */
const mongodbUri = z
  .string()
  .regex(/^mongodb(\+srv)?:\/\//, "must begin with mongodb:// or mongodb+srv://")
  .regex(
    /^(?!mongodb)|^mongodb(\+srv)?:\/\/([^/@]*@)?[^/?@\s]+(\/[^?\s]*)?(\?\S*)?$/,
    "must name a host, and then at most a database and options",
  );

const oneOf = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z.enum(names, { error: `must be one of ${names.join(", ")}` });

const wholeNumber = (least: number, most: number): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must lie between ${least} and ${most}`);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/**
 * Every setting by its environment name, with its check and what it is for. Settings that depend on each other are
 * checked in config.ts.
 */
export const SETTINGS = {
  TENANT_ID: id.optional().describe("Entra tenant whose calls are shown"),
  CLIENT_ID: id.optional().describe("Application that reads Graph"),
  CLIENT_SECRET: secret.optional().describe("Its secret"),
  CLIENT_CERTIFICATE_PATH: z.string().optional().describe("Or its certificate: a PEM file with the private key"),
  MANAGED_IDENTITY_CLIENT_ID: id.optional().describe("Or a user-assigned managed identity"),
  GRAPH_ROOT: httpsRoot.default("https://graph.microsoft.com").describe("Root of Microsoft Graph (national clouds)"),
  LOGIN_ROOT: httpsRoot.default("https://login.microsoftonline.com").describe("Root of the sign-in service"),
  PUBLIC_URL: publicUrl.optional().describe("Address at which Graph reaches this service"),
  BOT_ID: id.optional().describe("Application id of the bot"),
  BOT_PASSWORD: secret.optional().describe("Its secret; without one its managed identity is used"),
  BOT_TENANT_ID: id.optional().describe("Tenant of the bot's application; default TENANT_ID"),
  TAB_CLIENT_ID: id.optional().describe("Audience of the tab's sign-in"),
  TEAMS_APP_ID: id.optional().describe("Id of the app in Teams, for links from cards to the tab; default BOT_ID"),
  ADMIN_IDS: z
    .string()
    .transform((text) => text.split(/[\s,;]+/).filter((part) => part !== ""))
    .pipe(z.array(id))
    .prefault("")
    .describe("Entra object ids of admins, separated by commas"),
  MONGODB_URI: mongodbUri.optional().describe("A MongoDB; without it the embedded default keeps its data in DATA_DIR"),
  DATA_DIR: z.string().default(".callwise").describe("Folder of the embedded default; default .callwise"),
  HOST: host.optional().describe("Address to listen on; default 127.0.0.1 in simulated mode, else 0.0.0.0"),
  PORT: z
    .union([wholeNumber(0, 65_535), z.string().regex(/^\\\\[.?]\\pipe\\/, "must be a port number or a named pipe")])
    .default(3978)
    .describe("Port to listen on, or a named pipe; default 3978; 0 takes any free port"),
  LOG_LEVEL: oneOf(["debug", "info", "warn", "error", "silent"])
    .optional()
    .describe("debug, info, warn, error or silent; default info; simulated: warn"),
  DEFAULT_TIME_ZONE: z
    .string()
    .refine(isTimeZone, "must be an IANA time zone such as Europe/Berlin")
    .default("UTC")
    .describe("Time zone of people whose Teams client has not told theirs; default UTC"),
  ALERT_WEBHOOK_URL: webhookUrl.optional().describe("Another tool that is told of alerts, by POST"),
  ALERT_WEBHOOK_SECRET: z
    .string()
    .min(16, "must have at least 16 characters")
    .optional()
    .describe("Signs what is posted there (HMAC-SHA256); at least 16 characters"),
  ALERT_NAMES: oneOf(["masked", "shown"])
    .default("masked")
    .describe("Admin channels: masked (default) hides the names of people, shown does not"),
  CALL_LOGS: oneOf(["auto", "off"])
    .default("auto")
    .describe("Telephone logs: auto (default) reads them daily, off does not"),
  ANONYMOUS: oneOf(["on", "off"])
    .default("off")
    .describe("on: figures without names; admins see no other person's name or calls; default off"),
  RETENTION_DAYS: wholeNumber(1, 3650)
    .prefault("365")
    .describe("Days for which calls are kept, 1 to 3650; default 365"),
  PERSONAL_FIELDS_DAYS: wholeNumber(1, 3650)
    .optional()
    .describe("Days after which names, numbers, addresses and devices are removed from calls; default: with the call"),
  ACCESS_LOG_DAYS: wholeNumber(1, 3650)
    .optional()
    .describe("Days for which looks at people's calls are kept; default RETENTION_DAYS"),
  INCIDENT_DAYS: wholeNumber(1, 3650)
    .optional()
    .describe("Days for which incidents that are over are kept; default RETENTION_DAYS"),
  SIMULATOR_SEED: wholeNumber(0, 4_294_967_295).prefault("1").describe("Simulated mode: which world; default 1"),
  SIMULATOR_PEOPLE: wholeNumber(2, 2000)
    .prefault("60")
    .describe("Simulated mode: how many people, 2 to 2000; default 60"),
} as const;

export const settingsSchema = z.object(SETTINGS);
export type Settings = z.output<typeof settingsSchema>;
export type SettingName = keyof typeof SETTINGS;
