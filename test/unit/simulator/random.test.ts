import assert from "node:assert/strict";
import { Random } from "../../../src/simulator/random.ts";

describe("simulator/random", () => {
  it("gives the same row for the same key and another for another", () => {
    const row = (key: string): number[] => {
      const random = new Random(key);
      return Array.from({ length: 20 }, () => random.bits());
    };
    assert.deepEqual(row("1/person/7"), row("1/person/7"));
    assert.notDeepEqual(row("1/person/7"), row("1/person/8"));
  });

  it("spreads evenly", () => {
    const random = new Random("even");
    const counts = Array<number>(10).fill(0);
    for (let draw = 0; draw < 10_000; draw += 1) {
      const bucket = Math.floor(random.next() * 10);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    for (const count of counts) assert.ok(count > 850 && count < 1150, String(counts));
  });

  it("stays within bounds and weights", () => {
    const random = new Random("bounds");
    const whole = new Set(Array.from({ length: 500 }, () => random.int(3, 6)));
    assert.deepEqual([...whole].sort(), [3, 4, 5, 6]);
    const names = Array.from({ length: 4000 }, () => random.weighted({ often: 3, seldom: 1, never: 0 }));
    const seldom = names.filter((name) => name === "seldom").length;
    assert.ok(seldom > 850 && seldom < 1150, String(seldom));
    assert.ok(!names.includes("never"));
    assert.match(random.guid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("draws counts around their mean", () => {
    const random = new Random("poisson");
    let sum = 0;
    for (let draw = 0; draw < 3000; draw += 1) sum += random.poisson(1.7);
    assert.ok(Math.abs(sum / 3000 - 1.7) < 0.1, String(sum / 3000));
  });
});
