import { directionOfCallType, type PhoneCall } from "../../src/calls/phone-call.ts";
import { BUILT_START, secondsIn } from "./call-record-builder.ts";

/** An incoming call of "anna" over a line of Microsoft's, one minute long. */
export function buildPstnCall(rowId: string, over: Partial<PhoneCall> = {}): PhoneCall {
  const callType = over.callType ?? "user_in";
  return {
    kind: "pstn",
    rowId,
    personId: "anna",
    start: BUILT_START,
    end: secondsIn(60),
    durationSeconds: 60,
    callType,
    direction: directionOfCallType(callType),
    callerNumber: "+4915112345***",
    calleeNumber: "+493012345678",
    charge: { amount: 0, connectionAmount: null, currency: "EUR" },
    pstn: {
      pstnCallId: "1835317186_112562680@192.0.2.1",
      conferenceId: null,
      usageCountryCode: "DE",
      tenantCountryCode: "DE",
      destinationName: null,
      destinationContext: null,
      licenseCapability: null,
      inventoryType: null,
      operator: "Microsoft",
      callDurationSource: "microsoft",
    },
    directRouting: null,
    ...over,
  };
}

/** An outgoing call of "anna" over the tenant's own trunk that names the call record. */
export function buildDirectRoutingCall(rowId: string, callId: string | null, over: Partial<PhoneCall> = {}): PhoneCall {
  return {
    ...buildPstnCall(rowId, { callType: "ByotOut" }),
    kind: "directRouting",
    callerNumber: "+49301234***",
    calleeNumber: "+4915112345***",
    charge: null,
    pstn: null,
    directRouting: {
      correlationId: callId,
      invitedAt: BUILT_START,
      failedAt: null,
      isSuccessful: true,
      finalSipCode: 0,
      finalSipCodePhrase: "BYE",
      callEndSubReason: 540000,
      trunkFullyQualifiedDomainName: "sbc.example.org",
      mediaPathLocation: "EUWE",
      signalingLocation: "EUNO",
      isMediaBypassed: false,
    },
    ...over,
  };
}
