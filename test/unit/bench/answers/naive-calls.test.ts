import assert from "node:assert/strict";
import { createDepartment } from "../../../bench/answers/department.ts";
import { countRecords } from "../../../bench/answers/naive-calls.ts";

describe("counting call records in code", () => {
  it("counts for everybody the calls, the time and the ratings that their participations have", () => {
    const { payloads, participations, people } = createDepartment({ people: 6, calls: 60 });
    assert.ok(people.length > 3);
    for (const personId of people) {
      const own = participations.filter((one) => one.personId === personId);
      const ids = new Set(own.map(({ callId }) => callId));
      const counted = countRecords(
        payloads.filter(({ id }) => typeof id === "string" && ids.has(id)),
        personId,
      );
      assert.equal(counted.calls, own.length);
      assert.deepEqual(new Set(counted.byType.keys()), new Set(own.map(({ callType }) => callType)));
      const rated = own.flatMap(({ ratings }) => ratings).length;
      assert.equal(
        [...counted.ratings.values()].reduce((sum, count) => sum + count, 0),
        rated,
      );
    }
  });
});
