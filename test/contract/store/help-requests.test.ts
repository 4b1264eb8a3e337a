import assert from "node:assert/strict";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import { LONGEST_NOTE } from "../../../src/calls/help-request.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { buildGroupCall, buildPerson } from "../../support/call-record-builder.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const DAY_MS = 86_400_000;
const PEOPLE = [buildPerson("anna"), buildPerson("ben")];
const ANNA = { personId: "anna", isAdmin: false };
const BEN = { personId: "ben", isAdmin: false };
const ADMIN = { personId: "cleo", isAdmin: true };
const WEEK = { days: 7, note: "  They heard me in pieces.  " };

for (const engine of testEngines()) {
  describe(`calls sent to the helpdesk on ${engine.name}`, () => {
    let db: TestDatabase;
    let clock: DrivenClock;
    let store: ReturnType<TestDatabase["storeFor"]>;

    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());
    beforeEach(async () => {
      clock = new DrivenClock();
      store = db.storeFor({ clock });
      for (const callId of ["call-1", "call-2"])
        await store.callRecords.save(judgeCallRecord(buildGroupCall(PEOPLE, { callId })));
    });

    const looksAt = async (personId: string): Promise<unknown[]> =>
      (await store.accessLog.of({ personId, isAdmin: false }, 10)).looks.map(({ viewerId, look }) => [viewerId, look]);

    it("are readable to admins, and every look is logged where the person sees it", async () => {
      const request = await store.helpRequests.send(ANNA, "call-1", WEEK);
      assert.deepEqual(
        [request.note, request.until.getTime() - clock.now().getTime(), request.revision],
        ["They heard me in pieces.", 7 * DAY_MS, 1],
      );
      const viewed = await store.helpRequests.view(ADMIN, request.id);
      assert.equal(viewed?.detail.participation.personId, "anna");
      assert.equal(viewed?.detail.call.callId, "call-1");
      assert.deepEqual(await looksAt("anna"), [["cleo", { what: "sentCall", callId: "call-1" }]]);
      assert.deepEqual(await looksAt("ben"), []);
      await assert.rejects(store.helpRequests.view(BEN, request.id), { code: "admins_only" });
    });

    it("are the person's own, and nobody else's", async () => {
      await assert.rejects(store.helpRequests.send(ANNA, "no-such-call", WEEK), { code: "call_not_found" });
      await assert.rejects(store.helpRequests.send({ personId: "dora", isAdmin: true }, "call-1", WEEK), {
        code: "call_not_found",
      });
      const request = await store.helpRequests.send(ANNA, "call-1", WEEK);
      assert.equal(await store.helpRequests.revoke(BEN, "call-1"), null);
      assert.deepEqual(await store.helpRequests.of(BEN), []);
      assert.deepEqual(await store.helpRequests.of(ANNA), [request]);
      assert.ok(!/anna|call-1/.test(request.id));
    });

    it("carry the evidence, without names, addresses and comments", async () => {
      const { evidence } = await store.helpRequests.send(ANNA, "call-1", WEEK);
      assert.ok(evidence);
      assert.equal(evidence.device?.machineName ?? null, null);
      assert.equal(evidence.network?.reflexiveIpAddress ?? null, null);
      assert.ok(evidence.ratings.every(({ text }) => text === null));
    });

    it("are one request however often they are sent, held to the limits", async () => {
      const [first, second] = await Promise.all([
        store.helpRequests.send(ANNA, "call-1", WEEK),
        store.helpRequests.send(ANNA, "call-1", { days: 99, note: "x".repeat(9_999) }),
      ]);
      assert.equal(first?.id, second?.id);
      const [kept, ...more] = await store.helpRequests.of(ANNA);
      assert.deepEqual(more, []);
      assert.equal(kept?.revision, 2);
      const longest = await store.helpRequests.send(ANNA, "call-1", { days: 99, note: "x".repeat(9_999) });
      assert.equal(longest.until.getTime() - clock.now().getTime(), 30 * DAY_MS);
      assert.equal(longest.note?.length, LONGEST_NOTE);
    });

    it("are over when they are taken back, with what was written", async () => {
      const { id } = await store.helpRequests.send(ANNA, "call-1", WEEK);
      const ended = await store.helpRequests.revoke(ANNA, "call-1");
      assert.deepEqual([ended?.endedAt, ended?.note, ended?.evidence, ended?.revision], [clock.now(), null, null, 2]);
      assert.deepEqual(await store.helpRequests.revoke(ANNA, "call-1"), ended);
      assert.equal(await store.helpRequests.view(ADMIN, id), null);
      assert.deepEqual(await looksAt("anna"), []);
    });

    it("are over by themselves", async () => {
      const { id, until } = await store.helpRequests.send(ANNA, "call-1", { days: 1, note: null });
      await store.helpRequests.send(ANNA, "call-2", WEEK);
      await clock.advance(DAY_MS);
      assert.equal(await store.helpRequests.view(ADMIN, id), null, "at once, whoever ends it");
      assert.equal(await store.helpRequests.endExpired(), 1);
      assert.equal(await store.helpRequests.endExpired(), 0);
      assert.deepEqual((await store.helpRequests.find(id))?.endedAt, until);
    });

    it("wait to be told of with every revision", async () => {
      const waiting = async (): Promise<unknown[]> =>
        (await store.helpRequests.undispatched()).map(({ callId, revision }) => [callId, revision]);
      const request = await store.helpRequests.send(ANNA, "call-1", WEEK);
      assert.deepEqual(await waiting(), [["call-1", 1]]);
      await store.helpRequests.revoke(ANNA, "call-1");
      await store.helpRequests.markDispatched(request);
      assert.deepEqual(await waiting(), [["call-1", 2]]);
    });

    it("leave nothing of the person when they are erased", async () => {
      const { id } = await store.helpRequests.send(ANNA, "call-1", WEEK);
      await store.erasures.erase("anna");
      const left = await store.helpRequests.find(id);
      assert.deepEqual([left?.note, left?.evidence], [null, null]);
      assert.doesNotMatch(JSON.stringify(left), /anna|pieces/);
      assert.equal(await store.helpRequests.view(ADMIN, id), null);
    });

    it("reveals names to admins only, and logs each", async () => {
      const since = clock.now();
      const names = (viewer: typeof ADMIN): Promise<(string | null)[]> =>
        store.revealedPeople.names(viewer, ["anna", "cleo", "nobody"], { what: "incident", since });
      await assert.rejects(names({ personId: "ben", isAdmin: false }), { code: "admins_only" });
      assert.deepEqual(await looksAt("anna"), []);
      assert.deepEqual((await names(ADMIN)).slice(1), [null, null]);
      assert.deepEqual(await looksAt("anna"), [["cleo", { what: "incident", since }]]);
      assert.deepEqual(await looksAt("cleo"), [], "one's own name is no secret");
    });

    it("are listed to admins while they can be read, the newest first", async () => {
      await store.helpRequests.send(ANNA, "call-1", WEEK);
      await clock.advance(1_000);
      const second = await store.helpRequests.send(BEN, "call-2", { days: 9, note: null });
      const listed = async (limit = 10): Promise<string[]> =>
        (await store.helpRequests.readable(ADMIN, limit)).map(({ callId }) => callId);
      assert.deepEqual(await listed(), ["call-2", "call-1"]);
      assert.deepEqual(await listed(1), [second.callId]);
      await clock.advance(8 * DAY_MS);
      assert.deepEqual(await listed(), ["call-2"]);
      await store.helpRequests.revoke(BEN, "call-2");
      assert.deepEqual(await listed(), []);
      await assert.rejects(store.helpRequests.readable(BEN, 10), { code: "admins_only" });
    });
  });
}
