import assert from "node:assert/strict";
import { serialize, type Int32 } from "bson";
import fc from "fast-check";
import { readDocument } from "../../../src/embedded/bson-value.ts";
import { Collection } from "../../../src/embedded/collection.ts";
import { parseFilter } from "../../../src/embedded/filter.ts";
import { parseIndexDefinition } from "../../../src/embedded/index-definition.ts";
import { createPace } from "../../../src/embedded/pace.ts";
import { runQuery } from "../../../src/embedded/query.ts";
import { toNumber } from "../../../src/embedded/numeric.ts";
import { parseSort, sortKey } from "../../../src/embedded/sort-order.ts";

type Plain = Record<string, unknown>;

const INDEXES: Plain[] = [
  { key: { a: 1 } },
  { key: { a: 1, b: -1 } },
  { key: { a: -1, b: 1, c: 1 } },
  { key: { b: 1 }, partialFilterExpression: { a: { $gt: 1 } }, name: "partial" },
  { key: { c: 1 }, partialFilterExpression: { c: { $exists: true } }, name: "present" },
  { key: { "d.e": 1, a: 1 } },
  { key: { c: -1 } },
];

const scalar = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(null, "x", "y", true, 1.5, new Date(2)));
const leaf = fc.oneof({ weight: 6, arbitrary: scalar }, { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) });
const row = fc.record(
  {
    a: leaf,
    b: scalar,
    c: leaf,
    d: fc.oneof(fc.record({ e: scalar }), fc.array(fc.record({ e: scalar }), { maxLength: 2 })),
  },
  { requiredKeys: [] },
);
const comparison = fc
  .tuple(fc.constantFrom("$gt", "$gte", "$lt", "$lte", "$eq", "$ne"), scalar)
  .map(([operator, value]): unknown => ({ [operator]: value }));
const several = fc.tuple(comparison, comparison).map(([one, other]): unknown => Object.assign({}, one, other));
const within = fc.array(scalar, { maxLength: 3 }).map((values): unknown => ({ $in: values }));
const present = fc.boolean().map((exists): unknown => ({ $exists: exists }));
const condition = fc.oneof(scalar, comparison, several, within, present);
const plainFilter = fc.record({ a: condition, b: condition, c: condition, "d.e": condition }, { requiredKeys: [] });
const filter = fc.oneof(
  { weight: 4, arbitrary: plainFilter },
  {
    weight: 1,
    arbitrary: fc
      .tuple(plainFilter, plainFilter, plainFilter)
      .map(([one, two, rest]): Plain => ({ ...rest, $or: [one, two] })),
  },
);
const order = fc.constantFrom<Plain | null>(
  null,
  { a: 1 },
  { a: -1, b: 1 },
  { b: 1 },
  { b: -1, c: -1 },
  { c: 1 },
  { c: -1 },
  { "d.e": 1 },
  { a: 1, c: 1 },
);

describe("planning a query", () => {
  it("finds by indexes exactly what it finds without, in the asked order", async () => {
    const rows = fc.array(row, { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(rows, filter, order, async (documents, asked, sort) => {
        const plain = collectionOf(documents, []);
        const indexed = collectionOf(documents, INDEXES);
        const [expected, found] = [await run(plain, asked, sort), await run(indexed, asked, sort)];
        assert.deepEqual([...found.ids].sort(byNumber), [...expected.ids].sort(byNumber));
        assert.deepEqual(found.order, expected.order);
        const limited = await run(indexed, asked, sort, 3);
        assert.deepEqual(limited.order, expected.order.slice(0, 3));
        assert.equal(limited.ids.length, Math.min(3, expected.ids.length));
      }),
      { numRuns: 200 },
    );
  });

  it("looks only at the stretch that bounds and sort name", async () => {
    const documents = Array.from({ length: 500 }, (_, n) => ({ person: n % 5, start: new Date(n), stage: n % 3 }));
    const collection = collectionOf(documents, [{ key: { person: 1, start: -1 } }, { key: { stage: 1, start: 1 } }]);
    const examined = async (asked: Plain, sort: Plain | null, limit = 0): Promise<number> =>
      (await report(collection, asked, sort, limit)).examinedDocuments;
    assert.equal(await examined({ person: 1, start: { $gte: new Date(100), $lt: new Date(200) } }, { start: -1 }), 20);
    assert.equal(await examined({ person: 1 }, { start: 1 }, 7), 7);
    assert.equal(await examined({ person: { $in: [1, 2] }, start: { $gt: new Date(480) } }, null), 8);
    assert.equal(await examined({ person: 1, start: { $gte: new Date(100) } }, { start: -1 }, 7), 7);
    assert.equal(await examined({ _id: { $in: Array.from({ length: 5000 }, (_, n) => n * 2) } }, null), 250);
    assert.equal(await examined({ person: 9 }, { start: 1 }), 0);
  });
});

function collectionOf(documents: Plain[], indexes: Plain[]): Collection {
  let numbers = 0;
  const changes = { put: () => undefined, erase: () => undefined };
  const collection = new Collection({ number: 1, namespace: "d.c", changes, nextNumber: () => ++numbers });
  for (const index of indexes) collection.addIndex(parseIndexDefinition(readDocument(serialize(index))));
  for (const [at, document] of documents.entries()) {
    // Two arrays in one compound index are refused; the arrays of `c` and `d` meet none of `a` there.
    const fits = Array.isArray(document["a"]) ? { ...document, c: 1, d: { e: 1 } } : document;
    collection.insert(serialize({ _id: at, ...fits }), () => assert.fail("it has an id"));
  }
  return collection;
}

async function report(collection: Collection, asked: Plain, sort: Plain | null, limit = 0) {
  const query = { condition: parseFilter(readDocument(serialize(asked))), sort: parseSort(sort), skip: 0, limit };
  return runQuery(collection, query, createPace());
}

/** The ids found, and the keys they are sorted by in the order they came: documents that tie may change places. */
async function run(
  collection: Collection,
  asked: Plain,
  sort: Plain | null,
  limit = 0,
): Promise<{ ids: number[]; order: string[] }> {
  const { found } = await report(collection, asked, sort, limit);
  const documents = found.map(({ bytes }) => readDocument(bytes));
  const fields = parseSort(sort) ?? [];
  return {
    ids: documents.map((document) => toNumber(document["_id"] as Int32)),
    order: fields.length === 0 ? [] : documents.map((document) => sortKey(document, fields)),
  };
}

function byNumber(left: number, right: number): number {
  return left - right;
}
