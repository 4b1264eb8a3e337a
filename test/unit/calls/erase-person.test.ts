import assert from "node:assert/strict";
import { eraseFromCall, peopleIn } from "../../../src/calls/erase-person.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import {
  buildFeedback,
  buildGroupCall,
  buildMedia,
  buildNetwork,
  buildParticipantEndpoint,
  buildPerson,
  buildStream,
  buildTwoPartyCall,
} from "../../support/call-record-builder.ts";

const ANNA = buildPerson("anna-id", { displayName: "Anna" });
const BERT = buildPerson("bert-id", { displayName: "Bert" });
const PSEUDONYMS = new Map([["anna-id", "erased-1"]]);
const OWN = { machineName: "PC of", userAgent: "agent of" };

const CALL = judgeCallRecord(
  buildTwoPartyCall(ANNA, BERT, {
    joinWebUrl: "https://example.org/?Oid=ANNA-ID",
    media: [
      buildMedia({
        callerDevice: { captureDeviceName: "anna's headset", sentSignalLevelDb: -20 },
        calleeDevice: { captureDeviceName: "bert's headset" },
        callerNetwork: buildNetwork({ ipAddress: "203.0.113.1", subnet: "10.1.1.0", relayIpAddress: "198.51.100.1" }),
        calleeNetwork: buildNetwork({ ipAddress: "203.0.113.2" }),
        streams: [buildStream("callerToCallee", { averageJitterMs: 80, averageRoundTripTimeMs: 900 })],
      }),
    ],
    session: {
      caller: buildParticipantEndpoint(ANNA, { ...OWN, feedback: buildFeedback("bad", { text: "own words" }) }),
      callee: buildParticipantEndpoint(BERT, { ...OWN, feedback: buildFeedback("good", { text: "other words" }) }),
    },
  }),
);

describe("erasing a person from a call", () => {
  const erased = eraseFromCall(CALL, PSEUDONYMS);

  it("knows everybody in it", () => {
    assert.deepEqual([...peopleIn(CALL)].sort(), ["anna-id", "bert-id"]);
    const listed = buildGroupCall([ANNA], { organizer: BERT, sessions: [] });
    assert.deepEqual([...peopleIn(judgeCallRecord(listed))].sort(), ["anna-id", "bert-id"]);
  });

  it("leaves nothing of theirs", () => {
    assert.doesNotMatch(JSON.stringify(erased), /anna|203\.0\.113\.1|198\.51\.100\.1|own words/i);
    assert.equal(erased.record.organizer?.id, "erased-1");
    assert.equal(erased.record.joinWebUrl, null);
  });

  it("leaves what was measured, and everything of the others", () => {
    const [before, after] = [CALL, erased].map(({ participations }) =>
      participations.find(({ personKind, role }) => personKind === "user" && role === "organizer"),
    );
    for (const field of ["quality", "reasons", "durationSeconds", "streamCounts", "callId", "start"] as const) {
      assert.deepEqual(after?.[field], before?.[field]);
    }
    assert.deepEqual(
      after?.ratings.map(({ rating }) => rating),
      ["bad"],
    );
    const [session] = erased.sessions;
    assert.deepEqual(session?.callee, CALL.sessions[0]?.callee);
    assert.equal(session?.segments[0]?.media[0]?.callerNetwork.subnet, "10.1.1.0");
    assert.equal(session?.segments[0]?.media[0]?.callerDevice.sentSignalLevelDb, -20);
    assert.match(JSON.stringify(erased), /bert's headset.*203\.0\.113\.2/);
    const others = erased.participations.find(({ personId }) => personId === "bert-id")?.others;
    assert.deepEqual(others, { count: 1, person: { id: "erased-1", kind: "user", displayName: null } });
  });

  it("changes nothing where nobody is erased, and nothing twice", () => {
    assert.equal(eraseFromCall(CALL, new Map()), CALL);
    assert.deepEqual(eraseFromCall(CALL, new Map([["chloe", "erased-2"]])), CALL);
    assert.deepEqual(eraseFromCall(erased, PSEUDONYMS), erased);
  });
});
