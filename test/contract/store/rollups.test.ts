import assert from "node:assert/strict";
import type { Db } from "mongodb";
import type { CallRecord } from "../../../src/calls/call-record.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import type { OrganizationSummary } from "../../../src/calls/organization.ts";
import type { Person } from "../../../src/calls/person.ts";
import type { StoreContext } from "../../../src/store/store-context.ts";
import type { Store } from "../../../src/store/store.ts";
import {
  buildFeedback,
  buildGroupCall,
  buildMedia,
  buildNetwork,
  buildParticipantEndpoint,
  buildPerson,
  buildServiceSession,
  buildStream,
} from "../../support/call-record-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const NOW = "2026-11-20T08:00:00Z";
const PEOPLE = ["anna", "bert", "chloe", "dora"].map((id) => buildPerson(id));
const NOVEMBER = { first: "2026-11-16", last: "2026-11-22" };
const MINUTE_MS = 60_000;
type Parts = Omit<Store, "close"> & { tenantId: string };

/** A group call of half an hour; those of `poor` heard badly. */
function meeting(
  callId: string,
  start: string,
  people: Person[],
  over: { poor?: string[]; version?: number; subnet?: string; device?: string } = {},
): CallRecord {
  const { poor = [], version = 1, subnet = "10.1.1.0", device = "Headset" } = over;
  const startsAt = new Date(start);
  const end = new Date(startsAt.getTime() + 30 * MINUTE_MS);
  const sessions = people.map((person) =>
    buildServiceSession(person, {
      start: startsAt,
      end,
      caller: buildParticipantEndpoint(person, {
        feedback: poor.includes(person.id) ? buildFeedback("bad", { tokens: ["Echo"] }) : null,
      }),
      media: [
        buildMedia({
          callerDevice: { captureDeviceName: device },
          callerNetwork: buildNetwork({ subnet }),
          streams: [
            buildStream("callerToCallee"),
            buildStream("calleeToCaller", poor.includes(person.id) ? { averageJitterMs: 99 } : {}),
          ],
        }),
      ],
    }),
  );
  return buildGroupCall(people, { callId, version, sessions, start: startsAt, end });
}

for (const engine of testEngines()) {
  describe(`rollups on ${engine.name}`, () => {
    let db: TestDatabase;
    let clock: DrivenClock;
    let store: Parts;

    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());
    beforeEach(() => {
      clock = new DrivenClock(NOW);
      store = db.storeFor({ clock });
    });

    const save = (record: CallRecord, into: Parts = store): Promise<unknown> =>
      into.callRecords.save(judgeCallRecord(record));
    const beside = (over: Partial<StoreContext>): Parts => db.storeFor({ clock, tenantId: store.tenantId, ...over });
    const week = async (parts: Parts = store, minimum = 1): Promise<OrganizationSummary> => {
      await parts.rollups.refresh(100);
      return parts.rollups.summary(NOVEMBER, minimum);
    };
    const days = ({ byDay }: OrganizationSummary): Record<string, number> =>
      Object.fromEntries(byDay.filter(({ calls }) => calls > 0).map(({ date, calls }) => [date, calls]));

    it("adds up the days of a period", async () => {
      await save(meeting("a", "2026-11-16T09:00:00Z", PEOPLE, { poor: ["anna"] }));
      await save(meeting("b", "2026-11-16T10:00:00Z", PEOPLE.slice(0, 2)));
      await save(meeting("c", "2026-11-18T10:00:00Z", PEOPLE.slice(1), { subnet: "10.2.2.0", poor: ["bert", "dora"] }));
      await save(meeting("d", "2026-11-15T23:59:59Z", PEOPLE));
      const summary = await week();
      const { dimensions, byDay, ...figures } = summary;
      assert.deepEqual(figures, {
        participations: 9,
        durationSeconds: 9 * 1800,
        quality: { good: 6, poor: 3, unclassified: 0 },
        failures: 0,
        feedback: { rated: 3, notRated: 0, average: 1, poor: 3, tokens: { Echo: 3 } },
        calls: 3,
        people: 4,
        minimumSample: 1,
        minimumPeople: 0,
      });
      assert.deepEqual(byDay.slice(0, 3), [
        { date: "2026-11-16", calls: 2, participations: 6, poor: 1, classified: 6 },
        { date: "2026-11-17", calls: 0, participations: 0, poor: 0, classified: 0 },
        { date: "2026-11-18", calls: 1, participations: 3, poor: 2, classified: 3 },
      ]);
      assert.equal(byDay.at(-1)?.date, "2026-11-20", "up to today");
      const subnets = dimensions.find(({ dimension }) => dimension === "subnet");
      assert.deepEqual(
        subnets?.values.map(({ value, quality }) => [value, quality.poor, quality.good]),
        [
          ["10.2.2.0", 2, 1],
          ["10.1.1.0", 1, 5],
        ],
      );
      const fewer = await week(store, 4);
      const { values, left } = fewer.dimensions.find(({ dimension }) => dimension === "subnet") ?? {};
      assert.deepEqual([values?.map(({ value }) => value), left], [["10.1.1.0"], 1]);
    });

    it("computes again what changed, and nothing else, and never counts up", async () => {
      await save(meeting("a", "2026-11-16T09:00:00Z", PEOPLE, { poor: ["anna"] }));
      await save(meeting("b", "2026-11-17T09:00:00Z", PEOPLE));
      assert.equal(await store.rollups.refresh(10), 2);
      assert.equal(await store.rollups.refresh(10), 0);
      const newer = meeting("a", "2026-11-16T09:00:00Z", PEOPLE.slice(0, 3), { version: 2 });
      await save(newer);
      await save(newer);
      assert.equal(await store.rollups.refresh(10), 1);
      const { participations, quality, calls } = await week();
      assert.deepEqual([participations, quality.poor, calls], [7, 0, 2]);
    });

    it("moves a call whose start changed to its new day", async () => {
      await save(meeting("a", "2026-11-16T23:50:00Z", PEOPLE));
      assert.deepEqual(days(await week()), { "2026-11-16": 1 });
      await save(meeting("a", "2026-11-17T00:10:00Z", PEOPLE, { version: 2 }));
      assert.deepEqual(days(await week()), { "2026-11-17": 1 });
    });

    it("does the oldest change first, as many as asked", async () => {
      for (const day of ["18", "16", "17"]) {
        await save(meeting(day, `2026-11-${day}T09:00:00Z`, PEOPLE));
        await clock.advance(1_000);
      }
      await save(meeting("again", "2026-11-18T11:00:00Z", PEOPLE));
      assert.equal(await store.rollups.refresh(2), 2);
      assert.deepEqual(days(await store.rollups.summary(NOVEMBER, 1)), { "2026-11-16": 1, "2026-11-18": 2 });
      assert.equal(await store.rollups.refresh(2), 1);
    });

    it("keeps a day dirty that changes while it is computed", async () => {
      await save(meeting("a", "2026-11-16T09:00:00Z", PEOPLE));
      let isChanged = false;
      const interrupted = beside({
        database: beforeRollupWrite(db.database, async () => {
          if (!isChanged) await save(meeting("b", "2026-11-16T10:00:00Z", PEOPLE));
          isChanged = true;
        }),
      });
      assert.equal(await interrupted.rollups.refresh(10), 1);
      assert.ok(isChanged);
      assert.deepEqual(days(await store.rollups.summary(NOVEMBER, 1)), { "2026-11-16": 1 });
      assert.equal(await store.rollups.refresh(10), 1);
      assert.deepEqual(days(await store.rollups.summary(NOVEMBER, 1)), { "2026-11-16": 2 });
    });

    it("does not let a slow instance overwrite what a quicker one computed later", async () => {
      await save(meeting("a", "2026-11-16T09:00:00Z", PEOPLE));
      const slow = beside({
        database: beforeRollupWrite(db.database, async () => {
          await save(meeting("b", "2026-11-16T10:00:00Z", PEOPLE));
          await store.rollups.refresh(10);
        }),
      });
      await slow.rollups.refresh(10);
      assert.deepEqual(days(await week()), { "2026-11-16": 2 });
      const { tenantId } = store;
      const generations = await db.database.collection("dailyRollups").distinct("generation", { tenantId });
      assert.equal(generations.length, 1, "the slow one's are gone");
    });

    it("is right when several instances save and compute at the same time", async () => {
      const instances = [store, beside({}), beside({}), beside({})];
      await Promise.all(
        instances.flatMap((instance, index) => [
          ...[0, 1, 2].map((nth) => save(meeting(`${index}-${nth}`, "2026-11-16T09:00:00Z", PEOPLE), instance)),
          instance.rollups.refresh(10),
        ]),
      );
      await Promise.all(instances.map(({ rollups }) => rollups.refresh(10)));
      const { calls, participations } = await store.rollups.summary(NOVEMBER, 1);
      assert.deepEqual([calls, participations], [12, 48]);
      assert.equal(await store.rollups.refresh(10), 0);
    });

    it("computes again what was begun and not published", async () => {
      await save(meeting("a", "2026-11-16T09:00:00Z", PEOPLE));
      const dying = beside({
        database: beforeRollupWrite(db.database, () => Promise.reject(new Error("the database is gone"))),
      });
      await assert.rejects(dying.rollups.refresh(10), /the database is gone/);
      assert.deepEqual(days(await week()), { "2026-11-16": 1 });
    });

    it("counts days in the tenant's time zone, and anew when that changes", async () => {
      const shanghai = beside({ timeZone: "Asia/Shanghai" });
      await save(meeting("a", "2026-11-16T16:30:00Z", PEOPLE), shanghai);
      assert.deepEqual(days(await week(shanghai)), { "2026-11-17": 1 });
      assert.deepEqual(days(await week(beside({ timeZone: "America/New_York" }))), { "2026-11-16": 1 });
    });

    it("finds the days of calls that were saved before there were rollups", async () => {
      await save(meeting("a", "2026-11-16T09:00:00Z", PEOPLE));
      await save(meeting("b", "2026-11-18T09:00:00Z", PEOPLE));
      await db.database.collection("rollupDays").deleteMany({ tenantId: store.tenantId });
      assert.equal(await store.rollups.refresh(10), 2);
      assert.deepEqual(days(await week()), { "2026-11-16": 1, "2026-11-18": 1 });
    });

    it("names no person, nor what may be somebody's own", async () => {
      await save(meeting("a", "2026-11-16T09:00:00Z", PEOPLE));
      await save(
        meeting("b", "2026-11-16T10:00:00Z", PEOPLE.slice(0, 2), { device: "Anna's Headset", poor: ["anna"] }),
      );
      const { dimensions } = await week();
      const devices = dimensions.find(({ dimension }) => dimension === "captureDevice");
      assert.deepEqual([devices?.values.map(({ value }) => value), devices?.left], [["Headset"], 1]);
      const stored = await db.database.collection("dailyRollups").find({ tenantId: store.tenantId }).toArray();
      assert.ok(stored.length > 5);
      assert.doesNotMatch(JSON.stringify(stored), /anna|Anna|bert/);
    });

    it("counts those who had a session of their own only", async () => {
      const record = meeting("a", "2026-11-16T09:00:00Z", PEOPLE);
      await save({ ...record, sessions: record.sessions.slice(0, 2) });
      await save(meeting("bot", "2026-11-16T09:00:00Z", [buildPerson("bot", { kind: "bot" })]));
      const { calls, participations, people } = await week();
      assert.deepEqual([calls, participations, people], [2, 3, 2]);
    });

    it("is empty where there is nothing", async () => {
      const { calls, people, feedback, byDay } = await week();
      assert.deepEqual([calls, people, feedback.average, byDay.length], [0, 0, null, 5]);
      const none = await store.rollups.summary({ first: "2026-11-20", last: "2026-11-19" }, 1);
      assert.deepEqual(none.byDay, []);
    });
  });
}

/** A database in which something happens between the reading of a day and the writing of its rollups. */
function beforeRollupWrite(database: Db, happen: () => Promise<void>): Db {
  return new Proxy(database, {
    get(target, name) {
      if (name !== "collection") return Reflect.get(target, name) as unknown;
      return (collectionName: string) => {
        const collection = target.collection(collectionName);
        if (collectionName !== "dailyRollups") return collection;
        const insertMany: typeof collection.insertMany = async (...args) => {
          await happen();
          return collection.insertMany(...args);
        };
        return new Proxy(collection, {
          get: (inner, member) => {
            if (member === "insertMany") return insertMany;
            const value: unknown = Reflect.get(inner, member);
            return typeof value === "function" ? (value.bind(inner) as unknown) : value;
          },
        });
      };
    },
  });
}
