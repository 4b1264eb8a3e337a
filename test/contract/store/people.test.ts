import assert from "node:assert/strict";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import type { Person } from "../../../src/calls/person.ts";
import { createPeople } from "../../../src/store/people.ts";
import type { Store } from "../../../src/store/store.ts";
import { BUILT_START, buildGroupCall, buildPerson, secondsIn } from "../../support/call-record-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";
import { watchWrites } from "../../support/watched-database.ts";

const NOW = new Date("2026-11-20T08:00:00Z");
const DAY_MS = 86_400_000;
const AS_ANNA = { personId: "anna", isAdmin: false };

const named = (id: string, displayName: string | null, over: Partial<Person> = {}): Person =>
  buildPerson(id, { displayName, ...over });

for (const engine of testEngines()) {
  describe(`people, preferences and looks on ${engine.name}`, () => {
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

    const call = (callId: string, people: Person[], start = BUILT_START, into = store): Promise<unknown> =>
      into.callRecords.save(judgeCallRecord({ ...buildGroupCall(people, { callId }), start }));
    const expiryOf = async (personId: string): Promise<unknown> =>
      (await db.database.collection("people").findOne({ tenantId: store.tenantId, personId }))?.expireAt as unknown;

    it("finds users and guests by words of their name, by name", async () => {
      await call("one", [
        named("3", "Anna Zuse"),
        named("1", "Änna Abel", { kind: "guest" }),
        named("2", "王小明"),
        named("4", "Anna Bot", { kind: "bot" }),
        named("5", null),
      ]);
      const ids = async (name: string, limit = 10): Promise<string[]> =>
        (await store.people.named(name, limit)).map(({ id }) => id);
      assert.deepEqual(await ids("anna"), ["1", "3"]);
      assert.deepEqual(await ids("ANN z"), ["3"]);
      assert.deepEqual(await ids("anna", 1), ["1"]);
      assert.deepEqual(await ids("小明"), ["2"]);
      assert.deepEqual(await ids("zu an"), ["3"]);
      assert.deepEqual(await ids("nna"), []);
      assert.deepEqual(await ids(" "), []);
      assert.deepEqual(await store.people.named("zuse", 5), [{ id: "3", displayName: "Anna Zuse" }]);
      assert.deepEqual(await store.people.names(["1", "5", "9"]), new Map([["1", "Änna Abel"]]));
    });

    it("keeps the latest call's name, whatever order calls are saved in, and whoever saves them", async () => {
      const other = db.storeFor({ clock, tenantId: store.tenantId });
      await call("b", [named("1", "Second Name")], secondsIn(60));
      await call("a", [named("1", "First Name")], BUILT_START, other);
      await call("a2", [named("1", "First Name")], BUILT_START);
      assert.equal((await store.people.names(["1"])).get("1"), "Second Name");
      await call("c", [named("1", "Third Name")], secondsIn(120), other);
      await call("b2", [named("1", "Second Name")], secondsIn(61));
      assert.deepEqual(await store.people.named("name", 5), [{ id: "1", displayName: "Third Name" }]);
      assert.deepEqual(await store.people.named("second", 5), []);
      await call("d", [named("1", null)], secondsIn(180));
      assert.equal((await store.people.names(["1"])).get("1"), "Third Name");
    });

    it("keeps the latest call's name also when an earlier call with another one comes last", async () => {
      await call("a", [named("1", "Anna")]);
      await call("c", [named("1", "Anna")], secondsIn(120));
      await call("b", [named("1", "Renamed")], secondsIn(60));
      assert.equal((await store.people.names(["1"])).get("1"), "Anna");
    });

    it("keeps the latest call's name when an earlier call only keeps the person for longer", async () => {
      const old = (seconds: number): Date => new Date(NOW.getTime() - 500 * DAY_MS + seconds * 1_000);
      await call("a", [named("1", "Anna")], old(0));
      await call("c", [named("1", "Anna")], old(120));
      const before = await expiryOf("1");
      await clock.advance(8 * DAY_MS);
      await call("b", [named("1", "Renamed")], old(60));
      assert.equal((await store.people.names(["1"])).get("1"), "Anna");
      const after = await expiryOf("1");
      assert.ok(before instanceof Date && after instanceof Date && after > before);
    });

    it("writes others' people between the parts of a large call's", async () => {
      const others: Promise<void>[] = [];
      let writes = 0;
      const database = watchWrites(db.database, () => {
        writes += 1;
        if (writes === 1) others.push(keep([named("other", "Other")]));
        return Promise.resolve();
      });
      const people = createPeople({ database, tenantId: store.tenantId });
      const keep = (some: Person[]): Promise<void> =>
        people.keep(judgeCallRecord(buildGroupCall(some)).participations, new Date(NOW.getTime() + DAY_MS));
      const large = Array.from({ length: 1_001 }, (_, index) => named(`person-${index}`, `Person ${index}`));
      await keep(large);
      await Promise.all(others);
      assert.equal(writes, 2, "the other goes along with the second part");
      assert.equal((await people.names(["other", ...large.map(({ id }) => id)])).size, 1_002);
    });

    it("keeps a person at least as long as their last call", async () => {
      await call("a", [named("1", "Anna")]);
      await call("b", [named("1", "Anna")], new Date(BUILT_START.getTime() + 30 * DAY_MS));
      await call("c", [named("1", "Anna")], new Date(BUILT_START.getTime() + 10 * DAY_MS));
      const stored = await db.database.collection("participations").findOne({ tenantId: store.tenantId, callId: "b" });
      const expireAt = await expiryOf("1");
      assert.ok(expireAt instanceof Date && stored?.expireAt instanceof Date);
      assert.ok(expireAt >= stored.expireAt && expireAt.getTime() <= stored.expireAt.getTime() + 7 * DAY_MS);
    });

    it("writes people who are known no more", async () => {
      await call("a", [named("1", "Anna"), named("2", "Bert")]);
      const writes: string[] = [];
      db.client.on("commandStarted", ({ commandName, command }) => {
        if (command.update === "people") writes.push(commandName);
      });
      await call("b", [named("1", "Anna"), named("2", "Bert")], secondsIn(60));
      assert.deepEqual(writes, []);
      await call("c", [named("1", "Anna"), named("3", "Chloe")], secondsIn(60));
      assert.equal(writes.length, 1);
      db.client.removeAllListeners("commandStarted");
    });

    it("gives the defaults until something is chosen, and changes only what is", async () => {
      const { preferences } = store;
      assert.deepEqual(await preferences.of("anna"), { language: null, timeZone: null, digest: false });
      await preferences.save("anna", { language: "zh-CN" });
      await preferences.save("anna", { digest: true, timeZone: "Asia/Shanghai" });
      await preferences.save("anna", {});
      assert.deepEqual(await preferences.of("anna"), { language: "zh-CN", timeZone: "Asia/Shanghai", digest: true });
      await preferences.save("anna", { language: null });
      assert.deepEqual(await preferences.of("anna"), { language: null, timeZone: "Asia/Shanghai", digest: true });
    });

    it("leaves nothing behind of somebody who chooses the defaults", async () => {
      await store.preferences.save("chloe", { digest: false, language: null });
      assert.equal(await db.database.collection("preferences").findOne({ tenantId: store.tenantId }), null);
    });

    it("tells who wants the digest of a week until it was claimed or they want it no more", async () => {
      const { preferences } = store;
      const toSend = async (monday: string): Promise<string[]> =>
        (await preferences.digestsToSend(monday)).map(({ personId }) => personId);
      for (const personId of ["bert", "anna"]) await preferences.save(personId, { digest: true, language: "zh-CN" });
      await preferences.save("chloe", { digest: false, language: "en" });
      assert.deepEqual(await preferences.digestsToSend("2026-11-23"), [
        { personId: "anna", language: "zh-CN", timeZone: null, digest: true },
        { personId: "bert", language: "zh-CN", timeZone: null, digest: true },
      ]);
      assert.deepEqual(await db.storeFor({ clock }).preferences.digestsToSend("2026-11-23"), []);
      assert.equal(await preferences.claimDigest("anna", "2026-11-23"), true);
      assert.deepEqual(await toSend("2026-11-23"), ["bert"]);
      assert.deepEqual(await toSend("2026-11-16"), ["bert"]);
      assert.deepEqual(await toSend("2026-11-30"), ["anna", "bert"]);
      await preferences.save("bert", { digest: false });
      assert.deepEqual(await toSend("2026-11-30"), ["anna"]);
    });

    it("gives a week's digest to one claimant, and to none where it is not wanted", async () => {
      const { preferences } = store;
      const other = db.storeFor({ clock, tenantId: store.tenantId }).preferences;
      const claimants = (monday: string): Promise<boolean[]> =>
        Promise.all([preferences, other, preferences, other].map((one) => one.claimDigest("anna", monday)));
      assert.deepEqual(await claimants("2026-11-23"), [false, false, false, false]);
      await preferences.save("anna", { digest: true });
      assert.equal((await claimants("2026-11-23")).filter(Boolean).length, 1);
      assert.equal((await claimants("2026-11-16")).filter(Boolean).length, 0);
      await preferences.returnDigest("anna", "2026-11-16");
      assert.equal((await claimants("2026-11-23")).filter(Boolean).length, 0);
      await other.returnDigest("anna", "2026-11-23");
      assert.equal((await claimants("2026-11-23")).filter(Boolean).length, 1);
      await preferences.save("anna", { digest: false });
      assert.equal((await claimants("2026-11-30")).filter(Boolean).length, 0);
      await preferences.save("anna", { digest: true });
      assert.deepEqual(await preferences.digestsToSend("2026-11-23"), []);
      await store.erasures.erase("anna");
      assert.equal((await claimants("2026-12-07")).filter(Boolean).length, 0);
      assert.equal(await db.database.collection("preferences").findOne({ tenantId: store.tenantId }), null);
    });

    it("shows others' looks at one's own calls, newest first", async () => {
      const admin = { personId: "admin", isAdmin: true };
      assert.deepEqual(await store.accessLog.of(AS_ANNA, 3), { looks: [], more: 0 });
      for (const callId of ["a", "b", "c", "d"]) {
        await store.participations.call(admin, "anna", callId);
        await store.participations.call(admin, "bert", callId);
        await clock.advance(1_000);
      }
      const { looks, more } = await store.accessLog.of(AS_ANNA, 3);
      assert.deepEqual(
        looks.map(({ look }) => look),
        ["d", "c", "b"].map((callId) => ({ what: "call", callId })),
      );
      assert.deepEqual(looks[0], {
        at: new Date(NOW.getTime() + 3_000),
        viewerId: "admin",
        look: { what: "call", callId: "d" },
        reason: null,
      });
      assert.equal(more, 1);
    });
  });
}
