import type { CallLog } from "./call-log.ts";
import type { CallLogRow, DirectRoutingRow, PstnRow } from "./call-log-model.ts";
import { COLLECTION, refuseOptions } from "./call-record-page.ts";
import type { CallRecordsWorld } from "./call-record-page.ts";
import { GraphFault, badRequest } from "./graph-exchange.ts";
import type { GraphRequest, GraphResponse } from "./graph-exchange.ts";
import { instantText } from "./instant-text.ts";
import type { JsonObject } from "./json-value.ts";
import { parseInstant, readPreferences } from "./odata-query.ts";
import { wireForm } from "./wire-form.ts";
import { DAY_MS } from "./zoned-day.ts";

export type CallLogsWorld = Pick<CallRecordsWorld, "tenantId" | "throttle" | "graphRoot" | "now"> & {
  log: CallLog;
  faults: { readonly callLogPermissionMissing: number };
};

export const LOG_PAGE_SIZE = 1000;
const LONGEST_RANGE_MS = 90 * DAY_MS;

/** What Direct Routing writes in place of a date that there is none of. */
const NO_DATE = "0001-01-01T00:00:00Z";

const ROUTE =
  /^\/communications\/callRecords\/(?:microsoft\.graph\.callRecords\.)?(getPstnCalls|getDirectRoutingCalls)\(([^()]*)\)$/i;

/** GET of the two functions below /communications/callRecords; null for every other path. */
export function callLogRoutes(world: CallLogsWorld, request: GraphRequest): GraphResponse | null {
  const match = ROUTE.exec(request.path);
  if (!match || request.method !== "GET") return null;
  const [, name = "", given = ""] = match;
  const kind = name.toLowerCase() === "getpstncalls" ? "pstn" : "directRouting";
  const account = `${request.app.clientId}/${world.tenantId}`;
  const now = world.now().getTime();
  world.throttle.admit(
    [
      ["global", account],
      ["callLogsAppTenant", account],
      ["callLogsCollection", `${account}/${kind}`],
    ],
    now,
  );
  if (world.faults.callLogPermissionMissing > 0) {
    throw new GraphFault(403, "Forbidden", "Application does not have permission to read call records of the tenant.");
  }
  refuseOptions(request.query, ["$skip"]);
  const range = readRange(given, kind);
  const rows = world.log.rows(range.from, range.before, now).filter((row) => row.kind === kind);
  const skip = readSkip(request.query);
  const page = rows.slice(skip, skip + LOG_PAGE_SIZE);
  const type = kind === "pstn" ? "pstnCallLogRow" : "directRoutingLogRow";
  const body: JsonObject = {
    "@odata.context": `${world.graphRoot()}/v1.0/$metadata#Collection(microsoft.graph.callRecords.${type})`,
    "@odata.count": page.length,
    value: page.map(rowJson),
  };
  if (skip + LOG_PAGE_SIZE < rows.length) {
    const next = `${world.graphRoot()}/v1.0${COLLECTION}/${name}(${given})`;
    body["@odata.nextLink"] = `${next}?$skip=${skip + LOG_PAGE_SIZE}`;
  }
  return { status: 200, body: wireForm(body, readPreferences(request.headers)) };
}

/** A range as instants, half-open: the PSTN log includes its last date or instant, that of Direct Routing does not. */
function readRange(given: string, kind: CallLogRow["kind"]): { from: number; before: number } {
  const values = new Map(
    given.split(",").map((part): [string, string] => {
      const at = part.indexOf("=");
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    }),
  );
  const first = values.get("fromDateTime");
  const last = values.get("toDateTime");
  if (first === undefined || last === undefined || values.size !== 2) {
    throw badRequest("The function needs the parameters fromDateTime and toDateTime.");
  }
  const from = readInstant(first);
  const to = readInstant(last);
  if (to < from) throw badRequest("toDateTime must not be before fromDateTime.");
  if (to - from > LONGEST_RANGE_MS) throw badRequest("The date range must not exceed 90 days.");
  const included = kind === "directRouting" ? 0 : isDate(last) ? DAY_MS : 1;
  return { from, before: to + included };
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}

function readInstant(text: string): number {
  return parseInstant(isDate(text) ? `${text}T00:00:00Z` : text);
}

function readSkip(query: URLSearchParams): number {
  const skip = Number(query.get("$skip") ?? "0");
  if (!Number.isInteger(skip) || skip < 0) throw badRequest("Invalid value for $skip.");
  return skip;
}

function rowJson(row: CallLogRow): JsonObject {
  return row.kind === "pstn" ? pstnJson(row) : directRoutingJson(row);
}

function ownerJson({ owner }: CallLogRow): JsonObject {
  return { userId: owner.id, userPrincipalName: owner.userPrincipalName, userDisplayName: owner.displayName };
}

function pstnJson(row: PstnRow): JsonObject {
  return {
    id: row.id,
    callId: row.logCallId,
    ...ownerJson(row),
    startDateTime: instantText(row.start, 7),
    endDateTime: instantText(row.end, 7),
    duration: row.durationSeconds,
    charge: row.charge,
    callType: row.callType,
    currency: row.currency,
    calleeNumber: row.calleeNumber,
    usageCountryCode: row.country,
    tenantCountryCode: "DE",
    connectionCharge: row.connectionCharge,
    callerNumber: row.callerNumber,
    destinationContext: null,
    destinationName: row.destinationName,
    conferenceId: row.conferenceId,
    licenseCapability: row.licenseCapability,
    inventoryType: row.conferenceId === null ? "Subscriber" : "Service",
    operator: row.operator,
    callDurationSource: row.operator === "Microsoft" ? "microsoft" : "operator",
  };
}

function directRoutingJson(row: DirectRoutingRow): JsonObject {
  return {
    id: row.id,
    correlationId: row.correlationId,
    ...ownerJson(row),
    startDateTime: instantText(row.start, 3),
    inviteDateTime: instantText(row.invitedAt, 3),
    failureDateTime: row.failedAt === null ? NO_DATE : instantText(row.failedAt, 3),
    endDateTime: instantText(row.end, 3),
    duration: row.durationSeconds,
    callType: row.callType,
    successfulCall: row.failedAt === null,
    callerNumber: row.callerNumber,
    calleeNumber: row.calleeNumber,
    mediaPathLocation: row.mediaPathLocation,
    signalingLocation: row.signalingLocation,
    finalSipCode: row.finalSipCode,
    callEndSubReason: row.callEndSubReason,
    finalSipCodePhrase: row.finalSipCodePhrase,
    trunkFullyQualifiedDomainName: row.trunk,
    mediaBypassEnabled: row.isMediaBypassed,
  };
}
