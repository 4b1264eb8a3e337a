import assert from "node:assert/strict";
import { Double, Int32, Long } from "bson";
import type { BsonDocument } from "../../../src/embedded/bson-value.ts";
import { compileExpression } from "../../../src/embedded/expression.ts";
import { MongoError } from "../../../src/embedded/mongo-error.ts";
import { compileStage, parsePipeline, pipelineFields } from "../../../src/embedded/pipeline.ts";

const int = (value: number): Int32 => new Int32(value);

function run(stages: BsonDocument[], documents: BsonDocument[]): BsonDocument[] {
  return parsePipeline(stages).reduce((current, stage) => compileStage(stage)(current), documents);
}

describe("pipelines", () => {
  const rows: BsonDocument[] = [
    { _id: int(1), k: "a", n: int(3), at: new Date(10), list: [{ x: int(1) }, { x: int(2) }] },
    { _id: int(2), k: "b", n: new Double(1.5), at: new Date(20), list: [] },
    { _id: int(3), k: "a", n: null, at: new Date(30) },
  ];

  it("group with every accumulator, keeping the types of numbers", () => {
    const [group] = run(
      [
        { $sort: { at: 1 } },
        {
          $group: {
            _id: { kind: "$k" },
            sum: { $sum: "$n" },
            count: { $count: {} },
            mean: { $avg: "$n" },
            min: { $min: "$n" },
            max: { $max: "$at" },
            first: { $first: "$n" },
            last: { $last: "$n" },
            all: { $push: "$_id" },
            set: { $addToSet: "$k" },
          },
        },
      ],
      rows,
    );
    assert.deepEqual(group, {
      _id: { kind: "a" },
      sum: int(3),
      count: int(2),
      mean: new Double(3),
      min: int(3),
      max: new Date(30),
      first: int(3),
      last: null,
      all: [int(1), int(3)],
      set: ["a"],
    });
  });

  it("leave their input as it was", () => {
    const before = structuredClone(rows.map(({ k }) => k));
    run([{ $sort: { at: -1 } }, { $project: { "list.x": 0, k: 0 } }, { $project: { list: 1, k: "$list" } }], rows);
    assert.deepEqual(
      rows.map(({ k }) => k),
      before,
    );
    assert.deepEqual(rows[0]?.["list"], [{ x: int(1) }, { x: int(2) }]);
  });

  it("project by inclusion, exclusion and expression", () => {
    assert.deepEqual(
      run([{ $project: { _id: 0, "list.x": 1, twice: { $multiply: ["$n", int(2)] } } }, { $limit: int(1) }], rows),
      [{ list: [{ x: int(1) }, { x: int(2) }], twice: int(6) }],
    );
    assert.deepEqual(run([{ $skip: int(2) }, { $project: { at: 0, k: 0 } }], rows), [{ _id: int(3), n: null }]);
    assert.deepEqual(run([{ $project: { _id: 0, kind: "$k", x: "$list.x" } }, { $limit: int(1) }], rows), [
      { kind: "a", x: [int(1), int(2)] },
    ]);
    assert.throws(
      () => run([{ $project: { a: 1, b: 0 } }], []),
      (error) => error instanceof MongoError && error.code === 31254,
    );
  });

  it("know which fields decide, and when all do", () => {
    const fields = (stages: BsonDocument[]): string[] | null => {
      const found = pipelineFields(parsePipeline(stages));
      return found === null ? null : [...found].sort();
    };
    assert.deepEqual(
      fields([
        { $match: { "a.b": 1, $or: [{ c: 1 }] } },
        { $group: { _id: "$d.e", n: { $sum: { $ifNull: ["$f", 0] } } } },
      ]),
      ["a", "c", "d", "f"],
    );
    assert.deepEqual(fields([{ $count: "n" }]), []);
    assert.equal(fields([{ $project: { a: 1 } }]), null);
    assert.equal(fields([{ $sort: { a: 1 } }]), null);
  });
});

describe("expressions", () => {
  const document: BsonDocument = {
    a: int(5),
    none: null,
    s: "x",
    list: [int(1), int(2)],
    when: new Date(60_000),
    rows: [{ v: int(1) }, {}],
  };
  const cases: [unknown, unknown][] = [
    ["$a", int(5)],
    ["$rows.v", [int(1)]],
    ["$missing", undefined],
    [{ $literal: "$a" }, "$a"],
    [{ $add: ["$a", int(1), new Double(0.5)] }, new Double(6.5)],
    [{ $add: ["$when", int(1)] }, new Date(60_001)],
    [{ $subtract: ["$when", new Date(0)] }, Long.fromNumber(60_000)],
    [{ $subtract: ["$when", int(1)] }, new Date(59_999)],
    [{ $mod: [{ $subtract: ["$when", new Date(1)] }, int(7000)] }, int(3999)],
    [{ $add: ["$a", "$none"] }, null],
    [{ $divide: ["$a", int(2)] }, new Double(2.5)],
    [{ $gt: ["$a", "$missing"] }, true],
    [{ $lt: ["$missing", "$none"] }, true],
    [{ $eq: ["$missing", null] }, false],
    [{ $cond: { if: { $gte: ["$a", int(5)] }, then: "yes", else: "no" } }, "yes"],
    [{ $ifNull: ["$missing", "$none", "fallback"] }, "fallback"],
    [{ $cond: [{ $lt: ["$a", int(5)] }, "yes", "no"] }, "no"],
    [{ $multiply: ["$a", { $subtract: [int(3), int(1)] }] }, int(10)],
    [
      ["$a", "$missing"],
      [int(5), null],
    ],
    [{ x: "$a", y: "$missing" }, { x: int(5) }],
  ];
  for (const [expression, expected] of cases) {
    it(JSON.stringify(expression), () => assert.deepEqual(compileExpression(expression)(document), expected));
  }

  const refused: [unknown, string][] = [
    [{ $foo: 1 }, "InvalidPipelineOperator"],
    [{ $add: ["$s", int(1)] }, "TypeMismatch"],
    [{ $divide: ["$a", int(0)] }, "BadValue"],
    [{ $mod: ["$a", int(0)] }, "BadValue"],
    [{ $divide: ["$a"] }, "BadValue"],
    [{ $concat: ["$s", "$s"] }, "InvalidPipelineOperator"],
    ["$$ROOT", "BadValue"],
    [{ $add: [1], $subtract: [1] }, "BadValue"],
  ];
  for (const [expression, codeName] of refused) {
    it(`${codeName} for ${JSON.stringify(expression)}`, () => {
      assert.throws(
        () => compileExpression(expression)(document),
        (error) => error instanceof MongoError && error.codeName === codeName,
      );
    });
  }
});
