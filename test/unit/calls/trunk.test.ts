import assert from "node:assert/strict";
import type { CallRecord } from "../../../src/calls/call-record.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import {
  buildGroupCall,
  buildMedia,
  buildNetwork,
  buildPerson,
  buildTwoPartyCall,
} from "../../support/call-record-builder.ts";

const ADA = buildPerson("ada");
const PHONE = buildPerson("+49301234", { kind: "phone", displayName: null });
const NAMED = buildNetwork({ dnsSuffix: "sbc.example.com", reflexiveIpAddress: "203.0.113.5" });

function trunks(record: CallRecord): Record<string, string | null> {
  return Object.fromEntries(judgeCallRecord(record).participations.map(({ personId, trunk }) => [personId, trunk]));
}

describe("the trunk of a call with a telephone", () => {
  it("is the network of the telephone's side, for both, whoever called", () => {
    const outgoing = buildTwoPartyCall(ADA, PHONE, { media: [buildMedia({ calleeNetwork: NAMED })] });
    assert.deepEqual(trunks(outgoing), { ada: "sbc.example.com", "+49301234": "sbc.example.com" });
    const incoming = buildTwoPartyCall(PHONE, ADA, { media: [buildMedia({ callerNetwork: NAMED })] });
    assert.deepEqual(trunks(incoming), { ada: "sbc.example.com", "+49301234": "sbc.example.com" });
  });

  it("is its address where it has no name, from the first line that tells one", () => {
    const media = [
      buildMedia(),
      buildMedia({ calleeNetwork: buildNetwork({ reflexiveIpAddress: "203.0.113.5", ipAddress: "10.0.0.1" }) }),
    ];
    assert.equal(trunks(buildTwoPartyCall(ADA, PHONE, { media }))["ada"], "203.0.113.5");
    const inside = [buildMedia({ calleeNetwork: buildNetwork({ ipAddress: "10.0.0.1" }) })];
    assert.equal(trunks(buildTwoPartyCall(ADA, PHONE, { media: inside }))["ada"], "10.0.0.1");
  });

  it("is none where the record does not tell, or nobody telephones", () => {
    assert.equal(trunks(buildTwoPartyCall(ADA, PHONE))["ada"], null);
    const media = [buildMedia({ callerNetwork: NAMED, calleeNetwork: NAMED })];
    assert.deepEqual(trunks(buildTwoPartyCall(ADA, buildPerson("bo"), { media })), { ada: null, bo: null });
    assert.deepEqual(trunks(buildGroupCall([ADA])), { ada: null });
  });
});
