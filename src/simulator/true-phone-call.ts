import type { CallLogRow } from "./call-log-model.ts";

/** What is true of a row of the telephone logs. */
export type TruePhoneCall = {
  kind: "pstn" | "directRouting";
  rowId: string;
  /** The call record that it belongs to, whether the row tells it or not; null where there is none. */
  callId: string | null;
  personId: string;
  start: Date;
  durationSeconds: number;
  direction: "incoming" | "outgoing";
  callerNumber: string;
  calleeNumber: string;
  /** Null in the Direct Routing log. */
  charge: { amount: number; connectionAmount: number; currency: string } | null;
  /** Null in the PSTN log. */
  sip: { code: number; phrase: string; subReason: number; trunk: string } | null;
};

export function truePhoneCall(row: CallLogRow): TruePhoneCall {
  const isPstn = row.kind === "pstn";
  return {
    kind: row.kind,
    rowId: row.id,
    callId: row.callId,
    personId: row.owner.id,
    start: new Date(row.start),
    durationSeconds: row.durationSeconds,
    direction: row.direction === "in" ? "incoming" : "outgoing",
    callerNumber: row.callerNumber,
    calleeNumber: row.calleeNumber,
    charge: isPstn ? { amount: row.charge, connectionAmount: row.connectionCharge, currency: row.currency } : null,
    sip: isPstn
      ? null
      : { code: row.finalSipCode, phrase: row.finalSipCodePhrase, subReason: row.callEndSubReason, trunk: row.trunk },
  };
}
