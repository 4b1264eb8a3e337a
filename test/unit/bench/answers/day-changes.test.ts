import assert from "node:assert/strict";
import { createDayChanges } from "../../../bench/answers/day-changes.ts";
import { CONTEXT, createDepartment } from "../../../bench/answers/department.ts";
import { loadTenant } from "../../../bench/answers/tenant-load.ts";
import { EMBEDDED_ENGINE, openTestDatabase, type TestDatabase } from "../../../support/test-store.ts";

describe("days that change between an admin's questions", () => {
  let db: TestDatabase;

  before(async () => {
    db = await openTestDatabase(EMBEDDED_ENGINE);
  });
  after(() => db.close());

  it("are published anew one after the other, from three to five days back", async () => {
    const department = createDepartment({ people: 4, calls: 60 });
    const { database, store } = await loadTenant(db.client, department, 1, () => undefined);
    try {
      await store.rollups.refresh(100);
      const change = createDayChanges({ database, store });
      const changed: string[][] = [];
      for (let times = 0; times < 4; times += 1) {
        const before = await generationsOf();
        await change();
        const after = await generationsOf();
        changed.push([...after.keys()].filter((day) => after.get(day) !== before.get(day)));
      }
      assert.deepEqual(changed, [["2026-11-17"], ["2026-11-16"], ["2026-11-15"], ["2026-11-17"]]);
      assert.equal(await store.rollups.refresh(1), 0, "nothing waits");
    } finally {
      await database.dropDatabase();
    }

    async function generationsOf(): Promise<Map<string, unknown>> {
      const days = await database.collection("rollupDays").find({ tenantId: CONTEXT.tenantId }).toArray();
      return new Map(days.map(({ day, generation }) => [String(day), generation]));
    }
  });
});
