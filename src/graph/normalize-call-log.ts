import {
  directionOfCallType,
  type DirectRoutingDetails,
  type PhoneCall,
  type PhoneCallKind,
  type PhoneCharge,
  type PstnDetails,
} from "../calls/phone-call.ts";
import { count, flag, identifier, instant, looseObject, number, text } from "./loose-schema.ts";

const LONGEST_ID = 200;

const ROW = {
  id: identifier,
  userId: identifier,
  startDateTime: instant,
  endDateTime: instant,
  duration: count,
  callType: text,
  callerNumber: text,
  calleeNumber: text,
};

/** https://learn.microsoft.com/en-us/graph/api/resources/callrecords-pstncalllogrow */
const pstnSchema = looseObject({
  ...ROW,
  callId: text,
  charge: number,
  connectionCharge: number,
  currency: text,
  conferenceId: text,
  usageCountryCode: text,
  tenantCountryCode: text,
  destinationName: text,
  destinationContext: text,
  licenseCapability: text,
  inventoryType: text,
  operator: text,
  callDurationSource: text,
});

/** https://learn.microsoft.com/en-us/graph/api/resources/callrecords-directroutinglogrow */
const directRoutingSchema = looseObject({
  ...ROW,
  correlationId: identifier,
  inviteDateTime: instant,
  failureDateTime: instant,
  successfulCall: flag,
  finalSipCode: number,
  finalSipCodePhrase: text,
  callEndSubReason: number,
  trunkFullyQualifiedDomainName: text,
  mediaPathLocation: text,
  signalingLocation: text,
  mediaBypassEnabled: flag,
});

/**
 * A row of a telephone log in our terms: durations in seconds, the sentinel 0001-01-01 and whatever is not of the
 * expected sort read as absent, words kept as Graph wrote them. The person's names are not kept. Null for a row
 * without an id or a time, which cannot be kept. A call that never was connected may have no start: the invitation, the
 * failure or the end then stands for it.
 */
export function normalizeCallLogRow(kind: PhoneCallKind, row: unknown): PhoneCall | null {
  return kind === "pstn" ? pstnCall(row) : directRoutingCall(row);
}

function pstnCall(row: unknown): PhoneCall | null {
  const raw = pstnSchema.parse(row);
  const details: PstnDetails = {
    pstnCallId: raw.callId ?? null,
    conferenceId: raw.conferenceId ?? null,
    usageCountryCode: raw.usageCountryCode ?? null,
    tenantCountryCode: raw.tenantCountryCode ?? null,
    destinationName: raw.destinationName ?? null,
    destinationContext: raw.destinationContext ?? null,
    licenseCapability: raw.licenseCapability ?? null,
    inventoryType: raw.inventoryType ?? null,
    operator: raw.operator ?? null,
    callDurationSource: raw.callDurationSource ?? null,
  };
  const call = common("pstn", raw, raw.startDateTime ?? raw.endDateTime);
  return call && { ...call, charge: chargeOf(raw.charge, raw.connectionCharge, raw.currency), pstn: details };
}

function directRoutingCall(row: unknown): PhoneCall | null {
  const raw = directRoutingSchema.parse(row);
  const details: DirectRoutingDetails = {
    correlationId: raw.correlationId ?? null,
    invitedAt: raw.inviteDateTime ?? null,
    failedAt: raw.failureDateTime ?? null,
    isSuccessful: raw.successfulCall ?? null,
    finalSipCode: raw.finalSipCode ?? null,
    finalSipCodePhrase: raw.finalSipCodePhrase ?? null,
    callEndSubReason: raw.callEndSubReason ?? null,
    trunkFullyQualifiedDomainName: raw.trunkFullyQualifiedDomainName ?? null,
    mediaPathLocation: raw.mediaPathLocation ?? null,
    signalingLocation: raw.signalingLocation ?? null,
    isMediaBypassed: raw.mediaBypassEnabled ?? null,
  };
  const start = raw.startDateTime ?? raw.inviteDateTime ?? raw.failureDateTime ?? raw.endDateTime;
  const call = common("directRouting", raw, start);
  return call && { ...call, directRouting: details };
}

type CommonRow = {
  id?: string | undefined;
  userId?: string | undefined;
  endDateTime?: Date | undefined;
  duration?: number | undefined;
  callType?: string | undefined;
  callerNumber?: string | undefined;
  calleeNumber?: string | undefined;
};

function common(kind: PhoneCallKind, raw: CommonRow, start: Date | undefined): PhoneCall | null {
  if (raw.id === undefined || raw.id.length > LONGEST_ID || start === undefined) return null;
  const callType = raw.callType ?? null;
  return {
    kind,
    rowId: raw.id,
    personId: raw.userId ?? null,
    start,
    end: raw.endDateTime ?? null,
    durationSeconds: raw.duration ?? null,
    callType,
    direction: directionOfCallType(callType),
    callerNumber: raw.callerNumber ?? null,
    calleeNumber: raw.calleeNumber ?? null,
    charge: null,
    pstn: null,
    directRouting: null,
  };
}

function chargeOf(
  amount: number | undefined,
  connectionAmount: number | undefined,
  currency: string | undefined,
): PhoneCharge | null {
  if (amount === undefined && connectionAmount === undefined) return null;
  return {
    amount: amount ?? 0,
    connectionAmount: connectionAmount ?? null,
    currency: currency?.toUpperCase() ?? null,
  };
}
