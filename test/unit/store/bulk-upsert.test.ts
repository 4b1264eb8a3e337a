import assert from "node:assert/strict";
import {
  MongoBulkWriteError,
  type WriteError,
  type AnyBulkWriteOperation,
  type BulkWriteResult,
  type Collection,
} from "mongodb";
import { bulkUpsert, inBatches, insertAbsent } from "../../../src/store/bulk-upsert.ts";

describe("batches of a bulk write", () => {
  it("hold at most a thousand documents, in order", () => {
    const documents = Array.from({ length: 2_500 }, (_, index) => ({ index }));
    const batches = inBatches(documents);
    assert.deepEqual(
      batches.map((batch) => batch.length),
      [1_000, 1_000, 500],
    );
    assert.deepEqual(batches.flat(), documents);
  });

  it("are none for no documents", () => {
    assert.deepEqual(inBatches([]), []);
  });
});

type Named = { name: string };

function upsertOf(name: string): AnyBulkWriteOperation<Named> {
  return { updateOne: { filter: { name }, update: { $set: { name } }, upsert: true } };
}

/** A collection that refuses, at each bulk, the operations at these places with these codes. */
function refusing(bulks: { code: number; at: number[] }[]): {
  collection: Pick<Collection<Named>, "bulkWrite">;
  sent: AnyBulkWriteOperation<Named>[][];
} {
  const sent: AnyBulkWriteOperation<Named>[][] = [];
  const bulkWrite = (operations: readonly AnyBulkWriteOperation<Named>[]): Promise<BulkWriteResult> => {
    sent.push([...operations]);
    const { code, at } = bulks[sent.length - 1] ?? { code: 0, at: [] };
    const result = { getWriteConcernError: () => undefined } as BulkWriteResult;
    if (at.length === 0) return Promise.resolve(result);
    const error = new MongoBulkWriteError({ message: "refused", code, writeErrors: [] }, result);
    error.writeErrors = at.map((index) => ({ index, code }) as WriteError);
    return Promise.reject(error);
  };
  return { collection: { bulkWrite }, sent };
}

describe("upserts in bulk", () => {
  const operations = ["a", "b", "c"].map(upsertOf);

  it("sends again only what a duplicate key refused", async () => {
    const { collection, sent } = refusing([{ code: 11_000, at: [0, 2] }]);
    assert.deepEqual(await bulkUpsert(collection, operations), []);
    assert.deepEqual(sent, [operations, [operations[0], operations[2]]]);
  });

  it("gives what stays refused, and sends nothing else again", async () => {
    const { collection, sent } = refusing([[1, 2], [0, 1], [1]].map((at) => ({ code: 11_000, at })));
    assert.deepEqual(await bulkUpsert(collection, operations), [operations[2]]);
    assert.deepEqual(sent, [operations, operations.slice(1), operations.slice(1)]);
  });

  it("throws what is refused for another reason", async () => {
    const { collection, sent } = refusing([{ code: 121, at: [1] }]);
    await assert.rejects(bulkUpsert(collection, operations), MongoBulkWriteError);
    assert.equal(sent.length, 1);
  });

  it("sends nothing for nothing", async () => {
    const { collection, sent } = refusing([]);
    assert.deepEqual(await bulkUpsert(collection, []), []);
    assert.deepEqual(sent, []);
  });
});

describe("inserts in bulk of what is not there", () => {
  const documents = ["a", "b", "c"].map((name) => ({ name }));
  const operations = documents.map((document) => ({ insertOne: { document } }));

  it("give the documents whose key was taken, and send nothing again", async () => {
    const { collection, sent } = refusing([{ code: 11_000, at: [1] }]);
    assert.deepEqual(await insertAbsent(collection, documents), [{ name: "b" }]);
    assert.deepEqual(sent, [operations]);
  });

  it("throw what is refused for another reason", async () => {
    const { collection } = refusing([{ code: 121, at: [1] }]);
    await assert.rejects(insertAbsent(collection, documents), MongoBulkWriteError);
  });

  it("send nothing for nothing", async () => {
    const { collection, sent } = refusing([]);
    assert.deepEqual(await insertAbsent(collection, []), []);
    assert.deepEqual(sent, []);
  });
});
