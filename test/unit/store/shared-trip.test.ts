import assert from "node:assert/strict";
import { shareTrip } from "../../../src/store/shared-trip.ts";

describe("shared trip", () => {
  /** Trips whose ends the test decides, with what each one carried. */
  function heldTrips(): {
    carried: string[][];
    arrive: () => void;
    run: (items: string[]) => Promise<string[]>;
  } {
    const carried: string[][] = [];
    let arrive: (() => void) | null = null;
    return {
      carried,
      arrive: () => arrive?.(),
      run: (items) =>
        new Promise((resolve) => {
          carried.push(items);
          arrive = () => resolve(items.map((item) => `${item}!`));
        }),
    };
  }

  /** Trips leave at the end of a turn. */
  async function turn(): Promise<void> {
    for (const phase of ["asked", "left"]) await new Promise((resolve) => setImmediate(resolve, phase));
  }

  it("takes those who ask in one turn together, and a single item at once", async () => {
    const trips = heldTrips();
    const ask = shareTrip(trips.run);
    const both = [ask("x"), Promise.resolve().then(() => ask("y"))];
    await turn();
    assert.deepEqual(trips.carried.splice(0), [["x", "y"]]);
    trips.arrive();
    assert.deepEqual(await Promise.all(both), ["x!", "y!"]);
    const asked = ask("a");
    await turn();
    assert.deepEqual(trips.carried, [["a"]]);
    trips.arrive();
    assert.equal(await asked, "a!");
  });

  it("gathers what is asked meanwhile for the next one, and gives each its own result", async () => {
    const trips = heldTrips();
    const ask = shareTrip(trips.run);
    const first = ask("a");
    await turn();
    const [second, third] = [ask("b"), ask("c")];
    trips.arrive();
    assert.equal(await first, "a!");
    await turn();
    assert.deepEqual(trips.carried, [["a"], ["b", "c"]]);
    trips.arrive();
    assert.deepEqual(await Promise.all([second, third]), ["b!", "c!"]);
  });

  it("never takes along what was asked after it left", async () => {
    const trips = heldTrips();
    const ask = shareTrip(trips.run);
    const first = ask("a");
    await turn();
    const second = ask("b");
    trips.arrive();
    await first;
    await turn();
    const late = ask("late");
    assert.deepEqual(trips.carried, [["a"], ["b"]]);
    trips.arrive();
    await second;
    await turn();
    trips.arrive();
    assert.equal(await late, "late!");
  });

  it("does the items of a group that fails alone, so that only the one that cannot be done fails", async () => {
    const ask = shareTrip((items: string[]) =>
      items.includes("bad") ? Promise.reject(new Error("refused")) : Promise.resolve(items),
    );
    const asked = await Promise.allSettled([ask("a"), ask("b"), ask("bad"), ask("c")]);
    assert.deepEqual(
      asked.map(({ status }) => status),
      ["fulfilled", "fulfilled", "rejected", "fulfilled"],
    );
    assert.equal(await ask("d"), "d");
  });
});
