import assert from "node:assert/strict";
import { MongoBulkWriteError, MongoNetworkError, type BulkWriteResult } from "mongodb";
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

  it("does a group that fails again in halves, one after the other, so that only what cannot be done fails", async () => {
    const carried: string[] = [];
    let underWay = 0;
    const ask = shareTrip(async (items: string[]) => {
      carried.push(items.join(""));
      underWay += 1;
      assert.equal(underWay, 1, "never two trips at a time");
      await turn();
      underWay -= 1;
      if (items.includes("x")) throw new Error("refused");
      return items.map((item) => `${item}!`);
    });
    const asked = await Promise.allSettled(["a", "b", "x", "c", "d"].map((item) => ask(item)));
    assert.deepEqual(
      asked.map((outcome) => (outcome.status === "fulfilled" ? outcome.value : null)),
      ["a!", "b!", null, "c!", "d!"],
    );
    assert.deepEqual(carried, ["abxcd", "abx", "ab", "x", "cd"]);
    assert.equal(await ask("e"), "e!");
  });

  it("fails a group at once where the database does not answer", async () => {
    const silence = new MongoNetworkError("gone");
    for (const error of [silence, new MongoBulkWriteError(silence, {} as BulkWriteResult)]) {
      let trips = 0;
      const ask = shareTrip(() => {
        trips += 1;
        return Promise.reject(error);
      });
      const asked = await Promise.allSettled(["a", "b", "c"].map((item) => ask(item)));
      assert.deepEqual(
        asked.map(({ status }) => status),
        ["rejected", "rejected", "rejected"],
      );
      assert.equal(trips, 1, error.name);
    }
  });
});
