import { Int32 } from "bson";
import { MongoError, badValue } from "./mongo-error.ts";
import { distinctValues } from "./accumulator.ts";
import { FieldPicker } from "./bson-bytes.ts";
import { isArray, readDocument, writeDocument, type BsonDocument } from "./bson-value.ts";
import {
  checkOptions,
  countOption,
  documentOption,
  FIRST_BATCH,
  namespaceOf,
  type Command,
  type CommandContext,
} from "./command.ts";
import { cursorId, type Results } from "./cursor-store.ts";
import { someLeaf, splitPath } from "./document-path.ts";
import { parseFilter } from "./filter.ts";
import { compileStage, parsePipeline, pipelineFields, stageLimit, type NamedStage } from "./pipeline.ts";
import { compileProjection, type Projection } from "./projection.ts";
import type { Plan } from "./query-plan.ts";
import { runQuery, type Query } from "./query.ts";
import { parseSort } from "./sort-order.ts";
import { toWholeNumber } from "./numeric.ts";

const FIND_OPTIONS = [
  "filter",
  "sort",
  "projection",
  "skip",
  "limit",
  "batchSize",
  "singleBatch",
  "noCursorTimeout",
  "allowDiskUse",
  "allowPartialResults",
  "oplogReplay",
];

export const find: Command = async (body, context) => {
  checkOptions("find", body, FIND_OPTIONS);
  const namespace = namespaceOf("find", body, context);
  const query = findQuery(body);
  const specification = documentOption(body, "projection");
  const projection =
    specification === null || Object.keys(specification).length === 0 ? null : compileProjection(specification);
  const collection = context.catalog.find(namespace);
  const found = collection === null ? [] : (await runQuery(collection, query, context.pace)).found;
  const results = { bytes: found.map(({ bytes }) => bytes), render: projection === null ? null : renderer(projection) };
  return context.cursors.open(
    namespace,
    results,
    countOption(body, "batchSize", FIRST_BATCH),
    body["singleBatch"] !== true,
  );
};

function findQuery(body: BsonDocument): Query {
  return {
    condition: parseFilter(body["filter"]),
    sort: parseSort(body["sort"]),
    skip: countOption(body, "skip", 0),
    limit: countOption(body, "limit", 0),
  };
}

function renderer(projection: Projection): NonNullable<Results["render"]> {
  const { plainFields } = projection;
  if (plainFields !== null) {
    const picker = new FieldPicker(plainFields);
    return (bytes) => picker.pick(bytes);
  }
  return (bytes) => writeDocument(projection.apply(readDocument(bytes)));
}

export const getMore: Command = (body, context) => {
  checkOptions("getMore", body, ["collection", "batchSize"]);
  const namespace = namespaceOf("collection", body, context);
  return context.cursors.next(cursorId(body["getMore"]), namespace, countOption(body, "batchSize", 0) || Infinity);
};

export const killCursors: Command = (body, context) => {
  checkOptions("killCursors", body, ["cursors"]);
  const ids = isArray(body["cursors"]) ? body["cursors"] : [];
  const killed = ids.filter((id) => context.cursors.kill(cursorId(id)));
  return {
    cursorsKilled: killed,
    cursorsNotFound: ids.filter((id) => !killed.includes(id)),
    cursorsAlive: [],
    cursorsUnknown: [],
  };
};

export const count: Command = async (body, context) => {
  checkOptions("count", body, ["query", "limit", "skip", "fields"]);
  const collection = context.catalog.find(namespaceOf("count", body, context));
  const query = {
    condition: parseFilter(body["query"]),
    sort: null,
    skip: countOption(body, "skip", 0),
    limit: countOption(body, "limit", 0),
  };
  const found = collection === null ? [] : (await runQuery(collection, query, context.pace)).found;
  return { n: new Int32(found.length) };
};

export const distinct: Command = async (body, context) => {
  checkOptions("distinct", body, ["key", "query"]);
  const collection = context.catalog.find(namespaceOf("distinct", body, context));
  if (typeof body["key"] !== "string") throw new MongoError("TypeMismatch", "'key' must be a string");
  const steps = splitPath(body["key"]);
  const fields = new FieldPicker([steps[0] ?? ""]);
  const query = { condition: parseFilter(body["query"]), sort: null, skip: 0, limit: 0 };
  const found = collection === null ? [] : (await runQuery(collection, query, context.pace)).found;
  const values: unknown[] = [];
  for (const stored of found) {
    someLeaf(fields.read(stored.bytes), steps, (leaf) => {
      if (isArray(leaf)) values.push(...leaf);
      else if (leaf !== undefined) values.push(leaf);
      return false;
    });
    if (context.pace.isDue()) await context.pace.breathe();
  }
  return { values: distinctValues(values) };
};

export const aggregate: Command = async (body, context) => {
  checkOptions("aggregate", body, ["pipeline", "cursor", "allowDiskUse", "batchSize"]);
  const namespace = namespaceOf("aggregate", body, context);
  const cursor = documentOption(body, "cursor");
  if (cursor === null) throw new MongoError("FailedToParse", "The 'cursor' option is required");
  const bytes = await runPipeline(namespace, body, context);
  return context.cursors.open(namespace, { bytes, render: null }, countOption(cursor, "batchSize", FIRST_BATCH));
};

async function runPipeline(namespace: string, body: BsonDocument, context: CommandContext): Promise<Uint8Array[]> {
  const { query, rest } = splitPipeline(parsePipeline(body["pipeline"]));
  const stages = rest.map(compileStage);
  const collection = context.catalog.find(namespace);
  const found = collection === null ? [] : (await runQuery(collection, query, context.pace)).found;
  if (stages.length === 0) return found.map(({ bytes }) => bytes);
  const names = pipelineFields(rest);
  const fields = names === null ? null : new FieldPicker(names);
  let documents: BsonDocument[] = [];
  for (const stored of found) {
    documents.push(fields === null ? readDocument(stored.bytes) : fields.read(stored.bytes));
    if (context.pace.isDue()) await context.pace.breathe();
  }
  for (const stage of stages) {
    documents = stage(documents);
    await context.pace.breathe();
  }
  return documents.map(writeDocument);
}

/** The stages at a pipeline's start that are a query: `$match`, then `$sort`, `$skip`, `$limit`, each at most once. */
function splitPipeline(stages: NamedStage[]): { query: Query; rest: NamedStage[] } {
  const rest = [...stages];
  const take = (name: string): unknown => (rest[0]?.name === name ? rest.shift()?.argument : undefined);
  const query: Query = {
    condition: parseFilter(take("$match")),
    sort: parseSort(take("$sort")),
    skip: toWholeNumber(take("$skip") ?? 0, "$skip"),
    limit: 0,
  };
  const limit = take("$limit");
  if (limit !== undefined) query.limit = stageLimit(limit);
  return { query, rest };
}

/** Runs a `find` and says how. */
export const explain: Command = async (body, context) => {
  checkOptions("explain", body, ["verbosity"]);
  const command = documentOption(body, "explain") ?? {};
  if (!("find" in command)) throw badValue("explain of anything but find is not supported by the embedded server");
  const namespace = namespaceOf("find", command, context);
  const collection = context.catalog.find(namespace);
  const report = collection === null ? null : await runQuery(collection, findQuery(command), context.pace);
  return {
    explainVersion: "1",
    queryPlanner: { namespace, winningPlan: report === null ? { stage: "EOF" } : shownPlan(report.plan) },
    executionStats: {
      executionSuccess: true,
      nReturned: new Int32(report?.found.length ?? 0),
      totalKeysExamined: new Int32(report?.examinedKeys ?? 0),
      totalDocsExamined: new Int32(report?.examinedDocuments ?? 0),
    },
  };
};

function shownPlan({ scan, sorted }: Plan): BsonDocument {
  const fetch =
    scan === null
      ? { stage: "COLLSCAN" }
      : {
          stage: "FETCH",
          inputStage: {
            stage: "IXSCAN",
            indexName: scan.index.definition.name,
            keyPattern: scan.index.definition.key,
            isMultiKey: scan.index.multikey,
            direction: scan.reverse ? "backward" : "forward",
          },
        };
  return sorted ? fetch : { stage: "SORT", inputStage: fetch };
}
