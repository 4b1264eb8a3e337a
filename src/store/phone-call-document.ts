import type { DirectRoutingDetails, PhoneCall, PhoneCharge, PstnDetails } from "../calls/phone-call.ts";

/** One row of a telephone log. `callId` is the call record's, where the row names it. */
export type PhoneCallDocument = PhoneCall & {
  _id: string;
  tenantId: string;
  callId: string | null;
  expireAt: Date;
};

/** Exactly the value's own fields: what goes in and what comes out. */
export function pickPhoneCall(from: PhoneCall): PhoneCall {
  return {
    kind: from.kind,
    rowId: from.rowId,
    personId: from.personId ?? null,
    start: from.start,
    end: from.end ?? null,
    durationSeconds: from.durationSeconds ?? null,
    callType: from.callType ?? null,
    direction: from.direction,
    callerNumber: from.callerNumber ?? null,
    calleeNumber: from.calleeNumber ?? null,
    charge: from.charge ? pickCharge(from.charge) : null,
    pstn: from.pstn ? pickPstn(from.pstn) : null,
    directRouting: from.directRouting ? pickDirectRouting(from.directRouting) : null,
  };
}

function pickCharge({ amount, connectionAmount, currency }: PhoneCharge): PhoneCharge {
  return { amount, connectionAmount: connectionAmount ?? null, currency: currency ?? null };
}

function pickPstn(from: PstnDetails): PstnDetails {
  return {
    pstnCallId: from.pstnCallId ?? null,
    conferenceId: from.conferenceId ?? null,
    usageCountryCode: from.usageCountryCode ?? null,
    tenantCountryCode: from.tenantCountryCode ?? null,
    destinationName: from.destinationName ?? null,
    destinationContext: from.destinationContext ?? null,
    licenseCapability: from.licenseCapability ?? null,
    inventoryType: from.inventoryType ?? null,
    operator: from.operator ?? null,
    callDurationSource: from.callDurationSource ?? null,
  };
}

function pickDirectRouting(from: DirectRoutingDetails): DirectRoutingDetails {
  return {
    correlationId: from.correlationId ?? null,
    invitedAt: from.invitedAt ?? null,
    failedAt: from.failedAt ?? null,
    isSuccessful: from.isSuccessful ?? null,
    finalSipCode: from.finalSipCode ?? null,
    finalSipCodePhrase: from.finalSipCodePhrase ?? null,
    callEndSubReason: from.callEndSubReason ?? null,
    trunkFullyQualifiedDomainName: from.trunkFullyQualifiedDomainName ?? null,
    mediaPathLocation: from.mediaPathLocation ?? null,
    signalingLocation: from.signalingLocation ?? null,
    isMediaBypassed: from.isMediaBypassed ?? null,
  };
}
