import assert from "node:assert/strict";
import { timedInTurn } from "../../../bench/answers/timed.ts";

describe("timing questions in turn", () => {
  it("prepares every round, those that do not count included", async () => {
    const done: string[] = [];
    const doing = (what: string) => () => Promise.resolve(done.push(what));
    const times = await timedInTurn([doing("a"), doing("b")], 2, doing("prepare"));
    assert.deepEqual(done.join(" "), "prepare a b prepare a b prepare a b");
    assert.deepEqual(
      times.map(({ length }) => length),
      [2, 2],
    );
  });
});
