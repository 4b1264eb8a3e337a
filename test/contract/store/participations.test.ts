import assert from "node:assert/strict";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import type { CallRecord } from "../../../src/calls/call-record.ts";
import type { Viewer } from "../../../src/calls/viewer.ts";
import type { Store } from "../../../src/store/store.ts";
import {
  BUILT_START,
  buildFeedback,
  buildGroupCall,
  buildMedia,
  buildNetwork,
  buildParticipantEndpoint,
  buildPerson,
  buildServiceSession,
  buildSession,
  buildStream,
  buildTwoPartyCall,
  secondsIn,
} from "../../support/call-record-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const DAY_SECONDS = 86_400;
const ANNA = buildPerson("anna");
const BERT = buildPerson("bert");
const PHONE = buildPerson("+4930123456", { kind: "phone", displayName: null, tenantId: null });
const AS_ANNA: Viewer = { personId: "anna", isAdmin: false };
const AS_ADMIN: Viewer = { personId: "admin", isAdmin: true };
type AccessLogEntry = { personId: string; viewerId: string; at: Date; look: object };
const EVER = { start: new Date(0), end: new Date("2100-01-01T00:00:00Z") };

for (const engine of testEngines()) {
  describe(`participations on ${engine.name}`, () => {
    let db: TestDatabase;
    let clock: DrivenClock;
    let store: Omit<Store, "close"> & { tenantId: string };

    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());
    beforeEach(() => {
      clock = new DrivenClock("2030-03-04T08:00:00Z");
      store = db.storeFor({ clock });
    });

    const save = (record: CallRecord): Promise<unknown> => store.callRecords.save(judgeCallRecord(record));
    const call = (callId: string, startSeconds: number, people = [ANNA, BERT]): Promise<unknown> =>
      save({ ...buildGroupCall(people, { callId }), start: secondsIn(startSeconds) });
    const looks = async (): Promise<AccessLogEntry[]> => {
      const entries = db.database.collection<AccessLogEntry>("accessLog").find({ tenantId: store.tenantId });
      return (await entries.toArray()).map(({ personId, viewerId, at, look }) => ({ personId, viewerId, at, look }));
    };

    it("gives back exactly what was judged", async () => {
      const record = buildTwoPartyCall(ANNA, BERT, {
        media: [
          buildMedia({
            callerDevice: { captureDeviceName: "Headset", cpuInsufficientEventRatio: 0 },
            callerNetwork: buildNetwork({
              connectionType: "wifi",
              wifiSignalStrengthPercentage: 17,
              subnet: "10.1.2.0",
            }),
            streams: [
              buildStream("callerToCallee", { averagePacketLossRate: 0.31, averageJitterMs: 41.25 }),
              { streamId: "bare", direction: "calleeToCaller" },
            ],
          }),
        ],
        session: { failure: { stage: "midcall", reason: null } },
      });
      const judged = judgeCallRecord(record);
      await save(record);
      const [found, ...others] = await store.participations.find(AS_ANNA, { personId: "anna", ...EVER });
      assert.deepEqual(others, []);
      assert.deepEqual(
        found,
        judged.participations.find(({ personId }) => personId === "anna"),
      );
      assert.equal(found?.quality, "poor");
    });

    it("finds the calls that started in the half-open interval, newest first", async () => {
      for (const [callId, seconds] of [
        ["c", 0],
        ["a", 60],
        ["b", 60],
        ["d", 120],
        ["e", 180],
      ] as const) {
        await call(callId, seconds);
      }
      await call("others", 60, [BERT]);
      const found = await store.participations.find(AS_ANNA, {
        personId: "anna",
        start: BUILT_START,
        end: secondsIn(180),
      });
      assert.deepEqual(
        found.map(({ callId }) => callId),
        ["d", "a", "b", "c"],
      );
    });

    it("gives many calls whole", async () => {
      const callIds = Array.from({ length: 105 }, (_, index) => `call-${index}`);
      await Promise.all(callIds.map((callId, index) => call(callId, index, [ANNA])));
      const found = await store.participations.find(AS_ANNA, { personId: "anna", ...EVER });
      assert.equal(found.length, 105, "more than one batch of a cursor");
      assert.equal(found[0]?.callId, "call-104");
    });

    it("gives the last call before an instant", async () => {
      await call("first", 0);
      await call("second", 60);
      const last = async (before: Date): Promise<string | undefined> =>
        (await store.participations.last(AS_ANNA, "anna", before))?.callId;
      assert.equal(await last(EVER.end), "second");
      assert.equal(await last(secondsIn(60)), "first");
      assert.equal(await last(BUILT_START), undefined);
    });

    it("shows a call with the person's own sessions only, by start", async () => {
      const sessions = [
        buildServiceSession(ANNA, { sessionId: "late", start: secondsIn(900) }),
        buildServiceSession(BERT),
        buildServiceSession(ANNA, { sessionId: "early" }),
        buildSession({
          sessionId: "called",
          start: secondsIn(60),
          caller: buildParticipantEndpoint(BERT),
          callee: buildParticipantEndpoint(ANNA),
        }),
      ];
      // Of a large meeting Graph lists only some: who has a session of their own was there too.
      await save({ ...buildGroupCall([ANNA, BERT], { sessions }), participants: [ANNA] });
      const detail = await store.participations.call(AS_ANNA, "anna", "call-1");
      assert.deepEqual(
        detail?.sessions.map(({ sessionId }) => sessionId),
        ["early", "called", "late"],
      );
      assert.equal(detail?.participantCount, 2);
      assert.equal(detail?.participation.personId, "anna");
      assert.deepEqual(detail?.call, {
        callId: "call-1",
        version: 1,
        type: "groupCall",
        modalities: ["audio"],
        start: BUILT_START,
        end: secondsIn(4500),
      });
    });

    it("gives sessions back exactly as they were judged", async () => {
      const record = buildGroupCall([ANNA], {
        sessions: [
          buildServiceSession(ANNA, {
            caller: buildParticipantEndpoint(ANNA, { feedback: buildFeedback("bad", { tokens: ["Echo"] }) }),
            media: [buildMedia({ streams: [buildStream("calleeToCaller", { maxJitterMs: 0.5 })] })],
          }),
        ],
      });
      await save(record);
      const detail = await store.participations.call(AS_ANNA, "anna", "call-1");
      assert.deepEqual(detail?.sessions, judgeCallRecord(record).sessions);
    });

    it("hides the other person's rating, machine, devices and network", async () => {
      const secret = { machineName: "BERT-PC", cpuName: "Z80", userAgent: "agent", feedback: buildFeedback("bad") };
      const media = buildMedia({
        calleeDevice: { captureDeviceName: "Bert's headset" },
        calleeNetwork: buildNetwork({ ipAddress: "203.0.113.9", macAddress: "00:00:5E:00:53:01" }),
        callerNetwork: buildNetwork({ ipAddress: "203.0.113.1" }),
      });
      await save(
        buildTwoPartyCall(ANNA, BERT, { media: [media], session: { callee: buildParticipantEndpoint(BERT, secret) } }),
      );
      const asAnna = await store.participations.call(AS_ANNA, "anna", "call-1");
      const text = JSON.stringify(asAnna);
      assert.doesNotMatch(text, /BERT-PC|Z80|agent"|Bert's headset|203\.0\.113\.9|00:00:5E|"bad"/);
      assert.match(text, /203\.0\.113\.1"/);
      assert.equal(asAnna?.sessions[0]?.callee.person?.id, "bert");

      const asBert = await store.participations.call({ personId: "bert", isAdmin: false }, "bert", "call-1");
      assert.match(JSON.stringify(asBert), /BERT-PC.*203\.0\.113\.9/);
    });

    it("gives the ids of one's own calls that begin so, newest first, and no more than were asked for", async () => {
      await call("aaaaaaaa-1", 0);
      await call("aaaaaaaa-2", 60);
      await call("aaaaaaaa-3", 120, [BERT, PHONE]);
      await call("aaaaaaab-1", 180);
      const { participations } = store;
      assert.deepEqual(await participations.ownCallIds(AS_ANNA, "aaaaaaaa", 5), ["aaaaaaaa-2", "aaaaaaaa-1"]);
      assert.deepEqual(await participations.ownCallIds(AS_ANNA, "aaaaaaaa", 1), ["aaaaaaaa-2"]);
      assert.deepEqual(await participations.ownCallIds(AS_ANNA, "aaaaaaaa-3", 5), []);
      assert.deepEqual(await participations.ownCallIds(AS_ADMIN, "aaaaaaaa", 5), []);
      assert.deepEqual(await looks(), []);
    });

    it("gives null for a call that is unknown, or that the person was not in", async () => {
      await call("call-1", 0, [BERT]);
      assert.equal(await store.participations.call(AS_ANNA, "anna", "call-1"), null);
      assert.equal(await store.participations.call(AS_ANNA, "anna", "call-2"), null);
    });

    it("refuses another person's calls, and says so by code", async () => {
      await call("call-1", 0);
      const refused = { name: "ServiceError", code: "not_allowed" };
      const { participations } = store;
      await assert.rejects(participations.find(AS_ANNA, { personId: "bert", ...EVER }), refused);
      await assert.rejects(participations.last(AS_ANNA, "bert", EVER.end), refused);
      await assert.rejects(participations.call(AS_ANNA, "bert", "call-1"), refused);
      assert.deepEqual(await looks(), []);
    });

    it("keeps the reason for a look, and shows it to the person", async () => {
      await call("call-1", 0);
      await store.participations.call({ ...AS_ADMIN, reason: "Ticket 4711" }, "anna", "call-1");
      await store.participations.call(AS_ADMIN, "anna", "call-1");
      const { looks: seen } = await store.accessLog.of(AS_ANNA, 5);
      assert.deepEqual(new Set(seen.map(({ reason }) => reason)), new Set(["Ticket 4711", null]));
    });

    it("logs every look of an admin at somebody else, and none at oneself", async () => {
      await call("call-1", 0);
      const { participations } = store;
      assert.equal((await participations.find(AS_ADMIN, { personId: "anna", ...EVER })).length, 1);
      assert.ok(await participations.last(AS_ADMIN, "anna", EVER.end));
      assert.ok(await participations.call(AS_ADMIN, "anna", "call-1"));
      await participations.find(AS_ADMIN, { personId: "admin", ...EVER });
      await participations.find(AS_ANNA, { personId: "anna", ...EVER });
      const by = { personId: "anna", viewerId: "admin", at: clock.now() };
      const logged = await looks();
      assert.equal(logged.length, 3);
      for (const look of [
        { what: "calls", ...EVER },
        { what: "lastCall", before: EVER.end },
        { what: "call", callId: "call-1" },
      ]) {
        assert.ok(
          logged.some((entry) => JSON.stringify(entry) === JSON.stringify({ ...by, look })),
          look.what,
        );
      }
    });

    it("names the users with most calls since an instant", async () => {
      await call("before", -DAY_SECONDS, [BERT]);
      await call("one", 0, [ANNA, BERT, PHONE]);
      await call("two", 60, [ANNA, PHONE]);
      await call("three", 120, [buildPerson("anna", { displayName: null }), PHONE]);
      assert.deepEqual(await store.participations.mostActive(BUILT_START, 5), [
        { personId: "anna", displayName: "Person anna", calls: 3 },
        { personId: "bert", displayName: "Person bert", calls: 1 },
      ]);
      assert.equal((await store.participations.mostActive(BUILT_START, 1)).length, 1);
    });

    it("keeps tenants apart", async () => {
      await call("call-1", 0);
      const { participations } = db.storeFor({ clock });
      assert.deepEqual(await participations.find(AS_ANNA, { personId: "anna", ...EVER }), []);
      assert.equal(await participations.call(AS_ANNA, "anna", "call-1"), null);
      assert.deepEqual(await participations.mostActive(BUILT_START, 5), []);
    });
  });
}
