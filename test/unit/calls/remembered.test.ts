import assert from "node:assert/strict";
import { remembered } from "../../../src/calls/remembered.ts";

describe("remembered", () => {
  it("makes a thing once for the same texts, and another for others", () => {
    let made = 0;
    const make = remembered(10, (first, second) => ({ first, second, number: (made += 1) }));
    assert.equal(make("a", "b"), make("a", "b"));
    assert.notEqual(make("a", "b"), make("ab", ""));
    assert.deepEqual(make("ab", ""), { first: "ab", second: "", number: 2 });
  });

  it("holds no more than so many", () => {
    let made = 0;
    const make = remembered(2, (text: string) => ({ text, number: (made += 1) }));
    for (const text of ["a", "b", "c", "a"]) assert.equal(make(text).text, text);
    assert.equal(made, 4);
  });

  it("keeps nothing of what failed", () => {
    let isBroken = true;
    const make = remembered(2, (text: string) => {
      if (isBroken) throw new RangeError(text);
      return { text };
    });
    assert.throws(() => make("a"), RangeError);
    isBroken = false;
    assert.equal(make("a").text, "a");
  });
});
