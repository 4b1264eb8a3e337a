import assert from "node:assert/strict";
import { serialize } from "bson";
import { Collection } from "../../../src/embedded/collection.ts";
import { parseIndexDefinition } from "../../../src/embedded/index-definition.ts";
import { removeExpired } from "../../../src/embedded/time-to-live.ts";

const NOW = new Date("2030-01-01T00:00:00Z");

describe("removing what has expired", () => {
  it("takes a part at a time, so that nobody waits long, and each document once", () => {
    const collection = collectionOf([{ at: 1 }, { other: -1 }]);
    for (let n = 0; n < 1200; n += 1) insert(collection, { _id: n, at: NOW, other: [NOW, new Date(n)] });
    insert(collection, { _id: "later", at: new Date(NOW.getTime() + 1) });
    insert(collection, { _id: "never", at: "yesterday", other: null });
    const swept = [1, 2, 3].map(() => removeExpired({ all: () => [collection] }, NOW));
    assert.deepEqual(swept, [
      { removed: 500, more: true },
      { removed: 500, more: true },
      { removed: 200, more: false },
    ]);
    assert.equal(collection.documents.size, 2);
  });
});

function collectionOf(keys: Record<string, number>[]): Collection {
  let numbers = 0;
  const changes = { put: () => undefined, erase: () => undefined };
  const collection = new Collection({ number: 1, namespace: "d.c", changes, nextNumber: () => ++numbers });
  for (const key of keys) collection.addIndex(parseIndexDefinition({ key, expireAfterSeconds: 0 }));
  return collection;
}

function insert(collection: Collection, document: object): void {
  collection.insert(serialize(document), () => assert.fail("it has an id"));
}
