import { Double, Int32, Long } from "bson";
import { MongoError, badValue } from "./mongo-error.ts";
import { fieldOf, isArray, isDocument, setField, typeName, type BsonDocument } from "./bson-value.ts";
import { readPath, splitPath } from "./document-path.ts";
import { calculate, isFloating, isNumeric, isTrue, toNumber, wholeNumber, type Arithmetic } from "./numeric.ts";
import { compareValues } from "./value-key.ts";

/** Gives an expression's value for a document; undefined means missing, as everywhere in this folder. */
export type Evaluate = (document: BsonDocument) => unknown;

/**
 * Compiles an aggregation expression: field paths, constants, documents and arrays of these, and a few operators.
 * @throws MongoError InvalidPipelineOperator naming any operator this server does not know.
 */
export function compileExpression(expression: unknown): Evaluate {
  if (typeof expression === "string" && expression.startsWith("$")) return fieldPath(expression);
  if (isArray(expression)) {
    const elements = expression.map(compileExpression);
    return (document) => elements.map((element) => element(document) ?? null);
  }
  if (!isDocument(expression)) return () => expression;
  const names = Object.keys(expression);
  const [first] = names;
  if (first?.startsWith("$")) {
    if (names.length > 1) throw badValue("an expression must have exactly one operator");
    return compileOperator(first, expression[first]);
  }
  const fields = names.map((name) => ({ name, evaluate: compileExpression(expression[name]) }));
  return (document) => {
    const result: BsonDocument = {};
    for (const { name, evaluate } of fields) {
      const value = evaluate(document);
      if (value !== undefined) setField(result, name, value);
    }
    return result;
  };
}

/** Adds the top-level fields that an expression looks at. */
export function addExpressionFields(expression: unknown, fields: Set<string>): void {
  if (typeof expression === "string" && expression.startsWith("$")) fields.add(expression.slice(1).split(".")[0] ?? "");
  const parts = isArray(expression) ? expression : isDocument(expression) ? Object.values(expression) : [];
  for (const part of parts) addExpressionFields(part, fields);
}

function fieldPath(text: string): Evaluate {
  if (text.startsWith("$$")) throw badValue(`the variable '${text}' is not supported by the embedded server`);
  const path = splitPath(text.slice(1));
  const [only] = path;
  if (path.length === 1 && only !== undefined) return (document) => fieldOf(document, only);
  return (document) => readPath(document, path);
}

function compileOperator(operator: string, argument: unknown): Evaluate {
  if (operator === "$literal") return () => argument;
  if (operator === "$cond") return conditional(argument);
  const apply = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  if (apply === undefined) throw new MongoError("InvalidPipelineOperator", `Unrecognized expression '${operator}'`);
  const parts = (isArray(argument) ? argument : [argument]).map(compileExpression);
  const pairwise = !["$add", "$multiply", "$ifNull"].includes(operator);
  if (parts.length < 2 || (pairwise && parts.length > 2))
    throw badValue(
      `Expression ${operator} takes ${pairwise ? "exactly" : "at least"} 2 arguments. ${parts.length} were passed in.`,
    );
  return (document) => apply(parts.map((part) => part(document)));
}

function conditional(argument: unknown): Evaluate {
  const parts = isDocument(argument) ? [argument["if"], argument["then"], argument["else"]] : argument;
  if (!isArray(parts) || parts.length !== 3) throw badValue("$cond needs if, then and else");
  const [test, then, otherwise] = parts.map(compileExpression);
  return (document) => (isTrue(test?.(document)) ? then : otherwise)?.(document);
}

/** Comparisons follow MongoDB's order of values, null and missing included. */
const OPERATORS: Readonly<Record<string, (values: unknown[]) => unknown>> = {
  $ifNull: (values) => values.find((value) => !isNullish(value)) ?? values.at(-1),
  $eq: ([left, right]) => compareValues(left, right) === 0,
  $ne: ([left, right]) => compareValues(left, right) !== 0,
  $gt: ([left, right]) => compareValues(left, right) > 0,
  $gte: ([left, right]) => compareValues(left, right) >= 0,
  $lt: ([left, right]) => compareValues(left, right) < 0,
  $lte: ([left, right]) => compareValues(left, right) <= 0,
  $add: (values) => values.reduce(sumOf, new Int32(0)),
  $subtract: ([left, right]) => difference(left, right),
  $multiply: (values) => values.reduce((product, value) => arithmetic("multiply", product, value), new Int32(1)),
  $divide: ([left, right]) => quotient(left, right),
  $mod: ([left, right]) => remainder(left, right),
};

export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function arithmetic(operation: Arithmetic, left: unknown, right: unknown): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  if (!isNumeric(left)) throw notNumeric(operation, left);
  if (!isNumeric(right)) throw notNumeric(operation, right);
  return calculate(operation, left, right);
}

function sumOf(left: unknown, right: unknown): unknown {
  if (left instanceof Date && isNumeric(right)) return new Date(left.getTime() + toNumber(right));
  if (right instanceof Date && isNumeric(left)) return new Date(right.getTime() + toNumber(left));
  return arithmetic("add", left, right);
}

function difference(left: unknown, right: unknown): unknown {
  if (left instanceof Date && right instanceof Date) return Long.fromNumber(left.getTime() - right.getTime());
  if (left instanceof Date && isNumeric(right)) return new Date(left.getTime() - toNumber(right));
  return arithmetic("subtract", left, right);
}

function quotient(left: unknown, right: unknown): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  if (!isNumeric(left) || !isNumeric(right)) throw notNumeric("divide", isNumeric(left) ? right : left);
  if (toNumber(right) === 0) throw badValue("can't $divide by zero");
  return new Double(toNumber(left) / toNumber(right));
}

function remainder(left: unknown, right: unknown): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  if (!isNumeric(left) || !isNumeric(right)) throw notNumeric("mod", isNumeric(left) ? right : left);
  if (toNumber(right) === 0) throw badValue("can't $mod by zero");
  const rest = toNumber(left) % toNumber(right);
  return isFloating(left) || isFloating(right) ? new Double(rest) : wholeNumber(rest);
}

function notNumeric(operation: string, value: unknown): MongoError {
  return new MongoError("TypeMismatch", `$${operation} only supports numeric types, not ${typeName(value)}`);
}
