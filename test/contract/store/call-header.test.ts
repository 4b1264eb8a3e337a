import assert from "node:assert/strict";
import { createHeaderTrips, type CallRecordDocument } from "../../../src/store/call-header.ts";
import { buildPerson } from "../../support/call-record-builder.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";
import { watchWrites } from "../../support/watched-database.ts";

const ANNA = buildPerson("anna");

for (const engine of testEngines()) {
  describe(`headers of calls on ${engine.name}`, () => {
    let db: TestDatabase;

    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());

    const header = (_id: string, revision: string): CallRecordDocument =>
      ({ _id, tenantId: "tenant", callId: _id, revision, organizer: ANNA }) as CallRecordDocument;

    it("are written once when others of their group are refused, so that an erasure in between stays", async () => {
      const headers = db.database.collection<CallRecordDocument>("callRecords");
      const writing = watchWrites(db.database, async (nth) => {
        if (nth === 2) await headers.updateOne({ _id: "known" }, { $set: { organizer: null } });
      });
      const { writeHeader } = createHeaderTrips(writing.collection("callRecords"));
      await headers.insertMany([header("held", "3"), header("known", "1")]);
      const written = [
        { header: header("held", "2"), isFirst: false },
        { header: header("known", "2"), isFirst: false },
        { header: header("held", "1"), isFirst: false },
      ];
      assert.deepEqual(await Promise.all(written.map(writeHeader)), [false, true, false]);
      const known = await headers.findOne({ _id: "known" });
      assert.deepEqual([known?.revision, known?.organizer], ["2", null]);
    });
  });
}
