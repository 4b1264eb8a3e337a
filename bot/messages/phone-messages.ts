import type { PhoneCallDirection, PhoneCallJoin, PhoneCharge } from "../../src/calls/phone-call.ts";

/** What is said of the row of a telephone log that belongs to a call. */
export type PhoneMessages = {
  /** Heading over the facts. */
  telephone: string;
  number: string;
  ownNumber: string;
  direction: string;
  charge: string;
  sipResult: string;
  trunk: string;
  /** How sure it is that the row belongs to the call; null when the row says so itself. */
  joinedBy: (join: PhoneCallJoin) => string | null;
  directions: Record<PhoneCallDirection, string>;
  /** "€0.42, of which €0.05 for the connection"; "No charge" */
  chargeText: (charge: PhoneCharge) => string;
  /** "504 Server Time-out (sub reason 560504)"; null when there is nothing to say. */
  sipText: (result: { code: number | null; phrase: string | null; subReason: number | null }) => string | null;
};
