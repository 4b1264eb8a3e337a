import assert from "node:assert/strict";
import { deserialize, Long, serialize } from "bson";
import { CursorStore, cursorId } from "../../../src/embedded/cursor-store.ts";
import { MongoError } from "../../../src/embedded/mongo-error.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

type Batch = { documents: unknown[]; id: bigint };

/** What an answer of the store says; it opens with 300 documents unless told. */
function read(answer: Uint8Array): Batch {
  const { cursor } = deserialize(answer, { promoteLongs: false }) as {
    cursor: { firstBatch?: unknown[]; nextBatch?: unknown[]; id: Long };
  };
  return { documents: cursor.firstBatch ?? cursor.nextBatch ?? [], id: cursor.id.toBigInt() };
}

function results(count: number, size = 10) {
  const bytes = Array.from({ length: count }, (_, n) => serialize({ n, pad: "x".repeat(size) }));
  return { bytes, render: null };
}

function isNotFound(error: unknown): boolean {
  return error instanceof MongoError && error.codeName === "CursorNotFound";
}

describe("the open cursors", () => {
  const clock = new DrivenClock(new Date("2030-01-01T00:00:00Z"));

  it("give everything in batches, and end with the last one", () => {
    const cursors = new CursorStore(clock);
    const first = read(cursors.open("d.c", results(250), 100));
    const second = read(cursors.next(first.id, "d.c", 100));
    const third = read(cursors.next(first.id, "d.c", 100));
    assert.deepEqual(
      [first, second, third].map(({ documents }) => documents.length),
      [100, 100, 50],
    );
    assert.deepEqual([second.id, third.id], [first.id, 0n]);
    assert.throws(() => cursors.next(first.id, "d.c", 100), isNotFound);
  });

  it("leave nothing open when all is given, or one batch was all that was wanted", () => {
    const cursors = new CursorStore(clock);
    assert.equal(read(cursors.open("d.c", results(100), 100)).id, 0n);
    assert.equal(read(cursors.open("d.c", results(200), 100, false)).id, 0n);
  });

  it("hold a batch to sixteen megabytes, and give one larger document alone", () => {
    const cursors = new CursorStore(clock);
    const first = read(cursors.open("d.c", results(3, 9_000_000), 100));
    assert.equal(first.documents.length, 1);
    assert.equal(read(cursors.next(first.id, "d.c", 100)).documents.length, 1);
  });

  it("belong to their collection, and are closed by name, at once, or after ten idle minutes", async () => {
    const cursors = new CursorStore(clock);
    const [killed, idle, used] = [1, 2, 3].map(() => read(cursors.open("d.c", results(300), 100)).id);
    assert.ok(killed !== undefined && idle !== undefined && used !== undefined);
    assert.throws(() => cursors.next(used, "d.other", 100), isNotFound);
    assert.deepEqual([cursors.kill(killed), cursors.kill(killed)], [true, false]);
    await clock.advance(9 * 60_000);
    cursors.next(used, "d.c", 1);
    await clock.advance(2 * 60_000);
    cursors.closeIdle();
    assert.throws(() => cursors.next(idle, "d.c", 1), isNotFound);
    assert.equal(read(cursors.next(used, "d.c", 1)).documents.length, 1);
    cursors.closeAll();
    assert.throws(() => cursors.next(used, "d.c", 1), isNotFound);
  });

  it("have 64-bit ids and no others", () => {
    assert.equal(cursorId(Long.fromNumber(7)), 7n);
    assert.throws(() => cursorId("7"), isNotFound);
  });
});
