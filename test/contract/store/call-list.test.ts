import assert from "node:assert/strict";
import fc from "fast-check";
import type { CommandStartedEvent } from "mongodb";
import { ANY_CALL } from "../../../src/calls/call-filter.ts";
import { meetsConditions, NO_CONDITIONS, type CallConditions } from "../../../src/calls/call-conditions.ts";
import { totalCalls } from "../../../src/calls/call-totals.ts";
import type { FeedbackRating } from "../../../src/calls/feedback.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import type { Participation } from "../../../src/calls/participation.ts";
import { participationDocument, type ParticipationDocument } from "../../../src/store/participation-document.ts";
import type { CallPlace, Store } from "../../../src/store/store.ts";
import { buildFeedback, buildGroupCall, buildPerson, buildTwoPartyCall } from "../../support/call-record-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { buildParticipation, buildParticipationNetwork } from "../../support/participation-builder.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const NOW = new Date("2030-03-04T08:00:00Z");
const AS_ANNA = { personId: "anna", isAdmin: false };
const EVER = { personId: "anna", start: new Date(0), end: new Date("2100-01-01T00:00:00Z") };
const ANNA = buildPerson("anna", { displayName: "Anna Example" });

const RATINGS: readonly (readonly FeedbackRating[])[] = [
  [],
  [],
  ["bad"],
  ["good"],
  ["notRated"],
  ["other"],
  ["poor", "excellent"],
  ["notRated", "fair"],
];
const MICROPHONES = ["Headset One", "Büro-Mikrofon", null];
const CONNECTIONS = ["wifi", "wired", "mobile", "unknown"] as const;
const PLATFORMS = ["windows", "iOS", "android", "unknown"] as const;
const MODALITIES: Participation["modalities"][] = [["audio"], ["audio", "video"], ["audio", "screenSharing"]];

/** The one of a list that an index falls on; lists of different lengths make different mixtures. */
function turn<Value>(values: readonly Value[], index: number): Value {
  return values[index % values.length] as Value;
}

/** A mixture of calls; some begin in the same millisecond. */
function someCall(index: number): Participation {
  const start = new Date(NOW.getTime() - Math.floor(index / 3) * 3_600_000);
  const other = turn(["bert", "berta", null, "carl"], index);
  return buildParticipation({
    callId: `${turn(["aaaaaaaa", "bbbbbbbb"], index)}-${String((index * 37) % 211).padStart(3, "0")}`,
    start,
    durationSeconds: (index * 61) % 4_000,
    callType: other === null ? "groupCall" : "peerToPeer",
    modalities: turn(MODALITIES, index),
    isLikelyMissed: index % 11 === 0,
    quality: turn(["good", "good", "poor", "good", "unclassified"] as const, index),
    others: {
      count: other === null ? 5 : 1,
      person: other === null ? null : { id: other, kind: "user", displayName: `${other} Example` },
    },
    client: index % 13 === 0 ? null : { ...CLIENT, platform: turn(PLATFORMS, index) },
    device: index % 7 === 0 ? null : { ...DEVICE, captureDeviceName: turn(MICROPHONES, index) },
    network: buildParticipationNetwork({ connectionType: turn(CONNECTIONS, index) }),
    ratings: turn(RATINGS, index).map((rating, at) => ({ sessionId: `session-${at}`, ...buildFeedback(rating) })),
  });
}
const CLIENT = { productFamily: "teams", applicationVersion: null, userAgent: null } as const;
const DEVICE = {
  captureDeviceDriver: null,
  renderDeviceName: "Monitor (Lautsprecher)",
  renderDeviceDriver: null,
  machineName: null,
  cpuName: null,
};

const anyConditions: fc.Arbitrary<CallConditions> = fc.record({
  filter: fc
    .record(
      {
        quality: fc.constantFrom("good", "poor", "unclassified"),
        callType: fc.constantFrom("peerToPeer", "groupCall"),
        modality: fc.constantFrom("audioOnly", "withoutVideo", "video", "screenSharing"),
        connection: fc.constantFrom("wifi", "wired", "mobile"),
        platform: fc.constantFrom("phone", "windows", "iOS"),
        longerThanSeconds: fc.constantFrom(100, 2_000),
        isMissed: fc.constant<true>(true),
        isRatedPoor: fc.constant<true>(true),
        person: fc.constantFrom("bert", "Berta Example", "nobody"),
      },
      { requiredKeys: [] },
    )
    .map((some) => ({ ...ANY_CALL, ...some })),
  device: fc.option(fc.constantFrom("Headset One", "Büro-Mikrofon", "none"), { freq: 4 }),
  feedback: fc.option(fc.constantFrom("poor", "good", "rated", "notRated"), { freq: 4 }),
  search: fc.option(fc.constantFrom("bert", "head", "BURO", "aaaaaaaa-0", "bbbb", "lautsprecher", "nothing like it"), {
    freq: 2,
  }),
});

/** Calls that a name means, as two-party calls tell it themselves. */
function withName(calls: readonly Participation[], name: string | null): Set<string> | null {
  if (name === null) return null;
  const asked = name.toLowerCase();
  const isMeant = ({ others: { person } }: Participation): boolean =>
    person !== null && (person.displayName ?? "").toLowerCase().startsWith(asked);
  return new Set(calls.filter(isMeant).map(({ callId }) => callId));
}

for (const engine of testEngines()) {
  describe(`list of calls on ${engine.name}`, () => {
    let db: TestDatabase;
    let store: Omit<Store, "close"> & { tenantId: string };

    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());
    beforeEach(() => {
      store = db.storeFor({ clock: new DrivenClock(NOW) });
    });

    async function hold(calls: readonly Participation[]): Promise<void> {
      const stamp = { tenantId: store.tenantId, version: 1, revision: "1", expireAt: new Date("2100-01-01T00:00:00Z") };
      const documents = calls.map((call) => participationDocument({ ...stamp, callId: call.callId }, call, null));
      await db.database.collection<ParticipationDocument>("participations").insertMany(documents);
    }

    async function pages(conditions: CallConditions, limit: number): Promise<Participation[][]> {
      const found: Participation[][] = [];
      for (let after: CallPlace | null = null; ;) {
        const { calls, next } = await store.participations.page(AS_ANNA, { ...EVER, conditions }, { after, limit });
        found.push(calls);
        if (next === null) return found;
        after = next;
      }
    }

    it("has the same calls in pages, as a whole and in its totals, under every condition", async () => {
      const calls = Array.from({ length: 100 }, (_, index) => someCall(index));
      await hold(calls);
      await hold([buildParticipation({ ...someCall(2), personId: "bert", callId: "not-hers" })]);
      const newestFirst = calls.toSorted(
        (a, b) => b.start.getTime() - a.start.getTime() || (a.callId < b.callId ? -1 : 1),
      );
      const query = fc.record({ conditions: anyConditions, limit: fc.constantFrom(3, 20, 500) });
      const check = async ({ conditions, limit }: { conditions: CallConditions; limit: number }): Promise<void> => {
        const found = {
          withPerson: withName(calls, conditions.filter.person),
          withSearched: withName(calls, conditions.search),
        };
        const isMeant = (call: Participation): boolean => meetsConditions(call, conditions, found);
        const expected = newestFirst.filter(isMeant);
        const paged = await pages(conditions, limit);
        assert.deepEqual(paged.flat(), expected);
        assert.ok(paged.every((page, index) => page.length === limit || index === paged.length - 1));
        assert.deepEqual(await store.participations.matching(AS_ANNA, { ...EVER, conditions }), expected);
        const totals = await store.participations.totals(AS_ANNA, { ...EVER, conditions });
        assert.deepEqual(totals, totalCalls(newestFirst, isMeant));
      };
      await check({ conditions: NO_CONDITIONS, limit: 50 });
      await fc.assert(fc.asyncProperty(query, check), { numRuns: 15 });
    }).timeout(60_000);

    it("holds the interval, half-open", async () => {
      await hold(Array.from({ length: 9 }, (_, index) => someCall(index)));
      const hour = { start: new Date(NOW.getTime() - 3_600_000), end: NOW, personId: "anna" };
      const query = { ...hour, conditions: NO_CONDITIONS };
      const after = { start: new Date("2100-01-01T00:00:00Z"), callId: "" };
      const { calls, next } = await store.participations.page(AS_ANNA, query, { after, limit: 3 });
      assert.deepEqual(
        calls.map(({ start }) => start),
        [hour.start, hour.start, hour.start],
      );
      assert.equal(next, null);
      assert.equal((await store.participations.totals(AS_ANNA, query)).calls, 3);
    });

    it("goes on where it was while newer and older calls arrive", async () => {
      const calls = Array.from({ length: 30 }, (_, index) => someCall(index));
      await hold(calls);
      const query = { ...EVER, conditions: NO_CONDITIONS };
      const first = await store.participations.page(AS_ANNA, query, { after: null, limit: 10 });
      const newer = { ...someCall(0), callId: "newer", start: new Date(NOW.getTime() + 60_000) };
      // Its record came late.
      const late = { ...someCall(0), callId: "late", start: new Date(NOW.getTime() - 5.5 * 3_600_000) };
      await hold([newer, late]);
      const second = await store.participations.page(AS_ANNA, query, { after: first.next, limit: 100 });
      const shown = [...first.calls, ...second.calls].map(({ callId }) => callId);
      assert.equal(new Set(shown).size, shown.length);
      assert.deepEqual(shown.toSorted(), [...calls.map(({ callId }) => callId), "late"].toSorted());
    });

    it("finds people in larger calls, by id and by a part of their name", async () => {
      const berta = buildPerson("berta", { displayName: "Berta Müller" });
      const carl = buildPerson("carl", { displayName: "Carl Example" });
      await store.callRecords.save(judgeCallRecord(buildTwoPartyCall(ANNA, carl, { callId: "two" })));
      await store.callRecords.save(judgeCallRecord(buildGroupCall([ANNA, carl, berta], { callId: "three" })));
      const ids = async (conditions: Partial<CallConditions>): Promise<string[]> => {
        const query = { ...EVER, conditions: { ...NO_CONDITIONS, ...conditions } };
        const { calls } = await store.participations.page(AS_ANNA, query, { after: null, limit: 10 });
        return calls.map(({ callId }) => callId).toSorted();
      };
      assert.deepEqual(await ids({ search: "mull" }), ["three"]);
      assert.deepEqual(await ids({ search: "carl" }), ["three", "two"]);
      assert.deepEqual(await ids({ filter: { ...ANY_CALL, person: "carl" } }), ["three", "two"]);
      assert.deepEqual(await ids({ filter: { ...ANY_CALL, person: "carl" }, search: "berta" }), ["three"]);
      assert.deepEqual(await ids({ filter: { ...ANY_CALL, person: "dora" }, search: "berta" }), []);
    });

    it("reads no more calls than the page needs", async () => {
      await hold(Array.from({ length: 200 }, (_, index) => someCall(index)));
      const limits: unknown[] = [];
      const note = ({ commandName, command }: CommandStartedEvent): void => {
        if (commandName === "find") limits.push(command["limit"]);
      };
      db.client.on("commandStarted", note);
      const conditions = { ...NO_CONDITIONS, filter: { ...ANY_CALL, quality: "poor" as const } };
      const { calls } = await store.participations.page(AS_ANNA, { ...EVER, conditions }, { after: null, limit: 10 });
      db.client.off("commandStarted", note);
      assert.equal(calls.length, 10);
      assert.deepEqual(limits, [11]);
    });

    it("knows the calls right before and after one, also those that began with it", async () => {
      const calls = Array.from({ length: 9 }, (_, index) => someCall(index));
      await hold([...calls, { ...someCall(4), personId: "bert", callId: "not-hers" }]);
      const { calls: ordered } = await store.participations.page(
        AS_ANNA,
        { ...EVER, conditions: NO_CONDITIONS },
        { after: null, limit: 100 },
      );
      for (const [index, call] of ordered.entries()) {
        assert.deepEqual(await store.participations.neighbors(AS_ANNA, call), {
          newer: ordered[index - 1]?.callId ?? null,
          older: ordered[index + 1]?.callId ?? null,
        });
      }
    });

    it("is refused to others, and one look for an admin", async () => {
      await hold([someCall(0)]);
      const query = { ...EVER, conditions: { ...NO_CONDITIONS, search: "bert" } };
      const asBert = { personId: "bert", isAdmin: false };
      const refused = { code: "not_allowed" };
      const { participations } = store;
      await assert.rejects(participations.page(asBert, query, { after: null, limit: 5 }), refused);
      await assert.rejects(participations.matching(asBert, query), refused);
      await assert.rejects(participations.totals(asBert, query), refused);
      const asAdmin = { personId: "admin", isAdmin: true };
      await participations.page(asAdmin, query, { after: null, limit: 5 });
      await participations.matching(asAdmin, query);
      await participations.totals(asAdmin, query);
      const { looks } = await store.accessLog.of(AS_ANNA, 10);
      assert.deepEqual(
        looks.map(({ viewerId, look }) => [viewerId, look]),
        Array.from({ length: 3 }, () => ["admin", { what: "calls", start: EVER.start, end: EVER.end }]),
      );
    });
  });
}
