import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { GraphClient } from "../graph/graph-client.ts";
import { GraphError } from "../graph/graph-error.ts";
import { readAppToken, type GetAppToken } from "./app-token.ts";
import { failed, ok, skipped, warning, type CheckOutcome, type RunCheck } from "./check.ts";
import { signInFailure, type SignInSettings } from "./sign-in-failure.ts";

type GraphParts = { getToken: GetAppToken; graphRoot: string };

const CALL_RECORDS = "CallRecords.Read.All";
const CALL_LOGS = "CallRecord-PstnCalls.Read.All";
/** Who the permissions are granted to: the portal has a page for an app registration, and none for a managed identity. */
type GrantedTo = "application" | "managedIdentity";

function grantRemedy(permission: string, to: GrantedTo): string {
  if (to === "managedIdentity") {
    return `Run infra/grant-graph-permissions.sh <object id of the managed identity> ${permission} as a Privileged Role Administrator. Its token lacks the permission for up to a day more.`;
  }
  return `Entra admin center, App registrations > API permissions > Add > Microsoft Graph > Application permissions > ${permission}, then Grant admin consent. A token lacks it for up to 90 minutes more.`;
}

/** Whether the sign-in service gives the app a token for Graph. */
export function graphSignInCheck({
  getToken,
  graphRoot,
  settings,
}: GraphParts & { settings: SignInSettings }): RunCheck {
  return async (signal) => {
    try {
      await getToken(graphRoot, signal);
      return ok("The sign-in service gives the application a token.");
    } catch (error) {
      return signInFailure(error, settings);
    }
  };
}

/**
 * Needed: without it nothing arrives. The token's roles tell of the consent, a request proves it: for a call that there is
 * not, whose 404 reads nobody's calls and, unlike a listing, takes nothing of what the service may ask in a minute.
 */
export function callRecordsPermissionCheck(
  parts: GraphParts & { client: Pick<GraphClient, "send">; grantedTo: GrantedTo },
): RunCheck {
  return async (signal) => {
    const roles = await rolesOf(parts, signal);
    const remedy = grantRemedy(CALL_RECORDS, parts.grantedTo);
    if (roles !== null && !roles.includes(CALL_RECORDS)) {
      return failed(`${CALL_RECORDS} is not granted: no call record can be read, and none is notified.`, remedy);
    }
    const refusal = await ask(parts.client, `/communications/callRecords/${randomUUID()}`, signal);
    if (refusal?.status === 403 || refusal?.status === 401) {
      return failed(`Graph refuses to let call records be read (${refusal.code}).`, remedy);
    }
    // That there is no such call, or no sense in its id, is only said to those who may ask.
    if (refusal === null || refusal.status === 404 || refusal.status === 400) {
      return ok(`${CALL_RECORDS} is granted, and Graph lets call records be asked for.${unneeded(roles)}`);
    }
    return unanswered(refusal);
  };
}

/** Optional: without it calls lack their telephone details. Both permissions have been documented for it. */
export function callLogsPermissionCheck(parts: {
  client: Pick<GraphClient, "send">;
  clock: Pick<Clock, "now">;
  grantedTo: GrantedTo;
  readsCallLogs: boolean;
}): RunCheck {
  return async (signal) => {
    if (!parts.readsCallLogs) return skipped("CALL_LOGS=off: telephone logs are left alone.");
    const day = parts.clock.now().toISOString().slice(0, 10);
    const path = `/communications/callRecords/getPstnCalls(fromDateTime=${day},toDateTime=${day})`;
    const refusal = await ask(parts.client, path, signal);
    if (refusal === null) return ok("Graph gives the telephone logs.");
    if (refusal.status === 403) {
      return warning(
        "Graph refuses the telephone logs: calls lack number, charge, SIP result and trunk; nothing else does.",
        `${grantRemedy(CALL_LOGS, parts.grantedTo)} Or set CALL_LOGS=off.`,
      );
    }
    return unanswered(refusal);
  };
}

async function rolesOf({ getToken, graphRoot }: GraphParts, signal: AbortSignal): Promise<string[] | null> {
  return readAppToken(await getToken(graphRoot, signal))?.roles ?? null;
}

function unneeded(roles: string[] | null): string {
  const others = (roles ?? []).filter((role) => role !== CALL_RECORDS && role !== CALL_LOGS);
  return others.length === 0 ? "" : ` Not needed, and better taken away: ${others.join(", ")}.`;
}

async function ask(client: Pick<GraphClient, "send">, path: string, signal: AbortSignal): Promise<GraphError | null> {
  try {
    await client.send({ method: "GET", path, signal });
    return null;
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
}

/** Neither granted nor refused. */
export function unanswered({ code, status, requestId }: GraphError): CheckOutcome {
  const id = requestId === null ? "" : `, request-id ${requestId}`;
  if (status === 429)
    return warning(`Graph throttles this application (${code}${id}).`, "Run callwise doctor again later.");
  if (status === null) {
    return failed(`Graph gives no answer (${code}).`, "See that this machine reaches GRAPH_ROOT over https.");
  }
  return failed(
    `Graph answers with an error (${code}, status ${status}${id}).`,
    "Run callwise doctor again; if it stays, look at the Microsoft 365 service health and report the request-id there.",
  );
}
