import assert from "node:assert/strict";
import type { Document } from "mongodb";
import type { CallRecord } from "../../../src/calls/call-record.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import type { Store } from "../../../src/store/store.ts";
import {
  BUILT_START,
  buildGroupCall,
  buildPerson,
  buildServiceSession,
  buildTwoPartyCall,
} from "../../support/call-record-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { buildPstnCall } from "../../support/phone-call-builder.ts";
import { buildTellingCall } from "../../support/telling-call-builder.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";
import { failingAtWrite } from "../../support/watched-database.ts";

const DAY_MS = 86_400_000;
const DAYS = 30;
const ZOE = buildPerson("zoes-id", { displayName: "Zoe Zimmer" });
const BERT = buildPerson("berts-id", { displayName: "Bert Baum" });
const PHONE = buildPerson("+4915112345678", { kind: "phone" });
const EVER = { start: new Date(0), end: new Date("2100-01-01T00:00:00Z") };
/** Whatever of people the calls below hold beside ids of users. */
const TRACES = /Zoe|Zimmer|Bert|Baum|203\.0\.113|00:00:5E|terrible words|\+49|meetup-join/;
type Parts = Omit<Store, "close"> & { tenantId: string };

const twoParty = (version = 1): CallRecord => buildTellingCall(BERT, ZOE, { callId: "two", version });
const byPhone = (): CallRecord => buildTwoPartyCall(PHONE, ZOE, { callId: "phone" });
const group = (): CallRecord =>
  buildGroupCall([ZOE, BERT], {
    callId: "group",
    organizer: ZOE,
    joinWebUrl: "https://teams.example/l/meetup-join/x/0",
    sessions: [ZOE, BERT].map((person, index) => buildServiceSession(person, { sessionId: `session-${index}` })),
  });
/** Graph hid who it was, and not where. */
const hidden = (): CallRecord => {
  const call = twoParty();
  const sessions = call.sessions.map((one) => ({ ...one, callee: { ...one.callee, person: null } }));
  return { ...call, callId: "hidden", sessions };
};

for (const engine of testEngines()) {
  describe(`personal fields on ${engine.name}`, () => {
    let db: TestDatabase;
    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());

    const young = new DrivenClock(new Date(BUILT_START.getTime() + DAY_MS));
    const old = new DrivenClock(new Date(BUILT_START.getTime() + (DAYS + 1) * DAY_MS));
    const storeAt = (clock: DrivenClock, tenantId?: string, personalFieldsDays: number | null = DAYS): Parts =>
      db.storeFor({ clock, personalFieldsDays, ...(tenantId !== undefined && { tenantId }) });
    const save = (store: Parts, record: CallRecord): Promise<unknown> =>
      store.callRecords.save(judgeCallRecord(record));

    async function fill(store: Parts): Promise<void> {
      for (const record of [twoParty(), byPhone(), group(), hidden()]) await save(store, record);
      const numbers = { callerNumber: "+4915112345678", calleeNumber: "+4930123***" };
      await store.phoneCalls.save([buildPstnCall("row-1", { start: BUILT_START, personId: ZOE.id, ...numbers })]);
    }

    async function everything(tenantId: string): Promise<Document[]> {
      const names = ["callRecords", "callSessions", "participations", "phoneCalls", "personalFieldsPasses"];
      const found = await Promise.all(names.map((name) => db.database.collection(name).find({}).toArray()));
      return found.flat().filter((document) => JSON.stringify(document).includes(tenantId));
    }
    const traces = async (tenantId: string): Promise<Document[]> =>
      (await everything(tenantId)).filter((document) => TRACES.test(JSON.stringify(document)));

    const callsOf = (store: Parts, personId: string) =>
      store.participations.find({ personId, isAdmin: false }, { personId, ...EVER });

    it("stay while calls are young, and go when they are old; ids and figures stay", async () => {
      const store = storeAt(young);
      const { tenantId } = store;
      await fill(store);
      const before = await callsOf(store, ZOE.id);
      assert.equal(await store.personalFields.clear(10), false);
      assert.equal((await traces(tenantId)).length, 18);

      const later = storeAt(old, tenantId);
      assert.equal(await later.personalFields.clear(10), false);
      assert.deepEqual(await traces(tenantId), []);
      const after = await callsOf(later, ZOE.id);
      const figures = ({ callId, quality, durationSeconds, reasons, streamCounts }: (typeof after)[number]) => ({
        callId,
        quality,
        durationSeconds,
        reasons,
        streamCounts,
      });
      assert.deepEqual(after.map(figures), before.map(figures));
      const two = after.find(({ callId }) => callId === "two");
      assert.deepEqual(two?.others.person, { id: BERT.id, kind: "user", displayName: null });
      assert.deepEqual(
        two.ratings.map(({ rating, tokens, text }) => [rating, tokens, text]),
        [["bad", ["Echo"], null]],
      );
      const telephone = after.find(({ callId }) => callId === "phone")?.others.person;
      assert.match(telephone?.id ?? "", /^erased-[0-9a-f]{32}$/);
      const detail = await later.participations.call({ personId: ZOE.id, isAdmin: false }, ZOE.id, "two");
      assert.equal(detail?.sessions[0]?.segments[0]?.media[0]?.calleeNetwork.subnet, "10.1.2.0");
    });

    it("go in parts, and nothing changes when it is done again", async () => {
      const store = storeAt(young);
      await fill(store);
      const later = storeAt(old, store.tenantId);
      let rounds = 1;
      while (await later.personalFields.clear(1)) rounds += 1;
      assert.ok(rounds >= 4, `${rounds} rounds`);
      const before = await everything(store.tenantId);
      assert.equal(await later.personalFields.clear(1), false);
      assert.deepEqual(await everything(store.tenantId), before);
    });

    it("are not brought back by what arrives late, nor by the same record again", async () => {
      const store = storeAt(young);
      const { tenantId } = store;
      await save(store, twoParty());
      const later = storeAt(old, tenantId);
      await later.personalFields.clear(10);
      assert.equal(await save(later, twoParty()), "unchanged");
      assert.equal(await save(later, twoParty(2)), "saved");
      await fill(later);
      assert.deepEqual(await traces(tenantId), []);
    });

    it("go where the number of days was set to fewer, or to more and to fewer again", async () => {
      const store = storeAt(old, undefined, null);
      const { tenantId } = store;
      await fill(store);
      assert.equal((await traces(tenantId)).length, 18);
      assert.equal(await storeAt(old, tenantId, DAYS).personalFields.clear(10), false);
      assert.deepEqual(await traces(tenantId), []);
      const longer = storeAt(old, tenantId, 10 * DAYS);
      await longer.personalFields.clear(10);
      await save(longer, { ...twoParty(), callId: "late" });
      assert.equal((await traces(tenantId)).length, 4);
      await storeAt(old, tenantId, DAYS).personalFields.clear(10);
      assert.deepEqual(await traces(tenantId), []);
    });

    it("go from the directory with the last call that brought the name", async () => {
      const store = storeAt(young, undefined, null);
      const { tenantId } = store;
      await save(store, twoParty());
      await storeAt(young, tenantId).personalFields.clear(10);
      const people = await db.database.collection<{ expireAt: Date }>("people").find({ tenantId }).toArray();
      const days = people.map(({ expireAt }) => (expireAt.getTime() - young.now().getTime()) / DAY_MS);
      assert.deepEqual(days, [DAYS + 7, DAYS + 7]);
    });

    it("go in the end whatever write it was cut short at", async () => {
      let crashes = 0;
      for (let nth = 1; ; nth += 2) {
        const { tenantId, ...store } = storeAt(young);
        await fill({ tenantId, ...store });
        const database = failingAtWrite(db.database, nth);
        const dying = db.storeFor({ clock: old, personalFieldsDays: DAYS, tenantId, database });
        const crashed = await dying.personalFields.clear(10).then(
          () => false,
          () => true,
        );
        if (!crashed) break;
        crashes += 1;
        assert.equal(await storeAt(old, tenantId).personalFields.clear(10), false);
        assert.deepEqual(await traces(tenantId), [], `after a crash at write ${nth}`);
      }
      assert.ok(crashes >= 5, `${crashes} crashes`);
    }).timeout(60_000);
  });
}
