import assert from "node:assert/strict";
import { heldMemory, type MemorySample } from "../../bench/held-memory.ts";

/** A hundred samples, one each thousand calls. */
const samplesOf = (heapAfter: (calls: number) => number): MemorySample[] =>
  Array.from({ length: 100 }, (_, index) => {
    const calls = (index + 1) * 1_000;
    return { calls, heap: heapAfter(calls), resident: 7 };
  });

describe("what is held in a leak run", () => {
  it("is the same at the end when memory only grew while warming up", () => {
    const { heap, resident } = heldMemory(samplesOf((calls) => Math.min(calls, 15_000)));
    assert.deepEqual(heap, { warm: 15_000, end: 15_000 });
    assert.deepEqual(resident, { warm: 7, end: 7 });
  });

  it("tells what leaks with every call", () => {
    const { heap } = heldMemory(samplesOf((calls) => 1_000_000 + calls * 10));
    assert.deepEqual(heap, { warm: 1_250_000, end: 1_950_000 });
  });

  it("is not disturbed by one sample with garbage", () => {
    const { heap } = heldMemory(samplesOf((calls) => (calls === 95_000 ? 900 : 100)));
    assert.deepEqual(heap, { warm: 100, end: 100 });
  });
});
