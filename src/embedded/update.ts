import { MongoError, badValue } from "./mongo-error.ts";
import { fieldOf, isArray, isDocument, type BsonDocument } from "./bson-value.ts";
import { assignAt, splitPath, valueAt } from "./document-path.ts";
import { conjuncts, type Condition } from "./filter.ts";
import { compileOperators } from "./update-operators.ts";
import { valueKey } from "./value-key.ts";

/** An update, compiled: gives the document as it shall be. It may change the one it is given. */
export type Update = {
  kind: "operators" | "replacement";
  /** The top-level fields it reads and changes, null when it may be any. */
  fields: ReadonlySet<string> | null;
  apply(document: BsonDocument, inserting: boolean): BsonDocument;
};

/** @param update operators or a whole document; a pipeline is refused */
export function compileUpdate(update: unknown): Update {
  if (isArray(update))
    throw new MongoError("FailedToParse", "an update by a pipeline is not supported by the embedded server");
  if (!isDocument(update)) throw new MongoError("FailedToParse", "Update argument must be an object");
  const names = Object.keys(update);
  if (names[0]?.startsWith("$")) {
    const { change, fields } = compileOperators(update);
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

/**
 * Applies an update, keeping the document's `_id` when it has one.
 * @throws MongoError ImmutableField when the update would change `_id`.
 */
export function updatedDocument(update: Update, document: BsonDocument, inserting = false): BsonDocument {
  const id = fieldOf(document, "_id");
  const idKey = valueKey(id);
  const after = update.apply(document, inserting);
  if (id === undefined) return after;
  const newId = fieldOf(after, "_id");
  if (newId !== undefined && valueKey(newId) !== idKey) {
    throw new MongoError(
      "ImmutableField",
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  return newId === undefined || Object.keys(after)[0] !== "_id" ? { _id: id, ...after } : after;
}

/** The document an upsert inserts: what the filter says by equality, then the update. It may lack an `_id`. */
export function upsertedDocument(update: Update, condition: Condition): BsonDocument {
  const seed: BsonDocument = {};
  for (const part of conjuncts(condition)) {
    if (part.kind !== "field" || part.operator !== "$eq") continue;
    if (update.kind === "replacement" && part.path !== "_id") continue;
    const path = splitPath(part.path);
    if (valueAt(seed, path) !== undefined)
      throw badValue(`cannot infer query fields to set, path '${part.path}' is matched twice`);
    assignAt(seed, path, part.argument);
  }
  return updatedDocument(update, seed, true);
}
