/** The two logs of telephone calls: Microsoft's or an operator's lines, and the tenant's own trunks. */
export const PHONE_CALL_KINDS = ["pstn", "directRouting"] as const;
export type PhoneCallKind = (typeof PHONE_CALL_KINDS)[number];

/** Seen from the tenant. */
export type PhoneCallDirection = "incoming" | "outgoing" | "unknown";

/** One row of a telephone log. Numbers are as delivered: often their last digits are masked with `*`. */
export type PhoneCall = {
  kind: PhoneCallKind;
  /** Graph's id of the row. */
  rowId: string;
  /** The person, or resource account, of the tenant whose call it was; in lower case. Null when Graph names nobody. */
  personId: string | null;
  start: Date;
  end: Date | null;
  durationSeconds: number | null;
  /** Graph's own word: "user_in", "ByotOut". */
  callType: string | null;
  direction: PhoneCallDirection;
  callerNumber: string | null;
  calleeNumber: string | null;
  /** Null when the log tells none, as that of Direct Routing. */
  charge: PhoneCharge | null;
  pstn: PstnDetails | null;
  directRouting: DirectRoutingDetails | null;
};

export type PhoneCharge = {
  /** For the whole call, without the connection. */
  amount: number;
  /** For the connection; null when not told. */
  connectionAmount: number | null;
  /** ISO 4217: "EUR". */
  currency: string | null;
};

export type PstnDetails = {
  /** The log's own id of the call, which is not that of the call record. */
  pstnCallId: string | null;
  conferenceId: string | null;
  usageCountryCode: string | null;
  tenantCountryCode: string | null;
  destinationName: string | null;
  destinationContext: string | null;
  licenseCapability: string | null;
  inventoryType: string | null;
  operator: string | null;
  /** Who measured the duration: "microsoft" or "operator". */
  callDurationSource: string | null;
};

export type DirectRoutingDetails = {
  /** The id of the call record, as far as there is one. */
  correlationId: string | null;
  invitedAt: Date | null;
  /** Null when the call did not fail. */
  failedAt: Date | null;
  isSuccessful: boolean | null;
  /** 0 where the call ended as it should. */
  finalSipCode: number | null;
  finalSipCodePhrase: string | null;
  /** Microsoft's code for the end of the call. */
  callEndSubReason: number | null;
  trunkFullyQualifiedDomainName: string | null;
  mediaPathLocation: string | null;
  signalingLocation: string | null;
  isMediaBypassed: boolean | null;
};

/**
 * How a row was found to belong to a call: by the id that it names, or by the same person, start and a telephone in the
 * call. The latter is a heuristic.
 */
export type PhoneCallJoin = "correlationId" | "personAndStart";

/** The log row of a person's call. */
export type JoinedPhoneCall = PhoneCall & { joinedBy: PhoneCallJoin };

/**
 * The direction that a call type's own words tell, the first of them deciding: "user_out_forward" and
 * "ByotOutUserForwarding" went out, "conf_in" and "ByotInUcap" came in.
 */
export function directionOfCallType(callType: string | null): PhoneCallDirection {
  const words = (callType ?? "").replace(/([a-z])([A-Z])/g, "$1_$2").split(/[^A-Za-z]+/);
  const decisive = words.map((word) => word.toLowerCase()).find((word) => word === "in" || word === "out");
  return decisive === undefined ? "unknown" : decisive === "in" ? "incoming" : "outgoing";
}

/** The number at the other end, as delivered; null when the direction or the number is not known. */
export function otherNumber({
  direction,
  callerNumber,
  calleeNumber,
}: Pick<PhoneCall, "direction" | "callerNumber" | "calleeNumber">): string | null {
  return direction === "incoming" ? callerNumber : direction === "outgoing" ? calleeNumber : null;
}
