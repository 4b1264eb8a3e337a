import { z } from "zod";
import { SETTINGS } from "../../src/config/settings.ts";
import { ServiceError } from "../../src/service-error.ts";

const REQUIRED = {
  BOT_ID: "the application id of the bot",
  PUBLIC_URL: "the https address of the service, which Teams shows as the app's domain",
};

const httpsUrl = z.url({ protocol: /^https$/, error: "must be an https address" }).max(2048, "is too long");

const shape = z.object({
  BOT_ID: SETTINGS.BOT_ID,
  PUBLIC_URL: httpsUrl.optional(),
  TEAMS_APP_ID: SETTINGS.TEAMS_APP_ID,
  TAB_CLIENT_ID: SETTINGS.TAB_CLIENT_ID,
  DEVELOPER_NAME: z.string().max(32, "has more than 32 characters").default("Callwise"),
  DEVELOPER_URL: httpsUrl.optional(),
  PRIVACY_URL: httpsUrl.optional(),
  TERMS_URL: httpsUrl.optional(),
});

/**
 * What the manifest's placeholders stand for; `TAB_CLIENT_ID` is not there when no tab is set up. `assumed` has the
 * addresses that were not set and are the service's own for now.
 */
export type PackageSettings = { values: Readonly<Record<string, string>>; assumed: string[] };

/**
 * Reads the settings of the app package from the environment.
 * Throws ServiceError "invalid_configuration" that names every fault at once, one a line, never a value.
 */
export function readPackageSettings(environment: Record<string, string>): PackageSettings {
  const missing = Object.entries(REQUIRED).filter(([name]) => environment[name] === undefined);
  const faults = missing.map(([name, meaning]) => `${name} is missing: ${meaning}`);
  const { data, error } = shape.safeParse(environment);
  faults.push(...(error?.issues ?? []).map((issue) => `${issue.path.join(".")} ${issue.message}`));
  if (data?.BOT_ID === undefined || data.PUBLIC_URL === undefined) {
    throw new ServiceError("invalid_configuration", faults.join("\n"), { remedy: "fix-configuration" });
  }
  const service = new URL(data.PUBLIC_URL);
  const values = {
    TEAMS_APP_ID: data.TEAMS_APP_ID ?? data.BOT_ID,
    BOT_ID: data.BOT_ID,
    BOT_DOMAIN: service.host,
    DEVELOPER_NAME: data.DEVELOPER_NAME,
    DEVELOPER_URL: data.DEVELOPER_URL ?? service.origin,
    PRIVACY_URL: data.PRIVACY_URL ?? service.origin,
    TERMS_URL: data.TERMS_URL ?? service.origin,
    ...(data.TAB_CLIENT_ID === undefined ? {} : { TAB_CLIENT_ID: data.TAB_CLIENT_ID }),
  };
  const assumed = (["DEVELOPER_URL", "PRIVACY_URL", "TERMS_URL"] as const).filter((name) => data[name] === undefined);
  return { values, assumed };
}
