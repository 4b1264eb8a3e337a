import assert from "node:assert/strict";
import type { Building } from "../../../src/calls/building.ts";
import type { CallRecord } from "../../../src/calls/call-record.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import type { Person } from "../../../src/calls/person.ts";
import type { BuildingUpload } from "../../../src/store/buildings.ts";
import type { StoreContext } from "../../../src/store/store-context.ts";
import type { Store } from "../../../src/store/store.ts";
import { buildBuilding } from "../../support/building-file-builder.ts";
import {
  buildGroupCall,
  buildMedia,
  buildNetwork,
  buildPerson,
  buildServiceSession,
  buildStream,
} from "../../support/call-record-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";
import { failingAtWrite, watchWrites } from "../../support/watched-database.ts";

const NOW = "2026-11-20T08:00:00Z";
const ADMIN = "admin-1";
const HOUR_MS = 3_600_000;
const EVER = { start: new Date(0), end: new Date("2100-01-01T00:00:00Z") };
const PEOPLE = ["anna", "bert", "chloe"].map((id) => buildPerson(id));
const HARBOR = buildBuilding();
const TOWER = buildBuilding({ networkIp: "10.2.0.0", networkRange: 16, buildingName: "Tower" });
type Parts = Omit<Store, "close"> & { tenantId: string };

/** Everyone in one call, on one subnet; those of `poor` heard badly. */
function meeting(
  callId: string,
  start: string,
  subnet = "10.1.1.0",
  over: { poor?: string[]; people?: Person[] } = {},
) {
  const { poor = [], people = PEOPLE } = over;
  const startsAt = new Date(start);
  const end = new Date(startsAt.getTime() + HOUR_MS / 2);
  const sessions = people.map((person) =>
    buildServiceSession(person, {
      start: startsAt,
      end,
      media: [
        buildMedia({
          callerNetwork: buildNetwork({ subnet }),
          streams: [buildStream("calleeToCaller", poor.includes(person.id) ? { averageJitterMs: 99 } : {})],
        }),
      ],
    }),
  );
  return buildGroupCall(people, { callId, sessions, start: startsAt, end });
}

for (const engine of testEngines()) {
  describe(`buildings on ${engine.name}`, function () {
    this.timeout(60_000);
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

    const beside = (over: Partial<StoreContext>): Parts => db.storeFor({ clock, tenantId: store.tenantId, ...over });
    const save = (record: CallRecord, into: Parts = store): Promise<unknown> =>
      into.callRecords.save(judgeCallRecord(record));

    /** Of every call, the buildings of its people. */
    async function buildings(): Promise<Record<string, (string | null | undefined)[]>> {
      const byCall: Record<string, (string | null | undefined)[]> = {};
      for (const { id: personId } of PEOPLE) {
        const viewer = { personId, isAdmin: false };
        for (const { callId, network } of await store.participations.find(viewer, { personId, ...EVER })) {
          (byCall[callId] ??= []).push(network?.building);
        }
      }
      return byCall;
    }
    const all = (building: string | null): (string | null)[] => PEOPLE.map(() => building);

    async function reapplyAll(parts: Parts = store): Promise<number> {
      let steps = 1;
      while (await parts.buildings.reapply()) steps += 1;
      return steps;
    }
    async function rowsOf(parts: Parts = store): Promise<Building[]> {
      const rows: Building[] = [];
      for await (const some of parts.buildings.allRows()) rows.push(...some);
      return rows;
    }
    async function current(): Promise<BuildingUpload> {
      const upload = await store.buildings.current();
      assert.ok(upload);
      return upload;
    }

    it("has none before the first upload", async () => {
      assert.equal(await store.buildings.current(), null);
      assert.deepEqual(await store.buildings.rows(0, 10), []);
      assert.deepEqual(await rowsOf(), []);
      assert.equal(await store.buildings.reapply(), false);
      await save(meeting("a", "2026-11-16T09:00:00Z"));
      assert.deepEqual(await buildings(), { a: all(null) });
    });

    it("keeps one upload, with who brought it, and gives its lines in order", async () => {
      const many = Array.from({ length: 1_234 }, (_, n) =>
        buildBuilding({ networkIp: `10.${Math.floor(n / 256)}.${n % 256}.0`, buildingName: n % 3 ? `B${n % 3}` : "" }),
      );
      const upload = await store.buildings.replace(many, ADMIN);
      assert.deepEqual(
        [upload.by, upload.at.getTime(), upload.networks, upload.buildings],
        [ADMIN, clock.now().getTime(), 1_234, 2],
      );
      assert.deepEqual(await store.buildings.current(), upload);
      assert.deepEqual(await store.buildings.rows(495, 10), many.slice(495, 505));
      assert.deepEqual(await store.buildings.rows(1_230, 100), many.slice(1_230));
      assert.deepEqual(await store.buildings.rows(5_000, 10), []);
      assert.deepEqual(await rowsOf(beside({})), many);
      await store.buildings.replace([HARBOR], "admin-2");
      assert.deepEqual(await rowsOf(), [HARBOR]);
      assert.deepEqual([(await current()).by, (await current()).networks], ["admin-2", 1]);
    });

    it("gives calls their building as they are saved, in every instance", async () => {
      const other = beside({});
      await save(meeting("before", "2026-11-16T09:00:00Z"), other);
      await store.buildings.replace([HARBOR, TOWER], ADMIN);
      await save(meeting("a", "2026-11-17T09:00:00Z"), other);
      await save(meeting("b", "2026-11-17T10:00:00Z", "10.2.9.0"), other);
      await save(meeting("c", "2026-11-17T11:00:00Z", "192.168.1.0"), other);
      assert.deepEqual(await buildings(), {
        before: all(null),
        a: all("Harbor"),
        b: all("Tower"),
        c: all(null),
      });
    });

    it("brings earlier calls to the buildings, day by day, and tells how far it is", async () => {
      await save(meeting("a", "2026-11-16T09:00:00Z"));
      await save(meeting("b", "2026-11-16T23:59:59Z", "10.2.9.0"));
      await save(meeting("c", "2026-11-18T09:00:00Z"));
      await save(meeting("d", "2026-11-18T09:00:00Z", "172.16.0.0"));
      await store.buildings.replace([HARBOR, TOWER], ADMIN);
      assert.deepEqual((await current()).reapplied, { looked: 0, changed: 0, total: null, finishedAt: null });
      assert.equal(await store.buildings.reapply(), true);
      assert.deepEqual(await buildings(), { a: all(null), b: all(null), c: all("Harbor"), d: all(null) });
      assert.deepEqual((await current()).reapplied, { looked: 6, changed: 3, total: 12, finishedAt: null });
      await reapplyAll();
      assert.deepEqual(await buildings(), { a: all("Harbor"), b: all("Tower"), c: all("Harbor"), d: all(null) });
      assert.deepEqual((await current()).reapplied, { looked: 12, changed: 9, total: 12, finishedAt: clock.now() });
      assert.equal(await store.buildings.reapply(), false);

      await store.buildings.replace([buildBuilding({ buildingName: "Pier" })], ADMIN);
      await reapplyAll();
      assert.deepEqual(await buildings(), { a: all("Pier"), b: all(null), c: all("Pier"), d: all(null) });
      await store.buildings.replace([], ADMIN);
      await reapplyAll();
      assert.deepEqual(await buildings(), { a: all(null), b: all(null), c: all(null), d: all(null) });
    });

    it("has the figures by building follow, and leaves days alone that did not change", async () => {
      const week = { first: "2026-11-16", last: "2026-11-22" };
      const shares = async (): Promise<unknown> => {
        await store.rollups.refresh(10);
        const { dimensions } = await store.rollups.summary(week, 1);
        const found = dimensions.find(({ dimension }) => dimension === "building");
        return found?.values.map(({ value, quality }) => [value, quality.poor, quality.good]).sort();
      };
      await save(meeting("a", "2026-11-16T09:00:00Z", "10.1.1.0", { poor: ["anna", "bert"] }));
      await save(meeting("b", "2026-11-17T09:00:00Z", "10.2.9.0", { poor: ["anna"] }));
      await save(meeting("c", "2026-11-18T09:00:00Z", "172.16.0.0"));
      assert.deepEqual(await shares(), []);
      await store.buildings.replace([HARBOR, TOWER], ADMIN);
      await reapplyAll();
      assert.equal(await store.rollups.refresh(10), 2);
      assert.deepEqual(await shares(), [
        ["Harbor", 2, 1],
        ["Tower", 1, 2],
      ]);
      await store.buildings.replace([TOWER], ADMIN);
      await reapplyAll();
      assert.equal(await store.rollups.refresh(10), 1);
      assert.deepEqual(await shares(), [["Tower", 1, 2]]);
    });

    it("goes on after a crash at any write, and has the figures follow", async () => {
      let crashes = 0;
      for (let nth = 1; ; nth += 1) {
        const { tenantId, ...parts } = db.storeFor({ clock });
        await save(meeting("a", "2026-11-16T09:00:00Z", "10.1.1.0"), { tenantId, ...parts });
        await save(meeting("b", "2026-11-17T09:00:00Z", "10.2.9.0"), { tenantId, ...parts });
        await parts.rollups.refresh(10);
        await parts.buildings.replace([HARBOR, TOWER], ADMIN);
        const dying = db.storeFor({ clock, tenantId, database: failingAtWrite(db.database, nth) });
        const crashed = await reapplyAll(dying).then(
          () => false,
          () => true,
        );
        if (!crashed) break;
        crashes += 1;
        // Figures that are computed between the crash and the next start.
        await parts.rollups.refresh(10);
        await reapplyAll({ tenantId, ...parts });
        await parts.rollups.refresh(10);
        const { dimensions } = await parts.rollups.summary({ first: "2026-11-16", last: "2026-11-17" }, 1);
        const found = dimensions.find(({ dimension }) => dimension === "building")?.values ?? [];
        assert.deepEqual(found.map(({ value }) => value).sort(), ["Harbor", "Tower"], `after a crash at write ${nth}`);
      }
      assert.ok(crashes >= 7, `${crashes} crashes`);
    });

    it("catches a call that was being saved when the buildings were replaced and re-applied", async () => {
      for (const nth of [1, 2, 3, 4, 5, 6]) {
        store = db.storeFor({ clock });
        await store.buildings.replace([buildBuilding({ buildingName: "Old" })], ADMIN);
        await save(meeting("known", "2026-11-16T08:00:00Z"));
        const late = beside({
          database: watchWrites(db.database, async (write) => {
            if (write !== nth) return;
            await store.buildings.replace([HARBOR], ADMIN);
            await reapplyAll();
          }),
        });
        assert.equal(await save(meeting("late", "2026-11-16T09:00:00Z"), late), "saved");
        assert.deepEqual(await buildings(), { known: all("Harbor"), late: all("Harbor") }, `before write ${nth}`);
      }
    });

    it("does a day again whose buildings were replaced while it was done", async () => {
      await save(meeting("a", "2026-11-16T09:00:00Z"));
      await store.buildings.replace([HARBOR], ADMIN);
      let isReplaced = false;
      const slow = beside({
        database: watchWrites(db.database, async (write) => {
          // Its third write are the participations: total and mark went before.
          if (write !== 3 || isReplaced) return;
          isReplaced = true;
          await store.buildings.replace([buildBuilding({ buildingName: "New" })], ADMIN);
          await reapplyAll();
        }),
      });
      await reapplyAll(slow);
      assert.ok(isReplaced);
      assert.deepEqual(await buildings(), { a: all("New") });
    });

    it("stops in the middle of a day when told to, and then does the day again", async () => {
      const crowd = Array.from({ length: 600 }, (_, n) => buildPerson(`person-${n}`));
      await save(meeting("a", "2026-11-16T09:00:00Z", "10.1.1.0", { people: crowd }));
      await store.buildings.replace([HARBOR], ADMIN);
      assert.equal(await store.buildings.reapply(AbortSignal.abort()), false);
      const unfinished = (await current()).reapplied;
      assert.deepEqual([unfinished.looked, unfinished.finishedAt], [0, null]);
      await reapplyAll();
      const { looked, changed, finishedAt } = (await current()).reapplied;
      assert.deepEqual([looked, changed, finishedAt], [600, 100, clock.now()]);
    });

    it("changes nothing else of erased people, nor brings them back", async () => {
      await save(meeting("a", "2026-11-16T09:00:00Z"));
      await store.buildings.replace([HARBOR], "bert");
      await store.erasures.erase("bert");
      assert.match((await current()).by, /^erased-/);
      await reapplyAll();
      const stored = await db.database.collection("participations").find({ tenantId: store.tenantId }).toArray();
      assert.deepEqual(
        stored.map(({ network }) => (network as { building: string }).building),
        all("Harbor"),
      );
      assert.ok(!JSON.stringify(stored).includes("bert"));
    });

    it("removes the lines of earlier uploads when nobody reads them any more", async () => {
      const held = async (): Promise<string[]> => {
        const found = await db.database.collection("buildingChunks").distinct("uploadId", { tenantId: store.tenantId });
        return found.map(String);
      };
      const first = await store.buildings.replace([HARBOR], ADMIN);
      await clock.advance(2 * HOUR_MS);
      const second = await store.buildings.replace([TOWER], ADMIN);
      await reapplyAll();
      assert.deepEqual((await held()).sort(), [first.uploadId, second.uploadId].sort());
      await clock.advance(HOUR_MS);
      await reapplyAll();
      assert.deepEqual(await held(), [second.uploadId]);
      assert.deepEqual(await rowsOf(), [TOWER]);
    });

    it("leaves the earlier upload as it is when a new one breaks off", async () => {
      await store.buildings.replace([HARBOR], ADMIN);
      const dying = beside({ database: failingAtWrite(db.database, 2) });
      await assert.rejects(dying.buildings.replace([TOWER], ADMIN));
      assert.deepEqual(await rowsOf(), [HARBOR]);
      await save(meeting("a", "2026-11-16T09:00:00Z"));
      assert.deepEqual(await buildings(), { a: all("Harbor") });
    });
  });
}
