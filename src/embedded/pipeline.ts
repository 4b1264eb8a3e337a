import { Int32 } from "bson";
import { MongoError, badValue } from "./mongo-error.ts";
import { createAccumulator, type Accumulator } from "./accumulator.ts";
import { isArray, isDocument, setField, type BsonDocument } from "./bson-value.ts";
import { readPath, splitPath, withPath } from "./document-path.ts";
import { compileExpression, type Evaluate, type Surroundings } from "./expression.ts";
import { parseFilter } from "./filter.ts";
import { compileMatcher } from "./matcher.ts";
import { toWholeNumber } from "./numeric.ts";
import { compileAddedFields, compileProjection, compileRemovedFields } from "./projection.ts";
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
export function compileStage({ name, argument }: NamedStage, surroundings: Surroundings): Stage {
  switch (name) {
    case "$match": {
      const matches = compileMatcher(parseFilter(argument), surroundings);
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
      return group(documentArgument(name, argument), surroundings);
    case "$unwind":
      return unwind(argument);
    default:
      break;
  }
  const reshape = compileReshaping({ name, argument }, surroundings);
  return (documents) => documents.map(reshape);
}

/** The stages that turn one document into one document; updates by pipeline are made of these. */
export function compileReshaping(
  { name, argument }: NamedStage,
  surroundings: Surroundings,
): (document: BsonDocument) => BsonDocument {
  switch (name) {
    case "$project":
      return compileProjection(documentArgument(name, argument), surroundings).apply;
    case "$addFields":
    case "$set":
      return compileAddedFields(documentArgument(name, argument), surroundings);
    case "$unset":
      return compileRemovedFields((isArray(argument) ? argument : [argument]).map(String));
    case "$replaceWith":
      return replacing(compileExpression(argument, surroundings));
    case "$replaceRoot":
      return replacing(compileExpression(documentArgument(name, argument)["newRoot"], surroundings));
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

function replacing(evaluate: Evaluate): (document: BsonDocument) => BsonDocument {
  return (document) => {
    const replacement = evaluate(document);
    if (!isDocument(replacement)) throw badValue("'replacement document' must evaluate to an object");
    return replacement;
  };
}

function group(specification: BsonDocument, surroundings: Surroundings): Stage {
  if (!("_id" in specification)) throw badValue("a group specification must include an _id");
  const idOf = compileExpression(specification["_id"], surroundings);
  const fields = Object.entries(specification)
    .filter(([name]) => name !== "_id")
    .map(([name, accumulation]) => {
      const [entry, ...more] = isDocument(accumulation) ? Object.entries(accumulation) : [];
      if (entry === undefined || more.length > 0) throw badValue(`The field '${name}' must be an accumulator object`);
      return { name, create: createAccumulator(entry[0]), evaluate: compileExpression(entry[1], surroundings) };
    });
  return (documents) => {
    const groups = new Map<string, { id: unknown; accumulators: Accumulator[] }>();
    for (const document of documents) {
      const id = idOf(document) ?? null;
      const key = valueKey(id);
      let found = groups.get(key);
      if (found === undefined) {
        found = { id, accumulators: fields.map(({ create }) => create()) };
        groups.set(key, found);
      }
      for (const [at, { evaluate }] of fields.entries()) found.accumulators[at]?.add(evaluate(document));
    }
    return [...groups.values()].map(({ id, accumulators }) => {
      const result: BsonDocument = { _id: id };
      for (const [at, { name }] of fields.entries()) setField(result, name, accumulators[at]?.result());
      return result;
    });
  };
}

function unwind(argument: unknown): Stage {
  const options: BsonDocument = isDocument(argument) ? argument : { path: argument };
  if ("includeArrayIndex" in options)
    throw badValue("$unwind's includeArrayIndex is not supported by the embedded server");
  const path = options["path"];
  if (typeof path !== "string" || !path.startsWith("$"))
    throw badValue("path option to $unwind stage should be prefixed with a '$'");
  const steps = splitPath(path.slice(1));
  const keepEmpty = options["preserveNullAndEmptyArrays"] === true;
  return (documents) =>
    documents.flatMap((document) => {
      const value = readPath(document, steps);
      if (!isArray(value)) return value === null || value === undefined ? (keepEmpty ? [document] : []) : [document];
      if (value.length === 0) return keepEmpty ? [withPath(document, steps, undefined)].filter(isDocument) : [];
      return value.map((element: unknown) => withPath(document, steps, element)).filter(isDocument);
    });
}
