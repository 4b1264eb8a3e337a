import assert from "node:assert/strict";
import { SIMULATED_TENANT_ID } from "../../../../src/simulator/simulated-tenant.ts";
import { createDepartment, forDepartment } from "../../../bench/answers/department.ts";

const PERSON = "4fc1dee1-d63d-4203-b368-248cd70b3982";

describe("departments of a growing tenant", () => {
  it("are other people with other homes, in the same offices of the same tenant", () => {
    const told = {
      _id: `${SIMULATED_TENANT_ID}|${PERSON}|${PERSON}`,
      personId: PERSON,
      start: new Date(0),
      home: "203.0.113.114",
      trunk: "203.0.113.21",
      office: "198.51.100.10",
      seconds: 4,
      nothing: null,
    };
    const other = forDepartment(3)(told);
    assert.match(other._id, new RegExp(`^${SIMULATED_TENANT_ID}\\|${other.personId}\\|${other.personId}$`));
    assert.notEqual(other.personId, PERSON);
    assert.equal(other.personId.slice(8), PERSON.slice(8));
    assert.equal(other.home, "100.64.3.114");
    const { start, trunk, office, seconds, nothing } = told;
    assert.deepEqual({ ...other, ...{ start, trunk, office, seconds, nothing } }, other);
    assert.deepEqual(forDepartment(0)(told), told);
  });

  it("never share a person or a call", () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => forDepartment(index)(PERSON));
    assert.equal(new Set(ids).size, 1_000);
  });

  it("are the latest calls when only some are wanted", () => {
    const { headers, payloads, participations } = createDepartment({ people: 4, calls: 10 });
    assert.deepEqual([headers.length, payloads.length], [10, 10]);
    assert.deepEqual(new Set(participations.map(({ callId }) => callId)), new Set(headers.map(({ callId }) => callId)));
  });
});
