import { otherNumber, type JoinedPhoneCall } from "../calls/phone-call.ts";

/** The row of a telephone log that belongs to the call. Numbers are as Microsoft delivers them, often masked. */
export type PhoneCallJson = Pick<
  JoinedPhoneCall,
  "kind" | "direction" | "callType" | "callerNumber" | "calleeNumber" | "durationSeconds" | "charge" | "joinedBy"
> & {
  /** At the other end; null when that is not known. */
  number: string | null;
  start: string;
  end: string | null;
  /** Of Direct Routing; null for the PSTN log. */
  sip: { finalCode: number | null; finalCodePhrase: string | null; callEndSubReason: number | null } | null;
  isSuccessful: boolean | null;
  trunk: string | null;
};

/** A joined row as plain JSON values: what its person is shown, in any language. */
export function phoneCallJson(phoneCall: JoinedPhoneCall): PhoneCallJson {
  const { kind, direction, callType, callerNumber, calleeNumber, durationSeconds, charge, joinedBy } = phoneCall;
  const { directRouting } = phoneCall;
  return {
    kind,
    direction,
    callType,
    number: otherNumber(phoneCall),
    callerNumber,
    calleeNumber,
    start: phoneCall.start.toISOString(),
    end: phoneCall.end?.toISOString() ?? null,
    durationSeconds,
    charge,
    sip: directRouting && {
      finalCode: directRouting.finalSipCode,
      finalCodePhrase: directRouting.finalSipCodePhrase,
      callEndSubReason: directRouting.callEndSubReason,
    },
    isSuccessful: directRouting?.isSuccessful ?? null,
    trunk: directRouting?.trunkFullyQualifiedDomainName ?? null,
    joinedBy,
  };
}
