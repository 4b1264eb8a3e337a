import assert from "node:assert/strict";
import fc from "fast-check";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import {
  countsOf,
  fingerprintOf,
  rankText,
  revisionText,
  type CallRevision,
} from "../../../src/store/call-revision.ts";
import {
  buildFeedback,
  buildGroupCall,
  buildParticipantEndpoint,
  buildPerson,
  buildServiceSession,
} from "../../support/call-record-builder.ts";

const ANNA = buildPerson("anna");
const BERT = buildPerson("bert");
const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const revisions: fc.Arbitrary<CallRevision> = fc.record({
  version: count,
  ruleVersion: count,
  counts: fc.record({ sessions: count, segments: count, streams: count, participants: count, ratings: count }),
  fingerprint: fc.constantFrom("aa", "bb"),
  sequence: count,
});

function parts({ version, ruleVersion, counts, sequence }: CallRevision): number[] {
  const { sessions, segments, streams, participants, ratings } = counts;
  return [version, sessions, segments, streams, participants, ratings, ruleVersion, sequence];
}

describe("call revision", () => {
  it("counts what a record holds", () => {
    const caller = buildParticipantEndpoint(ANNA, { feedback: buildFeedback("notRated") });
    const record = buildGroupCall([ANNA, BERT], {
      sessions: [buildServiceSession(ANNA, { caller }), buildServiceSession(BERT)],
    });
    assert.deepEqual(countsOf(judgeCallRecord(record)), {
      sessions: 2,
      segments: 2,
      streams: 4,
      participants: 2,
      ratings: 1,
    });
  });

  it("sorts as text like its parts do as numbers, the version first and completeness next", () => {
    fc.assert(
      fc.property(revisions, revisions, (one, other) => {
        const pairs = parts(one).map((part, index) => part - (parts(other)[index] ?? 0));
        const first = pairs.find((difference) => difference !== 0) ?? 0;
        if (first !== 0) assert.equal(revisionText(one) < revisionText(other), first < 0);
        assert.ok(revisionText(one).startsWith(rankText(one)));
      }),
    );
  });

  it("has a fingerprint that sees every value", () => {
    const judged = judgeCallRecord(buildGroupCall([ANNA, BERT]));
    const fingerprint = fingerprintOf(judged);
    assert.equal(fingerprintOf(structuredClone(judged)), fingerprint);
    const changed = [
      { ...judged, ruleVersion: judged.ruleVersion + 1 },
      { ...judged, record: { ...judged.record, joinWebUrl: "https://example.org" } },
      { ...judged, record: { ...judged.record, participants: [ANNA] } },
      { ...judged, sessions: judged.sessions.map((session) => ({ ...session, isTest: true })) },
      { ...judged, participations: judged.participations.slice(1) },
    ];
    const fingerprints = new Set(changed.map(fingerprintOf));
    assert.equal(fingerprints.size, changed.length);
    assert.ok(!fingerprints.has(fingerprint));
  });
});
