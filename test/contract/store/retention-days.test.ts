import assert from "node:assert/strict";
import { DrivenClock } from "../../support/driven-clock.ts";
import { buildIncident } from "../../support/incident-builder.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const NOW = new Date("2030-03-04T08:00:00Z");
const DAY_MS = 86_400_000;

for (const engine of testEngines()) {
  describe(`days that things are kept on ${engine.name}`, () => {
    let db: TestDatabase;
    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());

    async function keptDays(over: { accessLogDays?: number; incidentDays?: number }): Promise<Record<string, number>> {
      const store = db.storeFor({ clock: new DrivenClock(NOW), retentionDays: 30, ...over });
      const { tenantId } = store;
      await store.participations.last({ personId: "admin", isAdmin: true }, "anna", NOW);
      await store.incidents.save(buildIncident({ state: "resolved", resolvedAt: NOW }), null);
      await store.deliveries.add({ incidentId: "incident", revision: 1, conversationIds: ["19:channel"], at: NOW });
      const days: Record<string, number> = {};
      for (const name of ["accessLog", "incidents", "deliveries"]) {
        const kept = await db.database.collection<{ expireAt: Date }>(name).findOne({ tenantId });
        days[name] = ((kept?.expireAt.getTime() ?? NaN) - NOW.getTime()) / DAY_MS;
      }
      return days;
    }

    it("are those of calls, unless they have their own", async () => {
      assert.deepEqual(await keptDays({}), { accessLog: 30, incidents: 30, deliveries: 30 });
      const own = await keptDays({ accessLogDays: 400, incidentDays: 7 });
      assert.deepEqual(own, { accessLog: 400, incidents: 7, deliveries: 7 });
    });
  });
}
