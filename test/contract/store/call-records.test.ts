import assert from "node:assert/strict";
import type { Document } from "mongodb";
import type { CallRecord } from "../../../src/calls/call-record.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import type { JudgedCallRecord } from "../../../src/calls/judged-call-record.ts";
import type { Store } from "../../../src/store/store.ts";
import { buildGroupCall, buildPerson, buildServiceSession, secondsIn } from "../../support/call-record-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";
import { failingAtWrite, watchWrites } from "../../support/watched-database.ts";

const NOW = new Date("2030-03-04T08:00:00Z");
const ANNA = buildPerson("anna");
const BERT = buildPerson("bert");
const CHLOE = buildPerson("chloe");
const CHILD_COLLECTIONS = ["callSessions", "participations"] as const;

function recent(record: Partial<CallRecord> = {}, people = [ANNA, BERT]): JudgedCallRecord {
  return judgeCallRecord(buildGroupCall(people, record));
}

/** The same version as a list answer gives it: no sessions. */
function withoutSessions(judged: JudgedCallRecord): JudgedCallRecord {
  return judgeCallRecord({ ...judged.record, sessions: [] });
}

for (const engine of testEngines()) {
  describe(`call records on ${engine.name}`, () => {
    let db: TestDatabase;
    let clock: DrivenClock;
    let store: Omit<Store, "close"> & { tenantId: string };

    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());
    beforeEach(() => {
      clock = new DrivenClock(NOW);
      store = db.storeFor({ clock });
    });

    /** Everything stored for a tenant, without what differs from one save to the next. */
    async function content(tenantId: string): Promise<Document[]> {
      const stored: Document[] = [];
      for (const name of ["callRecords", ...CHILD_COLLECTIONS]) {
        const documents = await db.database.collection(name).find({ tenantId }).sort({ _id: 1 }).toArray();
        for (const document of documents) {
          // The fingerprint is keyed, by another key for each tenant.
          const { _id, revision, sequence, savedAt, expireAt, fingerprint, ...rest } = document;
          assert.ok(revision && expireAt && (name !== "callRecords" || (savedAt && sequence && fingerprint)));
          stored.push({ ...rest, collection: name, key: String(_id).replace(tenantId, ""), tenantId: null });
        }
      }
      return stored;
    }

    /** What a single save of this record into an empty store leaves. */
    async function contentOf(judged: JudgedCallRecord): Promise<Document[]> {
      const other = db.storeFor({ clock });
      assert.equal(await other.callRecords.save(judged), "saved");
      return content(other.tenantId);
    }

    it("saves a call once, and says so when it is saved again", async () => {
      const judged = recent();
      assert.equal(await store.callRecords.save(judged), "saved");
      const first = await content(store.tenantId);
      await clock.advance(60_000);
      assert.equal(await store.callRecords.save(judged), "unchanged");
      assert.deepEqual(await content(store.tenantId), first);
      assert.equal(first.length, 1 + 2 + 2);
      assert.equal(await store.callRecords.count(), 1);
      assert.deepEqual(await store.callRecords.versions(["call-1", "call-2"]), new Map([["call-1", 1]]));
    });

    it("does not mind the order of participants and sessions", async () => {
      const judged = recent();
      await store.callRecords.save(judged);
      const reversed = {
        ...judged,
        record: { ...judged.record, participants: judged.record.participants.toReversed() },
        sessions: judged.sessions.toReversed(),
        participations: judged.participations.toReversed(),
      };
      assert.equal(await store.callRecords.save(reversed), "unchanged");
    });

    it("replaces the whole child set with a newer version", async () => {
      await store.callRecords.save(recent({ version: 1 }, [ANNA, BERT, CHLOE]));
      const newer = recent({ version: 5 }, [ANNA, BERT]);
      assert.equal(await store.callRecords.save(newer), "saved");
      assert.deepEqual(await content(store.tenantId), await contentOf(newer));
      assert.equal((await store.callRecords.versions(["call-1"])).get("call-1"), 5);
    });

    it("refuses an older version", async () => {
      const newer = recent({ version: 5 });
      await store.callRecords.save(newer);
      assert.equal(await store.callRecords.save(recent({ version: 4 }, [ANNA, BERT, CHLOE])), "stale");
      assert.deepEqual(await content(store.tenantId), await contentOf(newer));
    });

    it("compares versions as numbers, also large ones", async () => {
      await store.callRecords.save(recent({ version: 9 }));
      assert.equal(await store.callRecords.save(recent({ version: 10 })), "saved");
      assert.equal(await store.callRecords.save(recent({ version: Number.MAX_SAFE_INTEGER })), "saved");
      assert.equal(await store.callRecords.save(recent({ version: 10 })), "stale");
    });

    it("keeps the more complete copy of one version, whichever comes first", async () => {
      const whole = recent();
      for (const order of [
        [whole, withoutSessions(whole)],
        [withoutSessions(whole), whole],
      ]) {
        const { callRecords, tenantId } = db.storeFor({ clock });
        for (const judged of order) await callRecords.save(judged);
        assert.deepEqual(await content(tenantId), await contentOf(whole));
      }
    });

    it("takes a newer version even when it holds less", async () => {
      const whole = recent({ version: 1 });
      await store.callRecords.save(whole);
      const bare = judgeCallRecord({ ...whole.record, version: 2, sessions: [] });
      assert.equal(await store.callRecords.save(bare), "saved");
      assert.deepEqual(await content(store.tenantId), await contentOf(bare));
    });

    it("takes the later of two different copies that are equally complete", async () => {
      await store.callRecords.save(recent({ joinWebUrl: "https://example.org/first" }));
      for (const joinWebUrl of ["https://example.org/second", "https://example.org/first"]) {
        const judged = recent({ joinWebUrl });
        assert.equal(await store.callRecords.save(judged), "saved");
        assert.deepEqual(await content(store.tenantId), await contentOf(judged));
      }
    });

    it("saves again what newer rules judged otherwise, and not what older ones did", async () => {
      const judged = recent();
      await store.callRecords.save(judged);
      assert.equal(await store.callRecords.save({ ...judged, ruleVersion: judged.ruleVersion + 1 }), "saved");
      assert.equal(await store.callRecords.save(judged), "unchanged");
    });

    it("leaves what one save leaves when it is saved again after a crash between any two steps", async () => {
      const older = recent({ version: 1 }, [ANNA, BERT, CHLOE]);
      const newer = recent({ version: 2 });
      const expected = await contentOf(newer);
      let crashes = 0;
      for (let nth = 1; ; nth += 1) {
        const { tenantId, callRecords } = db.storeFor({ clock });
        await callRecords.save(older);
        const dying = db.storeFor({ clock, tenantId, database: failingAtWrite(db.database, nth) });
        const crashed = await dying.callRecords.save(newer).then(
          () => false,
          () => true,
        );
        if (!crashed) break;
        crashes += 1;
        const held = (await callRecords.versions(["call-1"])).get("call-1");
        assert.equal(held, 1, "the header tells the new version only once everything else is there");
        assert.equal(await callRecords.save(newer), "saved");
        assert.deepEqual(await content(tenantId), expected, `after a crash at write ${nth}`);
      }
      assert.equal(crashes, 7, "people, two kinds of children in, two out, the day, the header");
    });

    it("never has fewer people in a call while it is saved again", async () => {
      const newer = recent({ version: 2 }, [ANNA, CHLOE]);
      const { tenantId, callRecords } = store;
      await callRecords.save(recent({ version: 1 }));
      const dying = db.storeFor({ clock, tenantId, database: failingAtWrite(db.database, 4) });
      await assert.rejects(dying.callRecords.save(newer), /the database is gone/);
      const people = await db.database.collection("participations").distinct("personId", { tenantId });
      assert.deepEqual(people.sort(), ["anna", "bert", "chloe"]);
    });

    it("lets a late save of an older version change nothing, whether it ends or dies half-way", async () => {
      const older = recent({ version: 1 }, [ANNA, BERT, CHLOE]);
      const newer = recent({ version: 2 });
      const expected = await contentOf(newer);
      for (const diesAt of [null, 2, 3, 4, 5, 6, 7]) {
        const { tenantId, callRecords } = db.storeFor({ clock });
        // It has read that nothing is held; before its first write the newer version comes and goes.
        const database = watchWrites(db.database, async (nth) => {
          if (nth === 1) assert.equal(await callRecords.save(newer), "saved");
          if (nth === diesAt) throw new Error("the database is gone");
        });
        const late = db.storeFor({ clock, tenantId, database }).callRecords.save(older);
        if (diesAt === null) {
          assert.equal(await late, "stale");
        } else {
          await assert.rejects(late, /the database is gone/);
          assert.equal(await callRecords.save(older), "stale", "its job runs again");
        }
        assert.deepEqual(await content(tenantId), expected, `dies at write ${diesAt}`);
      }
    });

    it("ends with one whole version when several are saved at the same time", async () => {
      const versions = [3, 1, 4, 2, 4].map((version) =>
        recent({ version }, version % 2 === 0 ? [ANNA, BERT] : [BERT, CHLOE, buildPerson(`guest-${version}`)]),
      );
      const outcomes = await Promise.all(versions.map((judged) => store.callRecords.save(judged)));
      assert.ok(outcomes.includes("saved"));
      const newest = recent({ version: 4 });
      assert.equal(await store.callRecords.save(newest), "unchanged");
      assert.deepEqual(await content(store.tenantId), await contentOf(newest));
    });

    it("tells sessions apart that share an id", async () => {
      const sessions = [
        buildServiceSession(ANNA, { sessionId: "same" }),
        buildServiceSession(ANNA, { sessionId: "same", start: secondsIn(60) }),
        buildServiceSession(BERT, { sessionId: "same" }),
      ];
      await store.callRecords.save(recent({ sessions }));
      assert.equal(await db.database.collection("callSessions").countDocuments({ tenantId: store.tenantId }), 3);
    });

    it("saves a meeting of 1,500 sessions, and its next version", async () => {
      const people = Array.from({ length: 1_500 }, (_, index) => buildPerson(`person-${index}`));
      assert.equal(await store.callRecords.save(recent({ version: 1 }, people)), "saved");
      assert.equal(await store.callRecords.save(recent({ version: 2 }, people.slice(1))), "saved");
      const { tenantId } = store;
      for (const name of CHILD_COLLECTIONS) {
        const collection = db.database.collection(name);
        assert.equal(await collection.countDocuments({ tenantId }), 1_499);
        assert.equal(await collection.countDocuments({ tenantId, version: 2 }), 1_499);
      }
    }).timeout(30_000);

    it("saves other calls while a large one is being written", async () => {
      const small = recent({ callId: "small" });
      const people = Array.from({ length: 101 }, (_, index) => buildPerson(`person-${index}`));
      const others: Promise<unknown>[] = [];
      const database = watchWrites(db.database, async (_, collection) => {
        if (others.length > 0 || !CHILD_COLLECTIONS.some((name) => name === collection)) return;
        others.push(callRecords.save(small));
        await Promise.all(others);
      });
      const { callRecords } = db.storeFor({ clock, tenantId: store.tenantId, database });
      assert.equal(await callRecords.save(recent({}, people)), "saved");
      assert.deepEqual(await Promise.all(others), ["saved"]);
      assert.equal(await store.callRecords.count(), 2);
    });

    it("keeps a call for the retention from its start, an imported old one from its import", async () => {
      const days = (count: number): number => count * 86_400_000;
      const { callRecords, tenantId } = db.storeFor({ clock, retentionDays: 30 });
      const shifted = (callId: string, start: Date): JudgedCallRecord => {
        const { record, ...rest } = recent({ callId });
        return { record: { ...record, start }, ...rest };
      };
      await callRecords.save(shifted("recent", new Date(NOW.getTime() - days(10))));
      await callRecords.save(shifted("old", new Date(NOW.getTime() - days(300))));
      for (const name of ["callRecords", ...CHILD_COLLECTIONS]) {
        for (const [callId, expected] of [
          ["recent", days(20)],
          ["old", days(30)],
        ] as const) {
          const document = await db.database.collection(name).findOne({ tenantId, callId });
          const expireAt: unknown = document?.expireAt;
          assert.deepEqual(expireAt, new Date(NOW.getTime() + expected), `${name} ${callId}`);
        }
      }
    });

    it("stores no user principal name, wherever a value may carry one", async () => {
      const person = { ...ANNA, userPrincipalName: "anna@example.org" };
      await store.callRecords.save(recent({ organizer: person }, [person, BERT]));
      assert.doesNotMatch(JSON.stringify(await content(store.tenantId)), /userPrincipalName|anna@example/);
    });

    it("keeps tenants apart", async () => {
      await store.callRecords.save(recent());
      const other = db.storeFor({ clock });
      assert.equal(await other.callRecords.count(), 0);
      assert.equal((await other.callRecords.versions(["call-1"])).size, 0);
    });
  });
}
