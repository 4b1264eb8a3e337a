import type { CallRecord } from "../../src/calls/call-record.ts";
import type { Person } from "../../src/calls/person.ts";
import { buildTwoPartyCall } from "./call-record-builder.ts";

const HOUR_MS = 3_600_000;

/** A call of one hour between two people. */
export function twoPartyCallAt(
  callId: string,
  [caller, callee]: readonly [Person, Person],
  start: string,
  over: Parameters<typeof buildTwoPartyCall>[2] = {},
): CallRecord {
  const from = new Date(start);
  const session = { ...over.session, start: from, end: new Date(from.getTime() + HOUR_MS) };
  return buildTwoPartyCall(caller, callee, { callId, ...over, session });
}
