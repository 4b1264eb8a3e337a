import type { IncomingMessage } from "node:http";
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { canonicalId } from "../calls/canonical-id.ts";
import type { Clock } from "../clock.ts";
import { ServiceError } from "../service-error.ts";
import type { SignedIn } from "./route.ts";

export type SignInOptions = {
  tenantId: string;
  /** Root of the sign-in service, without a trailing slash. */
  loginRoot: string;
  /** The Entra application of the tab: whom a token is for. */
  clientId: string;
  /** Host name at which the tab is served, which its application's id URI may hold; null where there is none. */
  tabHost: string | null;
  /** The sign-in service's keys: see signing-keys.ts. */
  keys: JWTVerifyGetKey;
  /** Ids in lower case. */
  adminIds: readonly string[];
  clock: Clock;
};

/** The app role whose holders are admins, beside those of ADMIN_IDS. */
export const ADMIN_ROLE = "Callwise.Admin";
/** The scope that the tab asks Teams for. */
export const TAB_SCOPE = "access_as_user";
/** How far the clocks of the sign-in service and this machine may be apart. */
const CLOCK_TOLERANCE_SECONDS = 60;

/** What is read of a token once its signature is checked. */
const claimsSchema = z.object({
  oid: z.guid(),
  tid: z.string(),
  scp: z.string(),
  name: z.string().max(500).optional().catch(undefined),
  roles: z.array(z.string()).catch([]).default([]),
  /** "app" where an app signed in for itself. */
  idtyp: z.string().optional(),
});

/**
 * Who sent a request: the person for whom the sign-in service issued the bearer token that came with it. A token holds
 * when it is signed (RS256) with one of that service's keys, issued by its v2.0 endpoint for this tenant and this app,
 * within its time, and for a person who lets the tab act in their name.
 * Throws ServiceError "sign_in_required", "token_expired", and "sign_in_unavailable" when the keys cannot be had.
 * Source: learn.microsoft.com/entra/identity-platform/access-token-claims-reference, …/claims-validation.
 */
export function createSignIn(options: SignInOptions): (request: IncomingMessage) => Promise<SignedIn> {
  const { tenantId, loginRoot, clientId, tabHost, keys, adminIds, clock } = options;
  const audience = tabAudiences(clientId, tabHost);

  async function verifiedClaims(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ["RS256"],
        issuer: `${loginRoot}/${tenantId}/v2.0`,
        audience,
        requiredClaims: ["oid", "tid", "exp"],
        currentDate: clock.now(),
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      return payload;
    } catch (error) {
      if (error instanceof ServiceError) throw error;
      if (error instanceof errors.JWTExpired) throw new ServiceError("token_expired", "The sign-in has expired.");
      // Everything else is the token's fault: keys that cannot be had are a ServiceError.
      throw signInRequired();
    }
  }

  return async (request) => {
    const token = bearerToken(request);
    const claims = claimsSchema.safeParse(await verifiedClaims(token));
    if (!claims.success) throw signInRequired();
    const { oid, tid, scp, idtyp, roles, name } = claims.data;
    const isForTab = tid === tenantId && idtyp !== "app" && scp.split(" ").includes(TAB_SCOPE);
    if (!isForTab) throw signInRequired();
    const personId = canonicalId(oid);
    const isAdmin = adminIds.includes(personId) || roles.includes(ADMIN_ROLE);
    return { personId, isAdmin, displayName: name ?? null };
  };
}

/** Whom a token for the tab may be for: the application, by its id or by one of its id URIs. */
export function tabAudiences(clientId: string, tabHost: string | null): string[] {
  return [clientId, `api://${clientId}`, ...(tabHost === null ? [] : [`api://${tabHost}/${clientId}`])];
}

/** The token of the one Authorization header; of several, nobody could say which one holds. */
function bearerToken(request: IncomingMessage): string {
  const [header = "", ...more] = request.headersDistinct["authorization"] ?? [];
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(header)?.[1];
  if (token === undefined || more.length > 0) throw signInRequired();
  return token;
}

function signInRequired(): ServiceError {
  return new ServiceError("sign_in_required", "Sign in as a person of this organization.");
}
