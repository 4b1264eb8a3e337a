import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Binary } from "mongodb";
import { createMarkCount, packMarks } from "../../../src/store/person-marks.ts";

function markOf(personId: string): string {
  return createHash("sha256").update(personId).digest("hex").slice(0, 32);
}

function packOf(from: number, to: number): Promise<Binary> {
  const personIds = Array.from({ length: to - from }, (_, index) => `person ${from + index}`);
  return packMarks(personIds, markOf);
}

async function peopleIn(...packs: Promise<Binary>[]): Promise<number> {
  const count = createMarkCount();
  for (const pack of packs) await count.add(await pack);
  return count.people();
}

/** How many turns of the event loop others get while it works. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let isDone = false;
  const done = work.then(() => (isDone = true));
  let turns = 0;
  for (; !isDone; turns += 1) await nextTurn();
  await done;
  return turns;
}

describe("person marks", () => {
  it("counts who was there on several days once", async () => {
    assert.equal(await peopleIn(packOf(0, 5_000), packOf(3_000, 6_000), packOf(10, 11)), 6_000);
  });

  it("counts nobody where nobody was", async () => {
    assert.equal(await peopleIn(), 0);
    assert.equal(await peopleIn(packOf(0, 0), packOf(0, 1)), 1);
  });

  it("takes six bytes a person, in their order", async () => {
    const pack = await packOf(0, 2_500);
    assert.equal(pack.length(), 15_000);
    assert.equal(Buffer.from(pack.value()).subarray(-6).toString("hex"), markOf("person 2499").slice(0, 12));
  });

  it("lets others work while it makes the marks of many people", async () => {
    const turns = await turnsDuring(packOf(0, 10_000));
    assert.ok(turns >= 9, `${turns} turns`);
  });

  it("lets others work while it counts many days", async () => {
    const pack = await packOf(0, 10_000);
    const count = createMarkCount();
    const addAll = async (): Promise<void> => {
      for (let day = 0; day < 20; day += 1) await count.add(pack);
    };
    const turns = await turnsDuring(addAll());
    assert.ok(turns >= 10, `${turns} turns`);
    assert.equal(count.people(), 10_000);
  });
});
