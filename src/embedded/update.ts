import { MongoError, badValue } from "./mongo-error.ts";
import { cloneValue, fieldOf, isArray, isDocument, type BsonDocument } from "./bson-value.ts";
import { splitPath } from "./document-path.ts";
import type { Surroundings } from "./expression.ts";
import type { Condition } from "./filter.ts";
import { conjuncts } from "./key-range.ts";
import { compileReshaping, parsePipeline } from "./pipeline.ts";
import { compileOperators } from "./update-operators.ts";
import { assignAt, valueAt } from "./update-target.ts";
import { sameValue } from "./value-key.ts";

/** An update, compiled: gives the document as it shall be. It may change the one it is given. */
export type Update = {
  kind: "operators" | "replacement" | "pipeline";
  /** The top-level fields it reads and changes, null when it may be any. */
  fields: ReadonlySet<string> | null;
  apply(document: BsonDocument, inserting: boolean): BsonDocument;
};

const PIPELINE_STAGES = ["$set", "$addFields", "$unset", "$project", "$replaceWith", "$replaceRoot"];

/** @param update operators, a whole document, or a pipeline of `$set`, `$unset`, `$project` and `$replaceWith` */
export function compileUpdate(update: unknown, surroundings: Surroundings): Update {
  if (isArray(update)) return pipelineUpdate(update, surroundings);
  if (!isDocument(update))
    throw new MongoError("FailedToParse", "Update argument must be either an object or an array");
  const names = Object.keys(update);
  if (names[0]?.startsWith("$")) {
    const { change, fields } = compileOperators(update, surroundings);
    return {
      kind: "operators",
      fields,
      apply(document, inserting) {
        change(document, inserting);
        return document;
      },
    };
  }
  const dollar = names.find((name) => name.startsWith("$"));
  if (dollar !== undefined)
    throw new MongoError(
      "DollarPrefixedFieldName",
      `The dollar ($) prefixed field '${dollar}' is not allowed in the context of an update's replacement document.`,
    );
  return { kind: "replacement", fields: null, apply: () => ({ ...update }) };
}

function pipelineUpdate(pipeline: unknown[], surroundings: Surroundings): Update {
  const stages = parsePipeline(pipeline).map((stage) => {
    if (!PIPELINE_STAGES.includes(stage.name))
      throw new MongoError("InvalidOptions", `${stage.name} is not allowed to be used within an update`);
    return compileReshaping(stage, surroundings);
  });
  return {
    kind: "pipeline",
    fields: null,
    apply: (document) => stages.reduce((current, stage) => stage(current), document),
  };
}

/**
 * Applies an update to a stored document, keeping its `_id`.
 * @throws MongoError ImmutableField when the update would change `_id`.
 */
export function updatedDocument(update: Update, document: BsonDocument): BsonDocument {
  const id = cloneValue(fieldOf(document, "_id"));
  return keepId(update.apply(document, false), id);
}

function keepId(after: BsonDocument, id: unknown): BsonDocument {
  const newId = fieldOf(after, "_id");
  if (newId !== undefined && !sameValue(newId, id)) {
    throw new MongoError(
      "ImmutableField",
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  if (newId === undefined || Object.keys(after)[0] !== "_id") return { _id: id, ...after };
  return after;
}

/** The document an upsert inserts: what the filter says by equality, then the update. It may lack an `_id`. */
export function upsertedDocument(update: Update, condition: Condition): BsonDocument {
  const seed: BsonDocument = {};
  for (const part of conjuncts(condition)) {
    const wanted =
      part.kind === "field" && part.operator === "$in" && isArray(part.argument) && part.argument.length === 1
        ? part.argument[0]
        : null;
    if (part.kind !== "field" || (part.operator !== "$eq" && wanted === null)) continue;
    const value = part.operator === "$eq" ? part.argument : wanted;
    if (update.kind === "replacement" && part.path !== "_id") continue;
    const path = splitPath(part.path);
    if (valueAt(seed, path) !== undefined)
      throw badValue(`cannot infer query fields to set, path '${part.path}' is matched twice`);
    assignAt(seed, path, cloneValue(value));
  }
  const id = fieldOf(seed, "_id");
  const inserted = update.apply(seed, true);
  return id === undefined ? inserted : keepId(inserted, id);
}
