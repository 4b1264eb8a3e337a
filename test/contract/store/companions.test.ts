import assert from "node:assert/strict";
import type { CallRecord } from "../../../src/calls/call-record.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import type { Person } from "../../../src/calls/person.ts";
import { participationDocument, type ParticipationDocument } from "../../../src/store/participation-document.ts";
import type { Store } from "../../../src/store/store.ts";
import {
  BUILT_START,
  buildGroupCall,
  buildMedia,
  buildNetwork,
  buildPerson,
  buildServiceSession,
  buildTwoPartyCall,
  secondsIn,
} from "../../support/call-record-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { buildParticipation, buildParticipationNetwork } from "../../support/participation-builder.ts";
import { SettableClock } from "../../support/settable-clock.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const NOW = new Date("2030-03-04T08:00:00Z");
const ME = buildPerson("me", { displayName: "Max Muster" });
const ANNA = buildPerson("anna", { displayName: "Anna Schmidt" });
const ANNE = buildPerson("anne", { displayName: "Anne Müller" });
const WANG = buildPerson("wang", { displayName: "王小明" });
const AS_ME = { personId: "me", isAdmin: false };
const EVER = { personId: "me", start: new Date(0), end: new Date("2100-01-01T00:00:00Z") };

for (const engine of testEngines()) {
  describe(`companions on ${engine.name}`, () => {
    let db: TestDatabase;
    let store: Omit<Store, "close"> & { tenantId: string };

    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());
    beforeEach(() => {
      store = db.storeFor({ clock: new DrivenClock(NOW) });
    });

    const save = (record: CallRecord): Promise<unknown> => store.callRecords.save(judgeCallRecord(record));
    const group = (callId: string, people: Person[], start = BUILT_START): Promise<unknown> =>
      save({ ...buildGroupCall(people, { callId }), start });
    const found = async (name: string, query = EVER): Promise<Record<string, string[]>> => {
      const companions = await store.participations.companions(AS_ME, query, name);
      return Object.fromEntries(companions.map(({ id, callIds }) => [id, callIds.toSorted()]));
    };

    it("finds somebody in two-party and larger calls alike, most calls first", async () => {
      await save(buildTwoPartyCall(ANNA, ME, { callId: "two" }));
      await group("small", [ME, ANNE]);
      await group("large", [ME, ANNA, WANG]);
      await group("larger", [ANNA, ANNE, WANG, ME]);
      await group("not-mine", [ANNA, WANG, ANNE]);
      assert.deepEqual(await store.participations.companions(AS_ME, EVER, "anna"), [
        { id: "anna", displayName: "Anna Schmidt", callIds: ["two", "large", "larger"] },
      ]);
      const both = await store.participations.companions(AS_ME, EVER, "ann");
      assert.deepEqual(
        both.map(({ id, callIds }) => [id, callIds.length]),
        [
          ["anna", 3],
          ["anne", 2],
        ],
      );
      assert.deepEqual(await found("muller"), { anne: ["larger", "small"] });
      assert.deepEqual(await found("小明"), { wang: ["large", "larger"] });
      assert.deepEqual(await found("nobody"), {});
      assert.deepEqual(await found("max"), {}, "not oneself");
    });

    it("finds by id, also who has no name", async () => {
      const phone = buildPerson("+4930123456", { kind: "phone", displayName: null });
      await save(buildTwoPartyCall(ME, phone, { callId: "two" }));
      await group("large", [ME, phone, ANNA]);
      assert.deepEqual(await found(" +4930123456 "), { "+4930123456": ["large", "two"] });
      assert.deepEqual(await found("anna"), { anna: ["large"] });
    });

    it("looks at the interval only", async () => {
      await group("before", [ME, ANNA, WANG], secondsIn(-60));
      await group("in", [ME, ANNA, WANG]);
      await group("after", [ME, ANNA, WANG], secondsIn(60));
      const query = { personId: "me", start: BUILT_START, end: secondsIn(60) };
      assert.deepEqual(await found("anna", query), { anna: ["in"] });
    });

    it("knows somebody by a former name of a two-party call, in the larger calls too", async () => {
      await save(buildTwoPartyCall({ ...ANNA, displayName: "Anna Becker" }, ME, { callId: "two" }));
      await group("large", [ME, ANNA, WANG], secondsIn(60));
      assert.deepEqual(await found("becker"), { anna: ["large", "two"] });
    });

    it("is right also where a name says too little", async () => {
      const crowd = Array.from({ length: 130 }, (_, index) =>
        buildPerson(`crowd-${index}`, { displayName: `Alex Nr ${index}` }),
      );
      await group("crowd", crowd);
      await group("mine", [ME, ...crowd.slice(0, 3)]);
      await group("two", [ME, buildPerson("crowd-1", { displayName: "Alex Nr 1" })]);
      assert.deepEqual(await found("alex"), { "crowd-0": ["mine"], "crowd-1": ["mine", "two"], "crowd-2": ["mine"] });
    });

    it("is right in a meeting of 1,000 people, and for a person with 10,000 calls", async () => {
      const crowd = Array.from({ length: 998 }, (_, index) => buildPerson(`crowd-${index}`));
      await group("meeting", [ME, ANNA, ...crowd]);
      const stamp = { tenantId: store.tenantId, version: 1, revision: "1", expireAt: EVER.end };
      const documents = Array.from({ length: 10_000 }, (_, index) => {
        const callId = `call-${index}`;
        const start = secondsIn(index);
        const others = { count: 2, person: null };
        const mine = buildParticipation({ callId, personId: "me", start, others });
        const annas = buildParticipation({ callId, personId: "anna", start, others });
        return index % 10 === 0 ? [mine, annas] : [mine];
      }).flatMap((both) => both.map((one) => participationDocument({ ...stamp, callId: one.callId }, one, null)));
      await db.database.collection<ParticipationDocument>("participations").insertMany(documents);
      const { anna } = await found("schmidt");
      assert.equal(anna?.length, 1_001);
      assert.ok(anna.includes("meeting") && anna.includes("call-9990") && !anna.includes("call-9999"));
    }).timeout(60_000);

    it("is refused to others, and one look for an admin", async () => {
      await group("large", [ME, ANNA, WANG]);
      const { participations, accessLog } = store;
      await assert.rejects(participations.companions({ personId: "anna", isAdmin: false }, EVER, "wang"), {
        code: "not_allowed",
      });
      const admin = { personId: "admin", isAdmin: true };
      assert.equal((await participations.companions(admin, EVER, "anna")).length, 1);
      const { start, end } = EVER;
      assert.deepEqual(await accessLog.of(AS_ME, 5), {
        looks: [{ at: NOW, viewerId: "admin", look: { what: "calls", start, end }, reason: null }],
        more: 0,
      });
    });

    it("counts the people behind public addresses", async () => {
      const from = (
        person: Person,
        reflexiveIpAddress: string,
        callId: string,
        start = BUILT_START,
      ): Promise<unknown> =>
        save({
          ...buildGroupCall([person], {
            callId,
            sessions: [
              buildServiceSession(person, {
                media: [buildMedia({ callerNetwork: buildNetwork({ reflexiveIpAddress }) })],
              }),
            ],
          }),
          start,
        });
      await from(ME, "198.51.100.1", "one");
      await from(ME, "198.51.100.1", "two");
      await from(ANNA, "198.51.100.1", "three");
      await from(ANNA, "198.51.100.2", "four");
      await from(WANG, "198.51.100.2", "old", secondsIn(-1));
      const addresses = ["198.51.100.1", "198.51.100.2", "198.51.100.3", "198.51.100.1"];
      const { participations } = store;
      const counted = await participations.peopleByPublicAddress(addresses, BUILT_START, 3);
      assert.deepEqual(
        counted,
        new Map([
          ["198.51.100.1", 2],
          ["198.51.100.2", 1],
        ]),
      );
      assert.equal((await participations.peopleByPublicAddress([], BUILT_START, 3)).size, 0);

      await from(WANG, "198.51.100.1", "five");
      const few = await participations.peopleByPublicAddress(addresses, BUILT_START, 2);
      assert.ok((few.get("198.51.100.1") ?? 0) >= 2);
      assert.equal(few.get("198.51.100.2"), 1);
    });

    const uses = (personId: string, reflexiveIpAddress: string, calls: number): ParticipationDocument[] =>
      Array.from({ length: calls }, (_, index) => {
        const callId = `${reflexiveIpAddress} ${index}`;
        const expireAt = new Date("2100-01-01T00:00:00Z");
        const stamp = { tenantId: store.tenantId, callId, version: 1, revision: "1", expireAt };
        const network = buildParticipationNetwork({ reflexiveIpAddress });
        return participationDocument(stamp, buildParticipation({ callId, personId, network }), null);
      });

    it("takes an address that had enough people for an office for an hour", async () => {
      const clock = new SettableClock(NOW);
      store = db.storeFor({ clock });
      const documents = db.database.collection<ParticipationDocument>("participations");
      await documents.insertMany(["a", "b", "c"].flatMap((id) => uses(id, "198.51.100.1", 2)));
      const count = async (enough: number, since = BUILT_START): Promise<number | undefined> =>
        (await store.participations.peopleByPublicAddress(["198.51.100.1"], since, enough)).get("198.51.100.1");
      assert.equal(await count(3), 3);
      await documents.deleteMany({ personId: { $in: ["b", "c"] }, tenantId: store.tenantId });
      assert.equal(await count(3), 3);
      assert.equal(await count(4), 1);
      assert.equal(await count(3, secondsIn(7_200)), undefined);
      clock.set(new Date(NOW.getTime() + 3_600_000));
      assert.equal(await count(3), 1);
    });

    it("counts people behind addresses that one of them uses all the time", async () => {
      const documents = [
        ...uses("a", "198.51.100.1", 600),
        ...uses("b", "198.51.100.1", 1),
        ...uses("a", "198.51.100.2", 30),
        ...["a", "b", "c", "d"].flatMap((id) => uses(id, "198.51.100.3", 50)),
      ];
      await db.database.collection<ParticipationDocument>("participations").insertMany(documents);
      const addresses = ["198.51.100.3", "198.51.100.1", "198.51.100.2", "198.51.100.4"];
      const counted = await store.participations.peopleByPublicAddress(addresses, BUILT_START, 3);
      assert.equal(counted.get("198.51.100.1"), 2);
      assert.equal(counted.get("198.51.100.2"), 1);
      assert.ok((counted.get("198.51.100.3") ?? 0) >= 3);
      assert.equal(counted.size, 3);
    });
  });
}
