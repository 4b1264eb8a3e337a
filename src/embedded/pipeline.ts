import { Int32 } from "bson";
import { MongoError, badValue } from "./mongo-error.ts";
import { createAccumulator, type Accumulator } from "./accumulator.ts";
import { isArray, isDocument, setField, type BsonDocument } from "./bson-value.ts";
import { addExpressionFields, compileExpression } from "./expression.ts";
import { addFilterFields, parseFilter } from "./filter.ts";
import { compileMatcher } from "./matcher.ts";
import { toWholeNumber } from "./numeric.ts";
import { compileProjection } from "./projection.ts";
import { parseSort, sortByKey, sortKey } from "./sort-order.ts";
import { valueKey } from "./value-key.ts";

/** One stage, compiled: it takes all documents in and gives all documents out, and changes none of them. */
export type Stage = (documents: BsonDocument[]) => BsonDocument[];
export type NamedStage = { name: string; argument: unknown };

export function parsePipeline(pipeline: unknown): NamedStage[] {
  if (!isArray(pipeline)) throw new MongoError("TypeMismatch", "'pipeline' must be specified as an array");
  return pipeline.map((stage) => {
    const [entry, ...more] = isDocument(stage) ? Object.entries(stage) : [];
    if (entry === undefined || more.length > 0) {
      throw new MongoError("Location40323", "A pipeline stage specification object must contain exactly one field.");
    }
    return { name: entry[0], argument: entry[1] };
  });
}

/** @throws MongoError 40324 naming a stage this server does not know. */
export function compileStage({ name, argument }: NamedStage): Stage {
  switch (name) {
    case "$match": {
      const matches = compileMatcher(parseFilter(argument));
      return (documents) => documents.filter(matches);
    }
    case "$sort": {
      const fields = parseSort(argument);
      if (fields === null) throw badValue("$sort stage must have at least one sort key");
      return (documents) => sortByKey(documents, (document) => sortKey(document, fields));
    }
    case "$limit": {
      const limit = stageLimit(argument);
      return (documents) => documents.slice(0, limit);
    }
    case "$skip": {
      const skip = toWholeNumber(argument, "$skip");
      return (documents) => documents.slice(skip);
    }
    case "$count": {
      if (typeof argument !== "string" || argument === "") throw badValue("the count field must be a non-empty string");
      return (documents) => (documents.length === 0 ? [] : [{ [argument]: new Int32(documents.length) }]);
    }
    case "$group":
      return group(documentArgument(name, argument));
    case "$project": {
      const { apply } = compileProjection(documentArgument(name, argument));
      return (documents) => documents.map(apply);
    }
    default:
      throw new MongoError("Location40324", `Unrecognized pipeline stage name: '${name}'`);
  }
}

export function stageLimit(argument: unknown): number {
  const limit = toWholeNumber(argument, "$limit");
  if (limit <= 0) throw badValue("the limit must be positive");
  return limit;
}

function documentArgument(name: string, argument: unknown): BsonDocument {
  if (!isDocument(argument)) throw badValue(`the ${name} stage specification must be an object`);
  return argument;
}

function group({ _id: id, ...accumulations }: BsonDocument): Stage {
  if (id === undefined) throw badValue("a group specification must include an _id");
  const idOf = compileExpression(id);
  const fields = Object.entries(accumulations).map(([name, accumulation]) => {
    const [entry, ...more] = isDocument(accumulation) ? Object.entries(accumulation) : [];
    if (entry === undefined || more.length > 0) throw badValue(`The field '${name}' must be an accumulator object`);
    return { name, create: createAccumulator(entry[0]), evaluate: compileExpression(entry[1]) };
  });
  return (documents) => {
    const groups = new Map<string, { id: unknown; accumulators: Accumulator[] }>();
    for (const document of documents) {
      const value = idOf(document) ?? null;
      const key = valueKey(value);
      let found = groups.get(key);
      if (found === undefined) {
        found = { id: value, accumulators: fields.map(({ create }) => create()) };
        groups.set(key, found);
      }
      for (const [at, { evaluate }] of fields.entries()) found.accumulators[at]?.add(evaluate(document));
    }
    return [...groups.values()].map(({ id: value, accumulators }) => {
      const result: BsonDocument = { _id: value };
      for (const [at, { name }] of fields.entries()) setField(result, name, accumulators[at]?.result());
      return result;
    });
  };
}

/** The top-level fields a pipeline looks at before a stage that replaces the documents; null for all of them. */
export function pipelineFields(stages: readonly NamedStage[]): ReadonlySet<string> | null {
  const fields = new Set<string>();
  for (const { name, argument } of stages) {
    if (name === "$match") addFilterFields(parseFilter(argument), fields);
    else if (name === "$sort") for (const { steps } of parseSort(argument) ?? []) fields.add(steps[0] ?? "");
    else if (name === "$group") addExpressionFields(argument, fields);
    if (name === "$group" || name === "$count") return fields;
    if (name === "$project") return null;
  }
  return null;
}
