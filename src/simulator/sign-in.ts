import { createPublicKey, verify, constants } from "node:crypto";
import type { AccessTokens } from "./access-tokens.ts";
import type { Faults } from "./faults.ts";
import type { RegisteredApp } from "./graph-exchange.ts";
import { isJsonObject } from "./json-value.ts";
import type { JsonObject } from "./json-value.ts";
import { SIMULATED_CLIENT_ID, SIMULATED_BOT_ID } from "./registered-apps.ts";
import { SIMULATED_TAB_CLIENT_ID, type UserTokens } from "./user-tokens.ts";

export type SignInWorld = {
  tenantId: string;
  apps: readonly RegisteredApp[];
  faults: SignInFaults;
  tokens: AccessTokens;
  userTokens: UserTokens;
  graphRoot: () => string;
  loginRoot: () => string;
  now: () => Date;
  newId: () => string;
};

type SignInFaults = Pick<
  Faults,
  | "callRecordPermissionMissing"
  | "clientSecretExpired"
  | "botSecretRefused"
  | "tabAudienceUnknown"
  | "tabTokensOfVersion1"
>;

type SignInAnswer = { status: number; body: JsonObject };

const BOT_FRAMEWORK = "https://api.botframework.com";
const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** The sign-in service's side of the client credentials flow, in the words of Microsoft Entra ID (AADSTS codes). */
export async function signIn(
  world: SignInWorld,
  method: string,
  path: string,
  form: URLSearchParams,
): Promise<SignInAnswer | null> {
  const keys = /^\/([^/]+)\/discovery\/v2\.0\/keys$/.exec(path);
  if (keys) {
    return knownTenant(world, keys[1] ?? "") ?? { status: 200, body: await world.userTokens.publishedKeys() };
  }
  const wellKnown = /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/.exec(path);
  if (wellKnown) return knownTenant(world, wellKnown[1] ?? "") ?? { status: 200, body: openIdConfiguration(world) };
  if (path === "/common/discovery/instance") return { status: 200, body: instanceDiscovery(world) };
  const token = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(path);
  if (!token) return null;
  if (method !== "POST")
    return refusal(world, 400, "invalid_request", 900561, "The endpoint only accepts POST requests.");
  return knownTenant(world, token[1] ?? "") ?? issueToken(world, form);
}

function knownTenant(world: SignInWorld, tenant: string): SignInAnswer | null {
  if (tenant.toLowerCase() === world.tenantId) return null;
  const message = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID.`;
  return refusal(world, 400, "invalid_request", 90002, message);
}

function openIdConfiguration(world: SignInWorld): JsonObject {
  const authority = `${world.loginRoot()}/${world.tenantId}`;
  return {
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
    jwks_uri: `${authority}/discovery/v2.0/keys`,
    response_modes_supported: ["query", "fragment", "form_post"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer: `${authority}/v2.0`,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
    tenant_region_scope: "EU",
    cloud_instance_name: new URL(world.loginRoot()).host,
    msgraph_host: new URL(world.graphRoot()).host,
  };
}

function instanceDiscovery(world: SignInWorld): JsonObject {
  const host = new URL(world.loginRoot()).host;
  return {
    tenant_discovery_endpoint: `${world.loginRoot()}/${world.tenantId}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}

function issueToken(world: SignInWorld, form: URLSearchParams): SignInAnswer {
  const grant = form.get("grant_type");
  if (grant !== "client_credentials") {
    return refusal(
      world,
      400,
      "unsupported_grant_type",
      70003,
      `The app requested an unsupported grant type '${grant}'.`,
    );
  }
  const clientId = form.get("client_id") ?? "";
  const app = world.apps.find((known) => known.clientId === clientId.toLowerCase());
  if (!app) {
    const message = `Application with identifier '${clientId}' was not found in the directory '${world.tenantId}'.`;
    return refusal(world, 400, "unauthorized_client", 700016, message);
  }
  const scope = form.get("scope") ?? "";
  const resource = /(?:^| )(\S+)\/\.default(?: |$)/.exec(scope)?.[1];
  if (resource === undefined) {
    const message = `The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`;
    return refusal(world, 400, "invalid_scope", 70011, message);
  }
  const fault = credentialFault(world, app, form);
  if (fault) return fault;
  const own = claimsFor(world, resource);
  if (own === null) {
    const message = `The resource principal named ${resource} was not found in the tenant named '${world.tenantId}'.`;
    return refusal(world, 400, "invalid_resource", 500011, message);
  }
  const expires = { expires_in: world.tokens.lifetimeSeconds, ext_expires_in: world.tokens.lifetimeSeconds };
  return {
    status: 200,
    body: { token_type: "Bearer", ...expires, access_token: world.tokens.issue(app, resource, world.now(), own) },
  };
}

/**
 * What is peculiar to the tokens for a resource: of Graph the app's roles; of the tab's application its version. Any app
 * of the tenant gets a token for any resource in it, without roles unless it was granted some. Null for a resource that
 * nobody has registered. Source: learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow.
 */
function claimsFor(world: SignInWorld, resource: string): JsonObject | null {
  const { faults, tenantId } = world;
  if ([world.graphRoot(), "https://graph.microsoft.com"].includes(resource)) {
    return faults.callRecordPermissionMissing > 0 ? {} : { roles: ["CallRecords.Read.All"] };
  }
  if (resource === BOT_FRAMEWORK) return {};
  const isTab = resource.startsWith("api://") && resource.endsWith(`/${SIMULATED_TAB_CLIENT_ID}`);
  if (!isTab || faults.tabAudienceUnknown > 0) return null;
  if (faults.tabTokensOfVersion1 > 0) return {};
  return { aud: SIMULATED_TAB_CLIENT_ID, iss: `${world.loginRoot()}/${tenantId}/v2.0`, ver: "2.0" };
}

function credentialFault(world: SignInWorld, app: RegisteredApp, form: URLSearchParams): SignInAnswer | null {
  const secret = form.get("client_secret");
  if (secret !== null) {
    if (app.clientId === SIMULATED_CLIENT_ID && world.faults.clientSecretExpired > 0) {
      const expired = `The provided client secret keys for app '${app.clientId}' are expired. Create new keys for your app.`;
      return refusal(world, 401, "invalid_client", 7000222, expired);
    }
    const isRefused = app.clientId === SIMULATED_BOT_ID && world.faults.botSecretRefused > 0;
    if (secret === app.clientSecret && !isRefused) return null;
    const message = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${app.clientId}'.`;
    return refusal(world, 401, "invalid_client", 7000215, message);
  }
  const assertion = form.get("client_assertion");
  if (assertion === null || form.get("client_assertion_type") !== ASSERTION_TYPE) {
    const message = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
    return refusal(world, 401, "invalid_client", 7000218, message);
  }
  if (isAssertionOf(app, assertion)) return null;
  const message = "Client assertion failed signature validation, or contains an invalid issuer or subject.";
  return refusal(world, 401, "invalid_client", 700027, message);
}

function isAssertionOf(app: RegisteredApp, assertion: string): boolean {
  const [header = "", payload = "", signature = ""] = assertion.split(".");
  const head = readPart(header);
  const claims = readPart(payload);
  if (!head || !claims || claims["iss"] !== app.clientId || claims["sub"] !== app.clientId) return false;
  if (app.certificate === null) return true;
  const isPss = head["alg"] === "PS256";
  const key = createPublicKey(app.certificate);
  const padding = isPss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
  return verify(
    "sha256",
    Buffer.from(`${header}.${payload}`),
    { key, ...padding },
    Buffer.from(signature, "base64url"),
  );
}

function readPart(part: string): JsonObject | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return isJsonObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function refusal(world: SignInWorld, status: number, error: string, code: number, message: string): SignInAnswer {
  const [trace, correlation] = [world.newId(), world.newId()];
  const timestamp = world.now().toISOString().replace("T", " ").slice(0, 19) + "Z";
  const details = `Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`;
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${message} ${details}`,
      error_codes: [code],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `${world.loginRoot()}/error?code=${code}`,
    },
  };
}
