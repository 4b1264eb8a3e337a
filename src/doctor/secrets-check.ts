import { X509Certificate } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Config } from "../config/config.ts";
import type { Secrets } from "../config/secrets.ts";
import { failed, ok, warning, type RunCheck } from "./check.ts";

const DAY_MS = 24 * 3_600_000;
/** Time enough to have another one registered. */
const WARN_BEFORE_DAYS = 30;

/** Whether each secret that is needed is there; of the client certificate also whether it is valid by this machine's clock. */
export function secretsCheck(parts: {
  config: Pick<Config, "graph" | "bot">;
  secrets: Pick<Secrets, "clientSecret" | "botPassword" | "mongodbUri" | "alertWebhook">;
  readFile: (path: string) => Promise<string>;
  clock: Pick<Clock, "now">;
}): RunCheck {
  const { config, secrets, readFile, clock } = parts;
  return async () => {
    const present = [
      secrets.clientSecret !== null && "CLIENT_SECRET",
      config.graph?.credential.kind === "clientCertificate" && "CLIENT_CERTIFICATE_PATH",
      secrets.botPassword !== null && "BOT_PASSWORD",
      secrets.mongodbUri !== null && "MONGODB_URI",
      secrets.alertWebhook !== null && "ALERT_WEBHOOK_SECRET",
    ].filter((name) => name !== false);
    const credential = config.graph?.credential;
    if (credential?.kind === "clientCertificate") {
      const { validFrom, validTo } = new X509Certificate(await readFile(credential.path));
      const [validFromDate, validToDate] = [new Date(validFrom), new Date(validTo)];
      const now = clock.now();
      const until = dateOf(validToDate);
      const renew = "Register a new certificate with the application in the Entra admin center and replace the file.";
      if (validToDate <= now) return failed(`The client certificate expired on ${until}.`, renew);
      if (validFromDate > now) {
        return failed(
          `The client certificate is valid only from ${dateOf(validFromDate)}.`,
          "Wait until then, take an older one, or set this machine's clock.",
        );
      }
      const days = Math.floor((validToDate.getTime() - now.getTime()) / DAY_MS);
      if (days < WARN_BEFORE_DAYS)
        return warning(`The client certificate expires in ${days} days, on ${until}.`, renew);
    }
    const managed = [
      credential?.kind === "managedIdentity" && "Graph",
      config.bot?.appType === "UserAssignedMSI" && "the bot",
    ].filter((name) => name !== false);
    const found = [
      present.length > 0 ? `There: ${present.join(", ")}.` : "None is needed.",
      ...(managed.length > 0 ? [`A managed identity signs in for ${managed.join(" and ")}.`] : []),
    ];
    return ok(found.join(" "));
  };
}

function dateOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
