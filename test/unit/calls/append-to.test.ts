import assert from "node:assert/strict";
import { appendTo } from "../../../src/calls/append-to.ts";

describe("appendTo", () => {
  it("begins a key's list, and then adds to that very list, in order", () => {
    const lists = new Map<string, number[]>();
    appendTo(lists, "odd", 1, 3);
    const odd = lists.get("odd");
    appendTo(lists, "even", 2);
    appendTo(lists, "odd", 5);
    assert.deepEqual(
      [...lists],
      [
        ["odd", [1, 3, 5]],
        ["even", [2]],
      ],
    );
    assert.equal(lists.get("odd"), odd);
  });

  it("takes no list that it was given for its own", () => {
    const [given, lists] = [[1], new Map<string, number[]>()];
    appendTo(lists, "a", ...given);
    appendTo(lists, "a", 2);
    assert.deepEqual(given, [1]);
  });
});
