import type { CallRecord } from "../../src/calls/call-record.ts";
import type { Person } from "../../src/calls/person.ts";
import {
  buildFeedback,
  buildMedia,
  buildNetwork,
  buildParticipantEndpoint,
  buildTwoPartyCall,
} from "./call-record-builder.ts";

/** Addresses that lead to one person. */
export const TELLING_NETWORK = buildNetwork({
  ipAddress: "203.0.113.7",
  reflexiveIpAddress: "203.0.113.7",
  macAddress: "00:00:5E:00:53:07",
  basicServiceSetIdentifier: "00:00:5E:00:53:07",
  subnet: "10.1.2.0",
});

/** What an end of a call says of somebody named Zoe, beside id and name. */
export const TELLING_END = {
  machineName: "ZOE-PC",
  userAgent: "agent of Zoe",
  feedback: buildFeedback("bad", { text: "terrible words", tokens: ["Echo"] }),
};

/** A call in which everything that can be is told of Zoe, whom `caller` called. */
export function buildTellingCall(caller: Person, zoe: Person, over: Partial<CallRecord>): CallRecord {
  return buildTwoPartyCall(caller, zoe, {
    ...over,
    media: [buildMedia({ calleeDevice: { captureDeviceName: "Zoe's Headset" }, calleeNetwork: TELLING_NETWORK })],
    session: { callee: buildParticipantEndpoint(zoe, TELLING_END) },
  });
}
