import assert from "node:assert/strict";
import { joinByPersonAndStart, namedCallId } from "../../../src/calls/phone-call-join.ts";
import { otherNumber } from "../../../src/calls/phone-call.ts";
import { secondsIn } from "../../support/call-record-builder.ts";
import { buildDirectRoutingCall, buildPstnCall } from "../../support/phone-call-builder.ts";

const BERT = "ABCDEF00-0000-4000-8000-00000000000B";

const call = (callId: string, seconds: number, personId = "anna") => ({ callId, personId, start: secondsIn(seconds) });
const row = (rowId: string, seconds: number, over = {}) => buildPstnCall(rowId, { start: secondsIn(seconds), ...over });
const joined = (...given: Parameters<typeof joinByPersonAndStart>): object =>
  Object.fromEntries(joinByPersonAndStart(...given));

describe("telephone rows and calls", () => {
  it("are joined by person and a start within five seconds", () => {
    const calls = [call("a", 0), call("b", 100), call("c", 0, BERT)];
    const rows = [row("1", 5), row("2", 95), row("3", 1, { personId: BERT.toLowerCase() }), row("4", 200)];
    assert.deepEqual(joined(rows, calls), { "1": "a", "2": "b", "3": "c" });
    assert.deepEqual(joined([row("1", 5.001)], calls), {});
  });

  it("stay apart where more than one row or call fits", () => {
    assert.deepEqual(joined([row("1", 2)], [call("a", 0), call("b", 4)]), {});
    assert.deepEqual(joined([row("1", 0), row("2", 3), row("3", 100)], [call("a", 1), call("b", 101)]), { "3": "b" });
    // The row in the middle fits both calls: neither is surely its own, nor that of the other rows.
    const calls = [call("a", 0), call("b", 8)];
    assert.deepEqual(joined([row("1", 0), row("2", 4), row("3", 8)], calls), {});
  });

  it("stay apart for conferences, for nobody's rows and for those that name their call", () => {
    const calls = [call("a", 0)];
    const details = buildPstnCall("x").pstn;
    assert.deepEqual(joined([row("1", 0, { callType: "conf_in" })], calls), {});
    assert.deepEqual(joined([row("1", 0, { callType: "user_out_conf" })], calls), {});
    assert.deepEqual(joined([row("1", 0, { pstn: { ...details, conferenceId: "123" } })], calls), {});
    assert.deepEqual(joined([row("1", 0, { personId: null })], calls), {});
    assert.deepEqual(joined([buildDirectRoutingCall("1", null)], calls), {});
  });

  it("name a call by an id that is one", () => {
    const callId = "abcdef00-0000-4000-8000-000000000001";
    assert.equal(namedCallId(buildDirectRoutingCall("1", callId.toUpperCase())), callId, "GUIDs in any case");
    assert.equal(namedCallId(buildDirectRoutingCall("1", "ABC-1")), "ABC-1", "other ids as they are");
    assert.equal(namedCallId(buildDirectRoutingCall("1", "00000000-0000-0000-0000-000000000000")), null);
    assert.equal(namedCallId(buildDirectRoutingCall("1", null)), null);
    assert.equal(namedCallId(buildPstnCall("1")), null);
  });

  it("have the other number at the far end", () => {
    assert.equal(otherNumber(buildPstnCall("1")), "+4915112345***");
    assert.equal(otherNumber(buildDirectRoutingCall("1", null)), "+4915112345***");
    assert.equal(otherNumber(buildPstnCall("1", { direction: "unknown" })), null);
  });
});
