import { z } from "zod";
import { GraphError } from "../graph/graph-error.ts";
import { tabAudiences } from "../http/sign-in.ts";
import { errorCode } from "../service-error.ts";
import { readAppToken, type GetAppToken } from "./app-token.ts";
import { failed, ok, skipped, warning, type CheckOutcome, type RunCheck } from "./check.ts";
import type { HttpExchange } from "./http-exchange.ts";
import { signInFailure, type SignInSettings } from "./sign-in-failure.ts";

export type DoctoredTab = { clientId: string; /** Host name at which the tab is served. */ host: string };

const NO_TAB = "TAB_CLIENT_ID is not set: nobody can sign in to the tab.";
const EXPOSE = "Entra admin center, App registrations > the tab's application > Expose an API";

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });
const keysSchema = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })) });

/** Whether the tenant's OpenID metadata and keys can be read, as the check of every token needs them. */
export function tabKeysCheck(parts: {
  tab: DoctoredTab | null;
  http: Pick<HttpExchange, "send">;
  loginRoot: string;
  tenantId: string;
}): RunCheck {
  const { tab, http, loginRoot, tenantId } = parts;
  async function read<Schema extends z.ZodType>(
    url: string,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<z.output<Schema>> {
    const { status, body, tls } = await http.send({ method: "GET", url, signal });
    if (tls?.fault) throw new UnreadableError(`its certificate is not trusted: ${tls.fault}`);
    if (status !== 200) throw new UnreadableError(`status ${status}`);
    const parsed = schema.safeParse(parsedJson(body));
    if (!parsed.success) throw new UnreadableError("not what OpenID Connect publishes");
    return parsed.data;
  }
  return async (signal) => {
    if (tab === null) return skipped(NO_TAB);
    const authority = `${loginRoot}/${tenantId}`;
    let at = "metadata";
    try {
      const metadata = await read(`${authority}/v2.0/.well-known/openid-configuration`, metadataSchema, signal);
      if (metadata.issuer !== `${authority}/v2.0`) {
        return failed(
          "The tenant's tokens have another issuer than LOGIN_ROOT and TENANT_ID make.",
          "Set LOGIN_ROOT to the sign-in service of the tenant's cloud, and TENANT_ID to the tenant's own id.",
        );
      }
      at = "keys";
      const { keys } = await read(metadata.jwks_uri, keysSchema, signal);
      if (keys.length > 0) return ok(`The tenant's OpenID metadata and keys (${keys.length}) can be read.`);
      throw new UnreadableError("there are none");
    } catch (error) {
      const why = error instanceof UnreadableError ? error.message : errorCode(error);
      return failed(
        `The tenant's OpenID ${at} cannot be read (${why}).`,
        "See that this machine reaches LOGIN_ROOT over https, and that TENANT_ID is the tenant's id.",
      );
    }
  };
}

class UnreadableError extends Error {}

/**
 * Whether the tab's tokens are for whom the service takes them. Teams asks for a token for the manifest's resource, which
 * must be an id URI of the tab's application; a token that this application gets for that resource shows the audience
 * and version of all of them. Any application of the tenant gets one, without roles:
 * learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow.
 */
export function tabAudienceCheck(parts: {
  tab: DoctoredTab | null;
  /** As the app package names it for these settings; null where the package's manifest is not at hand. */
  manifestResource: string | null;
  getToken: GetAppToken;
  settings: SignInSettings;
}): RunCheck {
  const { tab, manifestResource, getToken, settings } = parts;
  return async (signal) => {
    if (tab === null) return skipped(NO_TAB);
    const accepted = tabAudiences(tab.clientId, tab.host);
    const uri = `api://${tab.host}/${tab.clientId}`;
    if (manifestResource !== null && !accepted.includes(manifestResource)) {
      return failed(
        "The app package asks for a token for a resource that the service takes no token for.",
        "Make the package again (npm run package) with the PUBLIC_URL and TAB_CLIENT_ID of the service.",
      );
    }
    let token: string;
    try {
      token = await getToken(uri, signal);
    } catch (error) {
      return refusal(error, settings);
    }
    const claims = readAppToken(token);
    if (claims === null) return warning("The token for the tab cannot be read.", "Open the tab in Teams to see.");
    if (claims.ver !== "2.0") {
      return failed(
        "The tab's application gives out tokens of version 1, which the service refuses.",
        "Entra admin center, App registrations > the tab's application > Manifest: set requestedAccessTokenVersion to 2.",
      );
    }
    if (claims.aud === undefined || !accepted.includes(claims.aud)) {
      return failed(
        "The application of that id URI is another one than TAB_CLIENT_ID.",
        "Set TAB_CLIENT_ID to the Application (client) ID of the application whose id URI the app package names.",
      );
    }
    return ok("Tokens for the app package's resource are for TAB_CLIENT_ID, in version 2.");
  };
}

function refusal(error: unknown, settings: SignInSettings): CheckOutcome {
  const code = error instanceof GraphError ? error.graphCode : null;
  if (code === "AADSTS500011") {
    return failed(
      "No application of the tenant has the id URI that the app package names (AADSTS500011).",
      `${EXPOSE}: set the Application ID URI to api://<host of PUBLIC_URL>/<TAB_CLIENT_ID>.`,
    );
  }
  if (code === "AADSTS501051") {
    return warning(
      "The tab's application gives tokens only to those who are assigned to it, so its audience could not be seen.",
      "Open the tab in Teams to see; people who are not assigned cannot sign in.",
    );
  }
  return signInFailure(error, settings);
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
