import { MongoError, badValue } from "./mongo-error.ts";
import { isArray, isDocument, setField, type BsonDocument } from "./bson-value.ts";
import { splitPath, type Path } from "./document-path.ts";
import { compileExpression, type Evaluate } from "./expression.ts";
import { isNumeric, isTrue } from "./numeric.ts";

export type Projection = {
  apply: (document: BsonDocument) => BsonDocument;
  /** When it only takes whole top-level fields: their names. */
  plainFields: ReadonlySet<string> | null;
};

/** Paths by their steps; null ends one. */
type Tree = Map<string, Tree | null>;

/**
 * Compiles the projection of `find` or the stage `$project`.
 * @throws MongoError for a mix of inclusion and exclusion, and for positional or unknown operators, by name.
 */
export function compileProjection(specification: BsonDocument): Projection {
  const included: Tree = new Map();
  const excluded: Tree = new Map();
  const computed = new Map<string, Evaluate>();
  let idIncluded: boolean | null = null;
  for (const { path, value } of flatten(specification, "")) {
    const flag = typeof value === "boolean" || isNumeric(value) ? isTrue(value) : null;
    if (path === "_id" && flag !== null) idIncluded = flag;
    else if (flag !== null) addPath(flag ? included : excluded, splitPath(path));
    else if (!path.includes(".")) computed.set(path, compileExpression(value));
    else throw badValue(`the computed nested field '${path}' is not supported by the embedded server`);
  }
  const inclusive = included.size > 0 || computed.size > 0 || (idIncluded === true && excluded.size === 0);
  if (inclusive && excluded.size > 0) {
    const [name = ""] = excluded.keys();
    throw new MongoError("Location31254", `Cannot do exclusion on field ${name} in inclusion projection`);
  }
  if (!inclusive) {
    if (idIncluded === false) excluded.set("_id", null);
    return { apply: (document) => exclude(document, excluded), plainFields: null };
  }
  if (idIncluded !== false && !computed.has("_id")) included.set("_id", null);
  const flat = computed.size === 0 && [...included.values()].every((below) => below === null);
  return {
    apply(document) {
      const result = include(document, included);
      for (const [name, evaluate] of computed) {
        const value = evaluate(document);
        if (value !== undefined) setField(result, name, value);
      }
      return result;
    },
    plainFields: flat ? new Set(included.keys()) : null,
  };
}

/** Nested documents that are not expressions are paths written another way. */
function flatten(specification: BsonDocument, prefix: string): { path: string; value: unknown }[] {
  return Object.entries(specification).flatMap(([name, value]) => {
    const path = prefix + name;
    if (path.split(".").some((step) => step.startsWith("$")))
      throw badValue(`the positional path '${path}' is not supported by the embedded server`);
    const nested = isDocument(value) && !(Object.keys(value)[0] ?? "$").startsWith("$");
    return nested ? flatten(value, `${path}.`) : [{ path, value }];
  });
}

function addPath(tree: Tree, [step, ...rest]: Path): void {
  if (step === undefined) return;
  if (rest.length === 0) {
    tree.set(step, null);
    return;
  }
  const below = tree.get(step);
  if (below === null) return;
  const branch = below ?? new Map<string, Tree | null>();
  tree.set(step, branch);
  addPath(branch, rest);
}

function include(document: BsonDocument, tree: Tree): BsonDocument {
  const result: BsonDocument = {};
  for (const [name, value] of Object.entries(document)) {
    const below = tree.get(name);
    if (below === undefined) continue;
    const kept = below === null ? value : includeBelow(value, below);
    if (kept !== undefined) setField(result, name, kept);
  }
  return result;
}

function includeBelow(value: unknown, tree: Tree): unknown {
  if (isDocument(value)) return include(value, tree);
  if (!isArray(value)) return undefined;
  return value.map((element) => includeBelow(element, tree)).filter((element) => element !== undefined);
}

function exclude(document: BsonDocument, tree: Tree): BsonDocument {
  const result: BsonDocument = {};
  for (const [name, value] of Object.entries(document)) {
    const below = tree.get(name);
    if (below === null) continue;
    setField(result, name, below === undefined ? value : excludeBelow(value, below));
  }
  return result;
}

function excludeBelow(value: unknown, tree: Tree): unknown {
  if (isDocument(value)) return exclude(value, tree);
  return isArray(value) ? value.map((element) => excludeBelow(element, tree)) : value;
}
