import type { Config, GraphConfig } from "./config/config.ts";
import type { Secrets } from "./config/secrets.ts";
import type { AppSignIn } from "./graph/credential.ts";
import type { GraphConnectionOptions } from "./graph/graph-connection.ts";
import type { SimulatedTenant } from "./simulator/simulated-tenant.ts";

/** Where Graph is and how to sign in there: as configured, or as the simulated tenant's own app. */
export function signInOf(
  config: Pick<Config, "graph">,
  secrets: Secrets,
  tenant: SimulatedTenant | null,
): Pick<GraphConnectionOptions, "signIn" | "graphRoot" | "loginRoot" | "caCertificate"> {
  if (tenant !== null) {
    const { tenantId, clientId, clientSecret, graphRoot, loginRoot, caCertificate } = tenant;
    return { signIn: { kind: "clientSecret", tenantId, clientId, clientSecret }, graphRoot, loginRoot, caCertificate };
  }
  if (config.graph === null) throw new TypeError("There is neither a configured nor a simulated tenant.");
  const { graphRoot, loginRoot } = config.graph;
  return { signIn: appSignIn(config.graph, secrets), graphRoot, loginRoot, caCertificate: null };
}

function appSignIn({ tenantId, clientId, credential }: GraphConfig, secrets: Secrets): AppSignIn {
  switch (credential.kind) {
    case "managedIdentity":
      return { kind: "managedIdentity", clientId: credential.clientId };
    case "clientCertificate":
      return { kind: "clientCertificate", tenantId, clientId: clientId ?? "", path: credential.path };
    case "clientSecret":
      return { kind: "clientSecret", tenantId, clientId: clientId ?? "", clientSecret: secrets.clientSecret ?? "" };
  }
}
