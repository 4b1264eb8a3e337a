import assert from "node:assert/strict";
import type { Document } from "mongodb";
import type { CallRecord } from "../../../src/calls/call-record.ts";
import { CALL_RULE_DEFAULTS } from "../../../src/calls/rule-defaults.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import type { Participation } from "../../../src/calls/participation.ts";
import { createErasedPeople } from "../../../src/store/erased-people.ts";
import type { StoreContext } from "../../../src/store/store-context.ts";
import type { Store } from "../../../src/store/store.ts";
import {
  BUILT_START,
  buildGroupCall,
  buildMedia,
  buildParticipantEndpoint,
  buildPerson,
  buildServiceSession,
  buildTwoPartyCall,
  secondsIn,
} from "../../support/call-record-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { buildIncident } from "../../support/incident-builder.ts";
import { buildPstnCall } from "../../support/phone-call-builder.ts";
import { buildTellingCall, TELLING_END, TELLING_NETWORK } from "../../support/telling-call-builder.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";
import { failingAtWrite, watchWrites } from "../../support/watched-database.ts";

const NOW = new Date("2026-11-20T08:00:00Z");
const ZOE_ID = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
const ZOE = buildPerson(ZOE_ID, { displayName: "Zoe Zimmer" });
const BERT = buildPerson("bert");
const CHLOE = buildPerson("chloe");
const ADMIN = { personId: "admin", isAdmin: true };
const EVER = { start: new Date(0), end: new Date("2100-01-01T00:00:00Z") };
/** Whatever of Zoe's the calls below hold. */
const TRACES = /aaaaaaaa-bbbb|zoe|zimmer|203\.0\.113\.7|00:00:5e:00:53:07|terrible words|\+4915199/i;
type Parts = Omit<Store, "close"> & { tenantId: string };

const called = (version = 1): CallRecord => buildTellingCall(BERT, ZOE, { callId: "called", version });
const calling = (version = 1): CallRecord =>
  buildTwoPartyCall(ZOE, CHLOE, {
    callId: "calling",
    version,
    media: [buildMedia({ callerDevice: { renderDeviceName: "Zoe's Headset" }, callerNetwork: TELLING_NETWORK })],
    session: { caller: buildParticipantEndpoint(ZOE, TELLING_END) },
  });
const group = (version = 1): CallRecord =>
  buildGroupCall([ZOE, BERT, CHLOE], {
    callId: "group",
    version,
    sessions: [ZOE, BERT, CHLOE].map((person, index) =>
      buildServiceSession(person, {
        sessionId: `session-${index}`,
        caller: buildParticipantEndpoint(person, person === ZOE ? TELLING_END : {}),
      }),
    ),
  });
const organized = (version = 1): CallRecord =>
  buildGroupCall([BERT, CHLOE], {
    callId: "organized",
    version,
    organizer: ZOE,
    joinWebUrl: `https://teams.example/l/meetup-join/x/0?context=%7b%22Oid%22%3a%22${ZOE_ID.toUpperCase()}%22%7d`,
  });

for (const engine of testEngines()) {
  describe(`erasures on ${engine.name}`, () => {
    let db: TestDatabase;
    let clock: DrivenClock;
    let store: Parts;

    const written = new Set<string>();

    before(async () => {
      db = await openTestDatabase(engine);
      db.client.on("commandStarted", ({ commandName, command }) => {
        if (commandName === "insert" || commandName === "update") written.add(String(command[commandName]));
      });
    });
    after(() => db.close());
    beforeEach(() => {
      clock = new DrivenClock(NOW);
      store = db.storeFor({ clock });
    });

    const save = (record: CallRecord, into: Parts = store): Promise<unknown> =>
      into.callRecords.save(judgeCallRecord(record));
    const beside = (over: Partial<StoreContext>): Parts => db.storeFor({ clock, tenantId: store.tenantId, ...over });
    const callsOf = (personId: string): Promise<Participation[]> =>
      store.participations.find({ personId, isAdmin: false }, { personId, ...EVER });

    async function fill(into: Parts = store): Promise<void> {
      for (const record of [called(), calling(), group(), organized()]) await save(record, into);
      const ofZoe = { personId: ZOE_ID, callerNumber: "+4915199***", calleeNumber: "+4915199000" };
      await into.phoneCalls.save([buildPstnCall("row-1", ofZoe), buildPstnCall("row-2", { personId: "bert" })]);
      await into.preferences.save(ZOE_ID, { digest: true });
      await into.conversations.save({
        conversationId: "zoes-chat",
        conversationType: "personal",
        serviceUrl: "https://example.org",
        channelId: "msteams",
        botId: "bot",
        tenantId: "tenant",
        personId: ZOE_ID,
        teamId: null,
        locale: null,
        updatedAt: NOW,
      });
      await into.alertChannels.add({ conversationId: "19:channel", since: NOW, setBy: ZOE_ID });
      await into.participations.last({ ...ADMIN, reason: `Ticket of ${ZOE_ID}` }, ZOE_ID, EVER.end);
      await into.participations.last({ personId: ZOE_ID, isAdmin: true }, "bert", EVER.end);
      await into.rollups.refresh(10);
    }

    /** Everything that is stored for the tenant, keys included. */
    async function everything(tenantId = store.tenantId): Promise<Document[]> {
      const stored: Document[] = [];
      for (const name of written) {
        const documents = await db.database.collection(name).find({}).toArray();
        for (const document of documents) if (JSON.stringify(document).includes(tenantId)) stored.push(document);
      }
      return stored;
    }
    async function traces(tenantId = store.tenantId): Promise<Document[]> {
      return (await everything(tenantId)).filter((document) => TRACES.test(JSON.stringify(document)));
    }

    it("tells what is stored", async () => {
      await fill();
      assert.deepEqual(await store.erasures.stored(ZOE_ID.toUpperCase()), {
        participations: 3,
        sessions: 3,
        phoneCalls: 1,
        conversations: 1,
        looks: 1,
      });
      assert.deepEqual((await store.erasures.stored("nobody")).participations, 0);
    });

    it("leaves no trace of the person, and a receipt that names nobody", async () => {
      await fill();
      assert.ok((await traces()).length >= 15);
      const erasure = await store.erasures.erase(ZOE_ID.toUpperCase());
      assert.deepEqual(await traces(), []);
      assert.equal(erasure.at.getTime(), NOW.getTime());
      assert.deepEqual(erasure.erased, { participations: 3, sessions: 3, phoneCalls: 1, conversations: 1, looks: 1 });
      const receipts = await db.database.collection("erasures").find({ tenantId: store.tenantId }).toArray();
      assert.equal(receipts.length, 1);
      assert.match(JSON.stringify(receipts[0]), new RegExp(erasure.receiptId));
      const none = { participations: 0, sessions: 0, phoneCalls: 0, conversations: 0, looks: 0 };
      assert.deepEqual(await store.erasures.stored(ZOE_ID), none);
      assert.deepEqual(await callsOf(ZOE_ID), []);
    });

    it("leaves the others their figures, with an erased person in them", async () => {
      await fill();
      const before = { bert: await callsOf("bert"), chloe: await callsOf("chloe") };
      await store.erasures.erase(ZOE_ID);
      for (const person of ["bert", "chloe"] as const) {
        const after = await callsOf(person);
        const withoutNames = (calls: Participation[]): unknown[] =>
          calls.map((call) => ({ ...call, others: call.others.count }));
        assert.deepEqual(withoutNames(after), withoutNames(before[person]));
        const other = after.find(({ others }) => others.person !== null)?.others.person;
        assert.match(other?.id ?? "", /^erased-[0-9a-f]{32}$/);
        assert.deepEqual([other?.displayName, other?.kind], [null, "user"]);
      }
      const detail = await store.participations.call({ personId: "bert", isAdmin: false }, "bert", "called");
      assert.equal(detail?.sessions[0]?.callee.person?.displayName, null);
      assert.equal(detail?.sessions[0]?.segments[0]?.media[0]?.streams.length, 2);
      const { participations, feedback, people } = await (async () => {
        await store.rollups.refresh(10);
        return store.rollups.summary({ first: "2026-11-16", last: "2026-11-16" }, 1);
      })();
      assert.deepEqual([participations, feedback.poor, people], [9, 3, 3]);
      const active = await store.participations.mostActive(BUILT_START, 5);
      assert.deepEqual(active.map(({ personId }) => personId).sort(), ["bert", "chloe"]);
      const [mine] = await store.participations.find(ADMIN, { personId: "bert", ...EVER });
      assert.ok(mine);
    });

    it("keeps one pseudonym for a person, and another in another tenant", async () => {
      const pseudonymIn = async (parts: Parts): Promise<string> => {
        await fill(parts);
        await parts.erasures.erase(ZOE_ID);
        const { tenantId } = parts;
        const ids = await db.database.collection("participations").distinct("personId", { tenantId });
        const pseudonyms = ids.map(String).filter((id) => id.startsWith("erased-"));
        assert.equal(pseudonyms.length, 1);
        return pseudonyms.join();
      };
      assert.notEqual(await pseudonymIn(store), await pseudonymIn(db.storeFor({ clock })));
    });

    it("recognizes calls and telephone rows that arrive later", async () => {
      await fill();
      await store.erasures.erase(ZOE_ID);
      const other = beside({});
      for (const into of [store, other]) {
        for (const record of [called(), group(), calling(2), organized(2)]) await save(record, into);
      }
      await save({ ...group(), callId: "new", start: secondsIn(60) }, other);
      await other.phoneCalls.save([
        buildPstnCall("row-1", { personId: ZOE_ID }),
        buildPstnCall("row-3", { personId: ZOE_ID }),
      ]);
      const found = await traces();
      assert.deepEqual(found, []);
      const calls = (await callsOf("bert")).length;
      assert.equal(calls, 4);
      assert.deepEqual(await store.people.names([ZOE_ID]), new Map());
    });

    it("does not come back with looks, rules and incidents that knew the person", async () => {
      await fill();
      await store.erasures.erase(ZOE_ID);
      const late = beside({});
      await late.participations.last({ ...ADMIN, reason: "About Zoe" }, ZOE_ID, EVER.end);
      const { settings } = CALL_RULE_DEFAULTS.poorCall;
      const scope = { ...settings.scope, personGroup: { name: "Some", personIds: ["bert", ZOE_ID] } };
      const rule = { id: "poorCall", kind: "poorCall", isOn: true, updatedAt: NOW, updatedBy: "admin" } as const;
      await late.alertRules.save({ ...rule, settings: { ...settings, scope } }, null);
      const incident = buildIncident({ affected: { personIds: ["bert", ZOE_ID], callIds: ["called"] } });
      assert.equal(await late.incidents.save(incident, null), true);
      const more = { ...incident, revision: incident.revision + 1 };
      assert.equal(await late.incidents.save(more, incident), true);
      const [kept] = await late.incidents.open();
      assert.deepEqual(
        kept?.affected?.personIds.map((id) => id.slice(0, 7)),
        ["bert", "erased-"],
      );
      assert.deepEqual(await traces(), []);
    });

    it("marks people the same before and after, and tells nobody who they are", async () => {
      const markOf = await store.ruleReadings.personMarks();
      const mark = markOf(ZOE_ID);
      assert.match(mark, /^[0-9a-f]{32}$/);
      await fill();
      await store.erasures.erase(ZOE_ID);
      const [pseudonym] = (
        await db.database.collection("participations").distinct("personId", { tenantId: store.tenantId })
      )
        .map(String)
        .filter((id) => id.startsWith("erased-"));
      assert.equal(markOf(pseudonym ?? ""), mark);
      assert.equal((await beside({}).ruleReadings.personMarks())(ZOE_ID.toUpperCase()), mark);
      assert.notEqual((await db.storeFor({ clock }).ruleReadings.personMarks())(ZOE_ID), mark);
    });

    it("can be run again, with a new receipt", async () => {
      await fill();
      const first = await store.erasures.erase(ZOE_ID);
      const before = await everything();
      const second = await store.erasures.erase(ZOE_ID);
      assert.notEqual(second.receiptId, first.receiptId);
      assert.equal(second.erased.participations, 0);
      assert.equal((await everything()).length, before.length + 1);
    });

    it("ends what was cut short at any write", async () => {
      const plain = db.storeFor({ clock });
      await fill(plain);
      await plain.erasures.erase(ZOE_ID);
      const expected = (await everything(plain.tenantId)).length;
      let crashes = 0;
      for (let nth = 1; ; nth += 3) {
        const parts = db.storeFor({ clock });
        const { tenantId } = parts;
        await fill(parts);
        const dying = db.storeFor({ clock, tenantId, database: failingAtWrite(db.database, nth) });
        const crashed = await dying.erasures.erase(ZOE_ID).then(
          () => false,
          () => true,
        );
        if (!crashed) break;
        crashes += 1;
        await parts.erasures.erase(ZOE_ID);
        assert.deepEqual(await traces(tenantId), [], `after a crash at write ${nth}`);
        assert.equal((await everything(tenantId)).length, expected, `after a crash at write ${nth}`);
      }
      assert.ok(crashes >= 5, `${crashes} crashes`);
    }).timeout(120_000);

    it("catches a call that was being saved when its person was erased", async () => {
      await save(called());
      for (const nth of [1, 2, 3, 4, 5, 6, 7]) {
        const { tenantId, ...parts } = db.storeFor({ clock });
        const late = db.storeFor({
          clock,
          tenantId,
          database: watchWrites(db.database, async (write) => {
            if (write === nth) await parts.erasures.erase(ZOE_ID);
          }),
        });
        assert.equal(await save(called(), late), "saved");
        assert.deepEqual(await traces(tenantId), [], `erased before write ${nth}`);
        const people = await db.database.collection("participations").distinct("personId", { tenantId });
        assert.equal(people.length, 2, `erased before write ${nth}`);
      }
    }).timeout(60_000);

    it("takes the organizer out of a call whose header was on its way", async () => {
      const { tenantId, ...parts } = store;
      await save(organized());
      const erase = async (nth: number): Promise<void> => {
        if (nth === 7) await parts.erasures.erase(ZOE_ID);
      };
      const late = beside({ database: watchWrites(db.database, erase) });
      assert.equal(await save(organized(2), late), "saved");
      assert.deepEqual(await traces(tenantId), []);
    });

    it("erases, when a call is saved again, what its save left that failed before it could look", async () => {
      const late = beside({});
      await save(called(), late);
      await createErasedPeople({ database: db.database, tenantId: store.tenantId }).add(ZOE_ID);
      assert.equal(await save(called(), late), "saved");
      assert.deepEqual(await traces(), []);
      assert.equal(await save(called(), late), "unchanged");
    });
  });
}
