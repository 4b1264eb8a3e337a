import type { Config } from "../config/config.ts";
import { adminIdsOf } from "../service-admins.ts";
import type { Service } from "../service.ts";

const DATABASES = {
  mongodb: "the MongoDB of MONGODB_URI",
  joined: "embedded, of a running service",
} as const;

/** What is running and where; in simulated mode also whom to ask about and what to type. */
export function startScreen(service: Service, config: Config): string {
  const { address, tenant, database } = service;
  const data =
    database === "embedded"
      ? `${config.dataDir} (embedded; for trying, testing and small teams: up to about 200,000 call records)`
      : DATABASES[database];
  const lines = ["", "Callwise is running. Ctrl-C ends it.", "", `  Service    ${address}`, `  Data       ${data}`];
  if (tenant === null) {
    lines.push(`  Graph      ${config.graph?.graphRoot ?? ""}`, `  Public     ${config.publicUrl ?? ""}`, "");
    return `${lines.join("\n")}\n`;
  }
  const { id, displayName } = tenant.suggestedPerson;
  lines.push(
    `  Graph      ${tenant.graphRoot} (simulated tenant: ${tenant.people.length} people, 30 days of calls, new ones live)`,
    "",
    "See it in a browser, as anybody of the tenant:",
    "",
    `  ${address}/tab/`,
    "",
    `Ask in a second terminal, for example as ${displayName}:`,
    "",
    `  npx callwise ask "my calls this week" --as ${id}`,
    `  npx callwise ask "poor calls" --as ${id}`,
    `  npx callwise ask "call last" --as ${id}`,
    "",
    "Or chat in Microsoft's local Teams client, and type: my calls this week",
    "",
    `  npx agentsplayground start -e ${address}/api/messages -c msteams`,
    "",
  );
  const adminIds = adminIdsOf(config, tenant);
  const others = tenant.people.filter((person) => person.id !== id).slice(0, 3);
  const shown = others.map(
    (other) => `  ${other.id}  ${other.displayName}${adminIds.includes(other.id) ? ", an admin" : ""}`,
  );
  lines.push("Others to ask as:", ...shown, "", "");
  return lines.join("\n");
}
