import assert from "node:assert/strict";
import fc from "fast-check";
import type { CallRecord, MediaStream, Session } from "../../../src/calls/call-record.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import type { Participation } from "../../../src/calls/participation.ts";
import { RULE_VERSION } from "../../../src/calls/stream-quality.ts";
import {
  buildCallRecord,
  buildFeedback,
  buildGroupCall,
  buildMedia,
  buildParticipantEndpoint,
  buildPerson,
  buildServiceEndpoint,
  buildServiceSession,
  buildSession,
  buildStream,
  buildTwoPartyCall,
  BUILT_START,
  secondsIn,
} from "../../support/call-record-builder.ts";

const ADA = buildPerson("ada");
const BEN = buildPerson("ben");
const CAT = buildPerson("cat");
const JITTERY: Partial<MediaStream> = { averageJitterMs: 48 };

function participationOf(record: CallRecord, personId: string): Participation {
  const found = judgeCallRecord(record).participations.find((participation) => participation.personId === personId);
  assert.ok(found, `no participation of ${personId}`);
  return found;
}

function peopleOf(record: CallRecord): string[] {
  return judgeCallRecord(record).participations.map(({ personId }) => personId);
}

describe("judgeCallRecord, people", () => {
  it("draws up everyone with a session and everyone listed, but not an organizer who is neither", () => {
    const record = buildCallRecord({
      organizer: CAT,
      participants: [ADA],
      sessions: [buildServiceSession(BEN)],
    });
    assert.deepEqual(peopleOf(record), ["ada", "ben"]);
    assert.deepEqual(peopleOf({ ...record, participants: [ADA, CAT] }), ["ada", "cat", "ben"]);
    assert.equal(participationOf({ ...record, participants: [ADA, CAT] }, "cat").role, "organizer");
    assert.equal(participationOf(record, "ada").role, "participant");
  });

  it("says of a listed person without a session that none was seen", () => {
    const ada = participationOf(buildCallRecord({ participants: [ADA], sessions: [buildServiceSession(BEN)] }), "ada");
    assert.equal(ada.sessionCount, 0);
    assert.equal(ada.durationSeconds, 0);
    assert.equal(ada.joined, null);
    assert.equal(ada.left, null);
    assert.equal(ada.quality, "unclassified");
    assert.deepEqual(ada.streamCounts, { good: 0, poor: 0, unclassified: 0 });
  });

  it("gives the one session of a two-party call to both people", () => {
    const record = buildTwoPartyCall(ADA, BEN);
    for (const personId of ["ada", "ben"]) {
      const { sessionCount, durationSeconds } = participationOf(record, personId);
      assert.deepEqual([sessionCount, durationSeconds], [1, 3600]);
    }
  });

  it("names the other when there is exactly one, and counts them", () => {
    assert.deepEqual(participationOf(buildTwoPartyCall(ADA, BEN), "ada").others, {
      count: 1,
      person: { id: "ben", kind: "user", displayName: "Person ben" },
    });
    assert.deepEqual(participationOf(buildGroupCall([ADA, BEN, CAT]), "ada").others, { count: 2, person: null });
    assert.deepEqual(participationOf(buildGroupCall([ADA]), "ada").others, { count: 0, person: null });
  });

  it("keys people by id and prefers the name of the participants list", () => {
    const record = buildCallRecord({
      participants: [buildPerson("ada", { displayName: "Ada Listed" }), buildPerson("ben", { displayName: null })],
      organizer: buildPerson("cat", { displayName: "Cat the organizer" }),
      sessions: [
        buildServiceSession(buildPerson("ada", { displayName: "System Administrator" })),
        buildServiceSession(buildPerson("ben", { displayName: "Ben Seen" })),
        buildServiceSession(buildPerson("cat", { displayName: null, kind: "guest" })),
      ],
    });
    const people = judgeCallRecord(record).participations;
    assert.deepEqual(
      people.map(({ personId, displayName }) => [personId, displayName]),
      [
        ["ada", "Ada Listed"],
        ["ben", "Ben Seen"],
        ["cat", "Cat the organizer"],
      ],
    );
    assert.equal(people[2]?.personKind, "guest");
  });

  it("has nobody for a participant whom Graph hid, and none for a service", () => {
    const hidden = buildSession({ caller: buildParticipantEndpoint(null), callee: buildServiceEndpoint() });
    assert.deepEqual(peopleOf(buildCallRecord({ sessions: [hidden] })), []);
  });

  it("sees somebody who calls themselves once, with the rating they gave", () => {
    const record = buildTwoPartyCall(ADA, ADA, {
      participants: [ADA],
      session: { callee: buildParticipantEndpoint(ADA, { feedback: buildFeedback("good") }) },
    });
    const [ada, ...rest] = judgeCallRecord(record).participations;
    assert.deepEqual(rest, []);
    assert.equal(ada?.sessionCount, 1);
    assert.deepEqual(ada.streamCounts, { good: 2, poor: 0, unclassified: 0 });
    assert.equal(ada.ratings.length, 1);
  });
});

describe("judgeCallRecord, presence", () => {
  it("takes the union of own sessions, in seconds with milliseconds", () => {
    const record = buildCallRecord({
      sessions: [
        buildServiceSession(ADA, { sessionId: "1", start: secondsIn(0), end: secondsIn(100.25) }),
        buildServiceSession(ADA, { sessionId: "2", start: secondsIn(50), end: secondsIn(120.5) }),
        buildServiceSession(ADA, { sessionId: "3", start: secondsIn(300), end: secondsIn(301.125) }),
        buildServiceSession(BEN, { sessionId: "4", start: secondsIn(0), end: secondsIn(900) }),
      ],
    });
    const ada = participationOf(record, "ada");
    assert.equal(ada.durationSeconds, 121.625);
    assert.deepEqual([ada.joined, ada.left], [secondsIn(0), secondsIn(301.125)]);
    assert.equal(ada.sessionCount, 3);
    assert.deepEqual(ada.end, secondsIn(900));
  });

  it("adds nothing for the zero-length session that an escalated call leaves behind", () => {
    const leftover = buildSession({
      sessionId: "call-1",
      start: secondsIn(0),
      end: secondsIn(0),
      caller: buildParticipantEndpoint(ADA),
      callee: buildParticipantEndpoint(BEN),
      media: [],
    });
    const sessions = [ADA, BEN, CAT].map((person) =>
      buildServiceSession(person, { start: secondsIn(5), end: secondsIn(65) }),
    );
    const ada = participationOf(buildCallRecord({ sessions: [leftover, ...sessions] }), "ada");
    assert.equal(ada.durationSeconds, 60);
    assert.equal(ada.sessionCount, 2);
    assert.deepEqual(ada.joined, secondsIn(0));
  });

  it("counts a session that ends before it starts as nothing", () => {
    const backwards = buildServiceSession(ADA, { start: secondsIn(90), end: secondsIn(30) });
    const ada = participationOf(buildCallRecord({ sessions: [backwards], start: BUILT_START }), "ada");
    assert.equal(ada.durationSeconds, 0);
    assert.deepEqual([ada.joined, ada.left], [secondsIn(90), secondsIn(90)]);
  });

  it("marks a call whose start equals its end as likely missed", () => {
    const missed = buildTwoPartyCall(ADA, BEN, { session: { end: BUILT_START } });
    assert.equal(participationOf(missed, "ben").isLikelyMissed, true);
    const answered = buildTwoPartyCall(ADA, BEN, { session: { end: secondsIn(0.001) } });
    assert.equal(participationOf(answered, "ben").isLikelyMissed, false);
  });

  it("keeps sessions apart that repeat an id but differ by start or caller, and takes a repeated one once", () => {
    const first = buildServiceSession(ADA, { sessionId: "same", end: secondsIn(10) });
    const later = buildServiceSession(ADA, { sessionId: "same", start: secondsIn(20), end: secondsIn(30) });
    const otherCaller = buildServiceSession(BEN, { sessionId: "same", end: secondsIn(10) });
    const judged = judgeCallRecord(buildCallRecord({ sessions: [later, first, otherCaller, first] }));
    assert.equal(judged.sessions.length, 3);
    assert.deepEqual(judged.sessions[2]?.start, secondsIn(20));
    const ada = judged.participations.find(({ personId }) => personId === "ada");
    assert.equal(ada?.durationSeconds, 20);
    assert.deepEqual(ada.streamCounts, { good: 4, poor: 0, unclassified: 0 });
  });

  it("tells test calls and failures of own sessions", () => {
    const record = buildCallRecord({
      participants: [CAT],
      sessions: [
        buildServiceSession(ADA, { isTest: true }),
        buildServiceSession(BEN, { failure: { stage: "midcall", reason: "lost" } }),
      ],
    });
    assert.equal(participationOf(record, "ada").isTest, true);
    assert.equal(participationOf(record, "ben").isTest, false);
    assert.equal(participationOf(record, "cat").isTest, true);
    assert.equal(participationOf(record, "ada").failure, null);
    assert.deepEqual(participationOf(record, "ben").failure, { stage: "midcall", reason: "lost" });
  });
});

describe("judgeCallRecord, quality", () => {
  function inMeeting(...streams: MediaStream[]): Participation {
    return participationOf(
      buildCallRecord({ sessions: [buildServiceSession(ADA, { media: [buildMedia({ streams })] })] }),
      "ada",
    );
  }
  const good = buildStream("callerToCallee");
  const poor = buildStream("calleeToCaller", JITTERY);
  const muted = buildStream("callerToCallee", { packetUtilization: 0 });

  it("is poor with one poor stream, good with one good and none poor, else unclassified", () => {
    assert.equal(inMeeting(good, good, poor).quality, "poor");
    assert.equal(inMeeting(good, muted).quality, "good");
    assert.equal(inMeeting(muted, muted).quality, "unclassified");
    assert.equal(inMeeting().quality, "unclassified");
    assert.deepEqual(inMeeting(good, good, poor, muted).streamCounts, { good: 2, poor: 1, unclassified: 1 });
  });

  it("never gets better by one more poor stream", () => {
    const streams = fc.array(fc.constantFrom(good, poor, muted), { maxLength: 6 });
    fc.assert(
      fc.property(streams, (given) => {
        const { quality, streamCounts } = inMeeting(...given);
        assert.equal(quality === "poor", given.includes(poor));
        assert.equal(quality === "good", given.includes(good) && !given.includes(poor));
        assert.equal(streamCounts.good + streamCounts.poor + streamCounts.unclassified, given.length);
        assert.equal(inMeeting(...given, poor).quality, "poor");
      }),
    );
  });

  it("keeps the class with every stream and the version of the rules", () => {
    const judged = judgeCallRecord(
      buildCallRecord({ sessions: [buildServiceSession(ADA, { media: [buildMedia({ streams: [good, poor] })] })] }),
    );
    const streams = judged.sessions.flatMap(({ segments }) => segments.flatMap(({ media }) => media[0]?.streams ?? []));
    assert.deepEqual(streams, [
      { ...good, quality: "good" },
      { ...poor, quality: "poor" },
    ]);
    assert.equal(judged.ruleVersion, RULE_VERSION);
    assert.equal(judged.participations[0]?.ruleVersion, RULE_VERSION);
    assert.ok(!("sessions" in judged.record));
  });

  it("counts only own sessions: another's poor stream is not mine", () => {
    const record = buildCallRecord({
      sessions: [buildServiceSession(ADA), buildServiceSession(BEN, { media: [buildMedia({ streams: [poor] })] })],
    });
    assert.equal(participationOf(record, "ada").quality, "good");
    assert.deepEqual(participationOf(record, "ada").reasons, []);
    assert.equal(participationOf(record, "ada").verdict, null);
    assert.equal(participationOf(record, "ben").quality, "poor");
  });

  it("sees directions from the person: heard is what came to their side", () => {
    const record = buildTwoPartyCall(ADA, BEN, { media: [buildMedia({ streams: [poor] })] });
    assert.equal(participationOf(record, "ada").reasons[0]?.direction, "heard");
    assert.equal(participationOf(record, "ben").reasons[0]?.direction, "sent");
  });
});

describe("judgeCallRecord, feedback", () => {
  it("counts a rating once a session and person, on their own endpoint, notRated included", () => {
    const rated = (sessionId: string, start: number, rating: "bad" | "notRated"): Session =>
      buildServiceSession(ADA, {
        sessionId,
        start: secondsIn(start),
        caller: buildParticipantEndpoint(ADA, {
          feedback: buildFeedback(rating, { tokens: ["Echo"], text: "hm" }),
        }),
      });
    const record = buildCallRecord({
      sessions: [rated("1", 0, "bad"), rated("2", 60, "notRated"), buildServiceSession(ADA, { sessionId: "3" })],
    });
    assert.deepEqual(participationOf(record, "ada").ratings, [
      { sessionId: "1", rating: "bad", tokens: ["Echo"], text: "hm" },
      { sessionId: "2", rating: "notRated", tokens: ["Echo"], text: "hm" },
    ]);
  });

  it("keeps apart what the person felt and what was measured, as in Microsoft's own example", () => {
    const record = buildTwoPartyCall(ADA, BEN, {
      session: { callee: buildParticipantEndpoint(BEN, { feedback: buildFeedback("poor", { tokens: ["Noisy"] }) }) },
      media: [
        buildMedia({
          streams: [
            buildStream("callerToCallee", {
              packetUtilization: 67,
              averageJitterMs: 16,
              averagePacketLossRate: 0,
              averageRoundTripTimeMs: 61,
            }),
            buildStream("calleeToCaller", {
              packetUtilization: 709,
              averageJitterMs: 7,
              averagePacketLossRate: 0.0138,
              averageRoundTripTimeMs: 64,
              averageAudioDegradation: 1.160898,
              averageRatioOfConcealedSamples: 0.0623,
            }),
          ],
        }),
      ],
    });
    const ben = participationOf(record, "ben");
    assert.equal(ben.quality, "good");
    assert.deepEqual(ben.streamCounts, { good: 1, poor: 0, unclassified: 1 });
    assert.deepEqual(
      ben.ratings.map(({ rating }) => rating),
      ["poor"],
    );
    assert.deepEqual(participationOf(record, "ada").ratings, []);
  });
});

describe("judgeCallRecord, any record", () => {
  const person = fc.constantFrom(ADA, BEN, CAT);
  const session = fc
    .record({
      person,
      id: fc.nat({ max: 3 }),
      start: fc.nat({ max: 500 }),
      length: fc.nat({ max: 300 }),
      isPoor: fc.boolean(),
    })
    .map(({ person: caller, id, start, length, isPoor }) =>
      buildServiceSession(caller, {
        sessionId: `session-${id}`,
        start: secondsIn(start),
        end: secondsIn(start + length),
        media: [buildMedia({ streams: [buildStream("calleeToCaller", isPoor ? JITTERY : {})] })],
      }),
    );
  const sessions = fc.uniqueArray(session, {
    maxLength: 10,
    selector: ({ sessionId, start, caller }) => `${sessionId} ${start.getTime()} ${caller.person?.id ?? ""}`,
  });

  it("does not depend on the order of its sessions", () => {
    const shuffled = sessions.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    );
    fc.assert(
      fc.property(shuffled, ([given, reordered]) => {
        const record = buildCallRecord({ participants: [BEN], sessions: given });
        assert.deepEqual(judgeCallRecord({ ...record, sessions: reordered }), judgeCallRecord(record));
      }),
    );
  });

  it("leaves the record it was given alone, and judging twice gives the same", () => {
    fc.assert(
      fc.property(sessions, (given) => {
        const record = buildCallRecord({ participants: [BEN], sessions: given });
        const before = structuredClone(record);
        assert.deepEqual(judgeCallRecord(record), judgeCallRecord(record));
        assert.deepEqual(record, before);
      }),
    );
  });

  it("draws up a meeting of 5,000 people with 6,000 sessions", () => {
    const people = Array.from({ length: 5000 }, (_, index) => buildPerson(`person-${index}`));
    const rejoined = people
      .slice(0, 1000)
      .map((caller) => buildServiceSession(caller, { start: secondsIn(4000), end: secondsIn(4100) }));
    const meeting = buildGroupCall(people);
    const judged = judgeCallRecord({ ...meeting, sessions: [...meeting.sessions, ...rejoined] });
    assert.equal(judged.sessions.length, 6000);
    assert.equal(judged.participations.length, 5000);
    assert.equal(judged.participations[0]?.durationSeconds, 3700);
    assert.equal(judged.participations[4999]?.others.count, 4999);
  });
});
