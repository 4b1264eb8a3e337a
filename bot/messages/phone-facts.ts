import { otherNumber, type DirectRoutingDetails, type PhoneCall } from "../../src/calls/phone-call.ts";
import type { Messages } from "./catalog.ts";

/** What of a row is told. */
export type ToldPhoneCall = Pick<PhoneCall, "direction" | "callerNumber" | "calleeNumber" | "callType" | "charge"> & {
  directRouting: Pick<
    DirectRoutingDetails,
    "finalSipCode" | "finalSipCodePhrase" | "callEndSubReason" | "trunkFullyQualifiedDomainName"
  > | null;
};

/** What the telephone log tells of a call, as label and value, for text and card alike. Numbers stay as delivered. */
export function phoneFacts(phoneCall: ToldPhoneCall, { phone }: Pick<Messages, "phone">): [string, string][] {
  const { direction, callerNumber, calleeNumber, callType, charge, directRouting } = phoneCall;
  const isKnown = direction !== "unknown";
  const other = isKnown ? otherNumber(phoneCall) : numbersOf(callerNumber, calleeNumber);
  const own = isKnown ? (direction === "incoming" ? calleeNumber : callerNumber) : null;
  const sip =
    directRouting &&
    phone.sipText({
      code: directRouting.finalSipCode,
      phrase: directRouting.finalSipCodePhrase,
      subReason: directRouting.callEndSubReason,
    });
  const facts: [string, string | null][] = [
    [phone.number, other],
    [phone.ownNumber, own],
    [phone.direction, isKnown || callType === null ? phone.directions[direction] : callType],
    [phone.charge, charge && phone.chargeText(charge)],
    [phone.sipResult, sip],
    [phone.trunk, directRouting?.trunkFullyQualifiedDomainName ?? null],
  ];
  return facts.flatMap(([label, value]): [string, string][] => (value === null ? [] : [[label, value]]));
}

function numbersOf(caller: string | null, callee: string | null): string | null {
  const numbers = [caller, callee].filter((number) => number !== null);
  return numbers.length === 0 ? null : numbers.join(" → ");
}
