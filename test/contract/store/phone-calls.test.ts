import assert from "node:assert/strict";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import type { JoinedPhoneCall } from "../../../src/calls/phone-call.ts";
import type { Viewer } from "../../../src/calls/viewer.ts";
import type { CallLogProgress } from "../../../src/store/phone-calls.ts";
import type { Store } from "../../../src/store/store.ts";
import {
  BUILT_START,
  buildGroupCall,
  buildPerson,
  buildTwoPartyCall,
  secondsIn,
} from "../../support/call-record-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { buildDirectRoutingCall, buildPstnCall } from "../../support/phone-call-builder.ts";
import { openTestDatabase, testEngines, TEST_RETENTION_DAYS, type TestDatabase } from "../../support/test-store.ts";

const ANNA = buildPerson("anna");
const BERT = buildPerson("bert");
const PHONE = buildPerson("+4915112345***", { kind: "phone", displayName: null, tenantId: null });
const AS_ANNA: Viewer = { personId: "anna", isAdmin: false };
const AS_BERT: Viewer = { personId: "bert", isAdmin: false };
const AS_ADMIN: Viewer = { personId: "admin", isAdmin: true };
const NOW = new Date("2030-03-04T08:00:00Z");

for (const engine of testEngines()) {
  describe(`phone calls on ${engine.name}`, () => {
    let db: TestDatabase;
    let store: Omit<Store, "close"> & { tenantId: string };

    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());
    beforeEach(() => {
      store = db.storeFor({ clock: new DrivenClock(NOW) });
    });

    const savePhoneCall = (callId: string, start = BUILT_START): Promise<unknown> =>
      store.callRecords.save(judgeCallRecord({ ...buildTwoPartyCall(PHONE, ANNA, { callId }), start }));
    const ofCall = async (callId: string, viewer = AS_ANNA, personId = "anna"): Promise<JoinedPhoneCall | null> =>
      (await store.participations.call(viewer, personId, callId))?.phoneCall ?? null;
    const held = (): Promise<number> =>
      db.database.collection("phoneCalls").countDocuments({ tenantId: store.tenantId });

    it("shows the row that names the call, exactly as it was", async () => {
      const callId = "abcdef00-0000-4000-8000-000000000001";
      await savePhoneCall(callId);
      const row = buildDirectRoutingCall("row-1", callId.toUpperCase(), { start: secondsIn(3000) });
      await store.phoneCalls.save([row, buildDirectRoutingCall("row-2", "call-2")]);
      assert.deepEqual(await ofCall(callId), { ...row, joinedBy: "correlationId" });
    });

    it("shows the row that fits by person and start, whichever came first", async () => {
      const row = buildPstnCall("row-1", { start: secondsIn(4.2) });
      await store.phoneCalls.save([row]);
      await savePhoneCall("call-1");
      assert.deepEqual(await ofCall("call-1"), { ...row, joinedBy: "personAndStart" });
      await savePhoneCall("call-2", secondsIn(600));
      assert.equal(await ofCall("call-2"), null);
      await store.phoneCalls.save([buildPstnCall("row-2", { start: secondsIn(601) })]);
      assert.equal((await ofCall("call-2"))?.rowId, "row-2");
    });

    it("shows none where two rows, or two calls, fit", async () => {
      await savePhoneCall("call-1");
      await store.phoneCalls.save([buildPstnCall("row-1"), buildPstnCall("row-2", { start: secondsIn(3) })]);
      assert.equal(await ofCall("call-1"), null);
      await savePhoneCall("call-2", secondsIn(600));
      await savePhoneCall("call-3", secondsIn(603));
      await store.phoneCalls.save([buildPstnCall("row-3", { start: secondsIn(601) })]);
      assert.equal(await ofCall("call-2"), null);
      assert.equal(await ofCall("call-3"), null);
    });

    it("joins by person and start only calls with a telephone in them", async () => {
      await store.callRecords.save(judgeCallRecord(buildTwoPartyCall(BERT, ANNA, { callId: "without" })));
      await store.phoneCalls.save([buildPstnCall("row-1")]);
      assert.equal(await ofCall("without"), null);
      await store.callRecords.save(judgeCallRecord(buildGroupCall([ANNA, BERT, PHONE], { callId: "with" })));
      assert.equal((await ofCall("with"))?.rowId, "row-1");
    });

    it("shows a row to its own person and to nobody else in the call", async () => {
      await store.callRecords.save(judgeCallRecord(buildGroupCall([ANNA, BERT, PHONE], { callId: "call-1" })));
      await store.phoneCalls.save([
        buildDirectRoutingCall("row-1", "call-1"),
        buildDirectRoutingCall("row-2", "call-1", { personId: null }),
      ]);
      assert.equal((await ofCall("call-1"))?.rowId, "row-1");
      assert.equal(await ofCall("call-1", AS_BERT, "bert"), null);
      await assert.rejects(ofCall("call-1", AS_BERT), { code: "not_allowed" });
      assert.equal((await ofCall("call-1", AS_ADMIN))?.rowId, "row-1");
      const looks = db.database.collection("accessLog").countDocuments({ tenantId: store.tenantId, personId: "anna" });
      assert.equal(await looks, 1);
    });

    it("keeps a row once, in its latest form, in its own tenant, as long as calls", async () => {
      await savePhoneCall("call-1");
      const row = buildDirectRoutingCall("same", "call-1");
      await store.phoneCalls.save([row, buildPstnCall("same", { start: secondsIn(9000) })]);
      await store.phoneCalls.save([{ ...row, durationSeconds: 61 }]);
      await store.phoneCalls.save([]);
      assert.equal(await held(), 2);
      assert.equal((await ofCall("call-1"))?.durationSeconds, 61);
      const other = db.storeFor({ clock: new DrivenClock(NOW) });
      await other.phoneCalls.save([row]);
      assert.equal(await held(), 2);
      const [document] = await db.database
        .collection<{ expireAt: Date }>("phoneCalls")
        .find({ tenantId: store.tenantId, kind: "directRouting" })
        .toArray();
      // The row is older than calls are kept, so it counts from now.
      assert.deepEqual(document?.expireAt, new Date(NOW.getTime() + TEST_RETENTION_DAYS * 86_400_000));
    });

    it("takes more rows than one write holds", async () => {
      await store.phoneCalls.save(Array.from({ length: 2500 }, (_, index) => buildPstnCall(`row-${index}`)));
      assert.equal(await held(), 2500);
    });

    it("remembers how far each log was read", async () => {
      assert.deepEqual(await store.phoneCalls.progress(), []);
      const pstn: CallLogProgress = {
        kind: "pstn",
        readThrough: NOW,
        pulledAt: NOW,
        pull: { place: BUILT_START, end: NOW },
        rows: 12,
        dueAt: NOW,
        lastError: { code: "graph_forbidden", at: NOW },
      };
      const directRouting: CallLogProgress = {
        kind: "directRouting",
        readThrough: null,
        pulledAt: null,
        pull: null,
        rows: 0,
        dueAt: BUILT_START,
        lastError: null,
      };
      await store.phoneCalls.saveProgress(directRouting);
      await store.phoneCalls.saveProgress({ ...pstn, rows: 3 });
      await store.phoneCalls.saveProgress(pstn);
      assert.deepEqual(await store.phoneCalls.progress(), [directRouting, pstn]);
      assert.deepEqual(await db.storeFor({ clock: new DrivenClock(NOW) }).phoneCalls.progress(), []);
    });
  });
}
