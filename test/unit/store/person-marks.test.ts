import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { countMarks, packMarks } from "../../../src/store/person-marks.ts";

function markOf(person: number): string {
  return createHash("sha256").update(`person ${person}`).digest("hex").slice(0, 32);
}

function marksOf(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) => markOf(from + index));
}

describe("person marks", () => {
  it("counts who was there on several days once", () => {
    const days = [marksOf(0, 5_000), marksOf(3_000, 6_000), marksOf(10, 11)];
    assert.equal(countMarks(days.map(packMarks)), 6_000);
  });

  it("counts nobody where nobody was", () => {
    assert.equal(countMarks([]), 0);
    assert.equal(countMarks([packMarks([]), packMarks(marksOf(0, 1))]), 1);
  });

  it("takes six bytes a person", () => {
    assert.equal(packMarks(marksOf(0, 100)).length(), 600);
  });
});
