import assert from "node:assert/strict";
import { normalizeCallRecord } from "../../../src/graph/normalize-call-record.ts";
import { ServiceError } from "../../../src/service-error.ts";

const CALLER = "6f1a9d0e-1111-4c4f-9a5e-000000000001";
const CALLEE = "6f1a9d0e-1111-4c4f-9a5e-000000000002";
const PARTICIPANT = "#microsoft.graph.callRecords.participantEndpoint";
const SERVICE = "#microsoft.graph.callRecords.serviceEndpoint";

const endpoint = (id: string, more: object = {}): object => ({
  "@odata.type": PARTICIPANT,
  associatedIdentity: { id, displayName: `Person ${id.slice(-1)}`, tenantId: "t1" },
  ...more,
});

const session = (more: object = {}): Record<string, unknown> => ({
  id: "s1",
  startDateTime: "2026-03-02T09:00:00Z",
  endDateTime: "2026-03-02T09:10:00Z",
  caller: endpoint(CALLER),
  callee: endpoint(CALLEE),
  ...more,
});

const payload = (more: object = {}): Record<string, unknown> => ({
  id: "c1",
  version: 2,
  type: "peerToPeer",
  modalities: ["audio"],
  startDateTime: "2026-03-02T09:00:00.1234567Z",
  endDateTime: "2026-03-02T09:10:00Z",
  sessions: [session()],
  ...more,
});

const onlySession = (value: unknown) => {
  const [first, ...others] = normalizeCallRecord(value).record.sessions;
  assert.ok(first);
  assert.equal(others.length, 0);
  return first;
};

describe("normalizeCallRecord", () => {
  it("takes GUIDs for the same whatever their case", () => {
    const id = "6f1a9d0e-1111-4c4f-9a5e-0000000000cc";
    const { record } = normalizeCallRecord(
      payload({
        id: id.toUpperCase(),
        organizer_v2: { id: CALLER },
        participants_v2: [{ id: CALLER.toUpperCase() }, { id: CALLEE, identity: { user: { id: CALLEE } } }],
        participants: [{ user: { id: CALLEE.toUpperCase(), displayName: "Callee" } }],
        sessions: [session({ id: id.toUpperCase(), caller: endpoint(CALLER.toUpperCase()) }), session({ id })],
      }),
    );
    assert.equal(record.callId, id);
    assert.deepEqual(
      record.participants.map((person) => person.id),
      [CALLER, CALLEE],
    );
    assert.equal(record.organizer?.id, CALLER);
    assert.equal(record.sessions.length, 1);
    assert.equal(record.sessions[0]?.caller.person?.id, CALLER);
  });

  it("reads header, people and sessions", () => {
    const { record, leftOut } = normalizeCallRecord(
      payload({
        joinWebUrl: "",
        lastModifiedDateTime: "2026-03-02T09:30:00Z",
        organizer_v2: { id: CALLER, identity: { user: { id: CALLER, displayName: null } } },
        organizer: { user: { id: CALLER, displayName: "Old name" } },
        participants_v2: [
          { id: CALLER, identity: { user: { id: CALLER, displayName: "New name" } } },
          { id: "+4930123", identity: { phone: { id: "+4930123" } } },
        ],
        participants: [{ user: { id: CALLER, displayName: "Old name" } }, { user: { id: CALLEE } }],
      }),
    );
    assert.equal(leftOut, 0);
    assert.equal(record.callId, "c1");
    assert.equal(record.version, 2);
    assert.equal(record.start.toISOString(), "2026-03-02T09:00:00.123Z");
    assert.equal(record.lastModified?.toISOString(), "2026-03-02T09:30:00.000Z");
    assert.equal(record.joinWebUrl, null);
    assert.deepEqual(record.organizer, { id: CALLER, kind: "user", displayName: "New name", tenantId: null });
    assert.deepEqual(
      record.participants.map(({ id, kind, displayName }) => [id, kind, displayName]),
      [
        [CALLER, "user", "New name"],
        ["+4930123", "phone", null],
        [CALLEE, "user", null],
      ],
    );
    assert.equal(record.sessions[0]?.callee.person?.id, CALLEE);
    assert.deepEqual(record.unknownValues, {});
  });

  it("takes a missing key, null, an empty text, list and object for the same", () => {
    const bare = { id: "c1", startDateTime: "2026-03-02T09:00:00Z", endDateTime: "2026-03-02T09:10:00Z" };
    const expected = normalizeCallRecord(bare);
    assert.deepEqual([expected.record.version, expected.record.type, expected.leftOut], [0, "unknown", 0]);
    const optional = ["version", "type", "modalities", "lastModifiedDateTime", "joinWebUrl", "organizer", "sessions"];
    for (const key of [...optional, "participants", "organizer_v2", "participants_v2"]) {
      for (const empty of [null, "", [], {}]) {
        assert.deepEqual(normalizeCallRecord({ ...bare, [key]: empty }), expected, `${key}: ${JSON.stringify(empty)}`);
      }
    }
  });

  it("keeps words that it does not know, and matches known ones in any case", () => {
    const { record } = normalizeCallRecord(
      payload({
        TYPE: "ignored: the exact name goes first",
        type: "GroupCall",
        modalities: ["AUDIO", "audio", "smell"],
        sessions: [
          session({
            caller: endpoint(CALLER, {
              userAgent: { platform: "Windows", productFamily: "Teams9", azureAdAppId: "app" },
              feedback: { rating: "meh", tokens: { Echo: "True", NoSound: false } },
            }),
            failureInfo: { stage: "teardown", reason: null },
          }),
        ],
      }),
    );
    assert.equal(record.type, "groupCall");
    assert.deepEqual(record.modalities, ["audio", "other"]);
    const [first] = record.sessions;
    assert.equal(first?.caller.platform, "windows");
    assert.equal(first?.caller.productFamily, "other");
    assert.equal(first?.caller.azureAdAppId, "app");
    assert.deepEqual(first?.caller.feedback, { rating: "other", text: null, tokens: ["Echo"] });
    assert.deepEqual(first?.failure, { stage: "other", reason: null });
    assert.deepEqual(record.unknownValues, {
      modality: ["smell"],
      productFamily: ["Teams9"],
      rating: ["meh"],
      stage: ["teardown"],
    });
  });

  it("names the property that makes a record unusable, and never its content", () => {
    const cases: [unknown, RegExp][] = [
      [null, /not a JSON object/],
      [[payload()], /not a JSON object/],
      ["{}", /not a JSON object/],
      [payload({ id: " " }), /property id /],
      [payload({ id: "x".repeat(300) }), /property id /],
      [payload({ startDateTime: "Secret Person" }), /property startDateTime /],
      [payload({ endDateTime: null, sessions: [] }), /property endDateTime /],
      [payload({ endDateTime: "2026-03-01T00:00:00Z", sessions: [] }), /property endDateTime /],
      [session(), /a session or a row of a call log/],
    ];
    for (const [value, message] of cases) {
      assert.throws(
        () => normalizeCallRecord(value),
        (error) => {
          assert.ok(error instanceof ServiceError);
          assert.equal(error.code, "invalid_call_record");
          assert.match(error.message, message);
          assert.doesNotMatch(error.message, /Secret/);
          return true;
        },
      );
    }
  });

  it("takes the latest end of the sessions for a missing end", () => {
    const sessions = [session(), session({ id: "s2", endDateTime: "2026-03-02T09:20:00Z" })];
    const { record } = normalizeCallRecord(payload({ endDateTime: null, sessions }));
    assert.equal(record.end.toISOString(), "2026-03-02T09:20:00.000Z");
  });

  it("leaves out what cannot be read, counts it, and keeps the rest", () => {
    const { record, leftOut } = normalizeCallRecord(
      payload({
        participants_v2: [null, {}, { identity: {} }, { id: CALLER }],
        participants: "none",
        sessions: [42, session({ startDateTime: "soon" }), session({ endDateTime: "2026-03-02T08:00:00Z" }), session()],
      }),
    );
    assert.equal(record.participants.length, 1);
    assert.equal(record.sessions.length, 1);
    assert.equal(leftOut, 7);
  });

  it("keeps each (session id, start, caller) once, by start", () => {
    const { record } = normalizeCallRecord(
      payload({
        sessions: [
          session({ startDateTime: "2026-03-02T09:05:00Z" }),
          session(),
          session({ caller: endpoint("other-caller") }),
          session(),
        ],
      }),
    );
    assert.deepEqual(
      record.sessions.map(({ start, caller }) => [start.toISOString().slice(14, 16), caller.person?.id]),
      [
        ["00", CALLER],
        ["00", "other-caller"],
        ["05", CALLER],
      ],
    );
  });

  it("keeps the zero-length session that an escalation leaves behind", () => {
    const leftover = session({ endDateTime: "2026-03-02T09:00:00Z", segments: [{ id: "s1", media: [] }] });
    assert.deepEqual(onlySession(payload({ sessions: [leftover] })).segments[0]?.media, []);
  });
});

describe("the endpoints of a session", () => {
  it("are told apart by their type, in any case, not by their user agent", () => {
    const { caller, callee } = onlySession(
      payload({
        sessions: [
          session({
            caller: { ...endpoint(CALLER), "@odata.type": PARTICIPANT.toLowerCase() },
            callee: {
              "@odata.type": SERVICE.toUpperCase(),
              userAgent: { "@odata.type": "#microsoft.graph.callRecords.clientUserAgent", platform: "unknown" },
            },
          }),
        ],
      }),
    );
    assert.equal(caller.kind, "participant");
    assert.equal(callee.kind, "service");
    assert.equal(callee.person, null);
    assert.equal(callee.platform, "unknown");
  });

  it("are told apart by their keys when there is no type", () => {
    const withKey = onlySession(payload({ sessions: [session({ callee: { feedback: null, userAgent: {} } })] }));
    assert.deepEqual([withKey.callee.kind, withKey.callee.person], ["participant", null]);
    const without = onlySession(
      payload({ sessions: [session({ callee: { userAgent: { role: "MediaController" } } })] }),
    );
    assert.deepEqual([without.callee.kind, without.callee.serviceRole], ["service", "mediaController"]);
  });

  it("take from their segments' copies what they lack, but never a feedback", () => {
    const copy = endpoint(CALLER, { userAgent: { platform: "web" }, name: "PC-1", feedback: { rating: "bad" } });
    const { caller } = onlySession(
      payload({ sessions: [session({ caller: {}, segments: [{ id: "g1", caller: copy }] })] }),
    );
    assert.equal(caller.kind, "participant");
    assert.equal(caller.person?.id, CALLER);
    assert.equal(caller.platform, "web");
    assert.equal(caller.machineName, "PC-1");
    assert.equal(caller.feedback, null);
  });

  it("learn the kind of an identity without slots from the participant list", () => {
    const guest = "0a1b2c3d4e5f";
    const participants = [{ id: guest, identity: { guest: { id: guest, displayName: "Guest user" } } }];
    const sessions = [session({ caller: { "@odata.type": PARTICIPANT, associatedIdentity: { id: guest } } })];
    const { caller } = onlySession(payload({ participants_v2: participants, sessions }));
    assert.deepEqual(caller.person, { id: guest, kind: "guest", displayName: "Guest user", tenantId: null });
  });

  it("have no feedback when nothing was asked, and notRated when nothing was answered", () => {
    const feedbackOf = (feedback: unknown) =>
      onlySession(payload({ sessions: [session({ caller: endpoint(CALLER, { feedback }) })] })).caller.feedback;
    for (const empty of [null, {}, undefined, { rating: null, text: "", tokens: {} }, "poor"]) {
      assert.equal(feedbackOf(empty), null);
    }
    assert.deepEqual(feedbackOf({ rating: "NotRated", tokens: {} }), { rating: "notRated", text: null, tokens: [] });
    const tokens = { Echo: true, Noisy: "true", LowVolume: false, Stopped: 1, Interruptions: null };
    assert.deepEqual(feedbackOf({ rating: "bad", text: "hm", tokens }), {
      rating: "bad",
      text: "hm",
      tokens: ["Echo", "Noisy"],
    });
  });
});

describe("failures and test calls", () => {
  const failureOf = (failureInfo: unknown) => onlySession(payload({ sessions: [session({ failureInfo })] })).failure;

  it("is no failure without a stage and a reason", () => {
    assert.equal(failureOf(null), null);
    assert.equal(failureOf({ stage: null, reason: null }), null);
    assert.deepEqual(failureOf({ stage: "callSetup", reason: "busy" }), { stage: "callSetup", reason: "busy" });
    assert.deepEqual(failureOf({ reason: "lost" }), { stage: "unknown", reason: "lost" });
  });

  it("marks test calls", () => {
    assert.equal(onlySession(payload({ sessions: [session({ isTest: true })] })).isTest, true);
    assert.equal(onlySession(payload()).isTest, false);
  });
});
