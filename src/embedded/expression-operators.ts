import { Decimal128, Double, Int32, Long } from "bson";
import { MongoError, badValue } from "./mongo-error.ts";
import { bsonType, isArray, isDocument, typeName, type BsonDocument } from "./bson-value.ts";
import { calculate, isFloating, isNumeric, toNumber, toWholeNumber, wholeNumber, type Numeric } from "./numeric.ts";
import { compareKeys, valueKey } from "./value-key.ts";

/** An operator whose arguments are all evaluated first. `single` is true when they were not written as an array. */
type ValueOperator = (values: unknown[], single: boolean) => unknown;

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/ — the part of it that this server knows. */
export const VALUE_OPERATORS: Readonly<Record<string, ValueOperator>> = {
  $add: (values) => values.reduce((sum, value) => sumOf(sum, value), new Int32(0)),
  $subtract: (values) => difference(...pair("$subtract", values)),
  $multiply: (values) => values.reduce((product, value) => arithmetic("$multiply", product, value), new Int32(1)),
  $divide: (values) => quotient(...pair("$divide", values)),
  $mod: (values) => remainder(...pair("$mod", values)),
  $abs: (values) => rounded("$abs", values, Math.abs),
  $ceil: (values) => rounded("$ceil", values, Math.ceil),
  $floor: (values) => rounded("$floor", values, Math.floor),
  $trunc: (values) => rounded("$trunc", values, Math.trunc),
  $eq: (values) => comparison("$eq", values) === 0,
  $ne: (values) => comparison("$ne", values) !== 0,
  $gt: (values) => comparison("$gt", values) > 0,
  $gte: (values) => comparison("$gte", values) >= 0,
  $lt: (values) => comparison("$lt", values) < 0,
  $lte: (values) => comparison("$lte", values) <= 0,
  $cmp: (values) => new Int32(comparison("$cmp", values)),
  $not: (values) => !truth(values[0]),
  $concat: (values) => (values.some(isNullish) ? null : values.map((value) => textOf("$concat", value)).join("")),
  $toLower: ([value]) => (isNullish(value) ? "" : textOf("$toLower", value).toLowerCase()),
  $toUpper: ([value]) => (isNullish(value) ? "" : textOf("$toUpper", value).toUpperCase()),
  $toString: ([value]) => (isNullish(value) ? null : toText(value)),
  $toInt: ([value]) => (isNullish(value) ? null : new Int32(Math.trunc(toNumeric("$toInt", value)))),
  $toLong: ([value]) => (isNullish(value) ? null : Long.fromNumber(Math.trunc(toNumeric("$toLong", value)))),
  $toDouble: ([value]) => (isNullish(value) ? null : new Double(toNumeric("$toDouble", value))),
  $toDate: ([value]) => (isNullish(value) ? null : toDate(value)),
  $type: ([value]) => typeName(value),
  $isArray: ([value]) => isArray(value),
  $isNumber: ([value]) => isNumeric(value),
  $size: ([value]) => new Int32(elementsOf("$size", value).length),
  $in: (values) => {
    const [wanted, list] = pair("$in", values);
    const key = valueKey(wanted);
    return elementsOf("$in", list).some((element) => valueKey(element) === key);
  },
  $arrayElemAt: (values) => {
    const [list, at] = pair("$arrayElemAt", values);
    return isNullish(list) || isNullish(at)
      ? null
      : elementsOf("$arrayElemAt", list).at(toWholeNumber(at, "$arrayElemAt's index"));
  },
  $first: ([list]) => (isNullish(list) ? null : elementsOf("$first", list).at(0)),
  $last: ([list]) => (isNullish(list) ? null : elementsOf("$last", list).at(-1)),
  $concatArrays: (values) =>
    values.some(isNullish) ? null : values.flatMap((value) => elementsOf("$concatArrays", value)),
  $setUnion: (values) =>
    values.some(isNullish) ? null : distinctValues(values.flatMap((value) => elementsOf("$setUnion", value))),
  $mergeObjects: (values, single) => mergeObjects(spread(values, single)),
  $min: (values, single) => extreme(spread(values, single), -1),
  $max: (values, single) => extreme(spread(values, single), 1),
  $sum: (values, single) =>
    spread(values, single)
      .filter(isNumeric)
      .reduce<Numeric>((sum, value) => calculate("add", sum, value), new Int32(0)),
  $avg: (values, single) => average(spread(values, single).filter(isNumeric)),
};

export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** The smallest (-1) or greatest (1) value that is neither null nor missing, else null. */
export function extreme(values: unknown[], direction: 1 | -1): unknown {
  let best: unknown = null;
  let bestKey: string | null = null;
  for (const value of values) {
    if (isNullish(value)) continue;
    const key = valueKey(value);
    if (bestKey !== null && compareKeys(key, bestKey) * direction <= 0) continue;
    best = value;
    bestKey = key;
  }
  return best;
}

export function average(values: Numeric[]): Double | null {
  if (values.length === 0) return null;
  return new Double(values.reduce<number>((sum, value) => sum + toNumber(value), 0) / values.length);
}

export function distinctValues(values: unknown[]): unknown[] {
  const known = new Map<string, unknown>();
  for (const value of values) {
    const key = valueKey(value ?? null);
    if (!known.has(key)) known.set(key, value);
  }
  return [...known.values()];
}

export function mergeObjects(values: unknown[]): BsonDocument {
  const merged: BsonDocument = {};
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!isDocument(value)) throw mismatch("$mergeObjects requires object inputs", value);
    Object.assign(merged, value);
  }
  return merged;
}

/** `{$max: "$scores"}` looks into the array; `{$max: ["$a", "$b"]}` compares the two values. */
function spread(values: unknown[], single: boolean): unknown[] {
  return single && isArray(values[0]) ? values[0] : values;
}

function pair(operator: string, values: unknown[]): [unknown, unknown] {
  if (values.length !== 2)
    throw badValue(`Expression ${operator} takes exactly 2 arguments. ${values.length} were passed in.`);
  return [values[0], values[1]];
}

function truth(value: unknown): boolean {
  return !(value === false || isNullish(value) || (isNumeric(value) && toNumber(value) === 0));
}

function comparison(operator: string, values: unknown[]): number {
  const [left, right] = pair(operator, values);
  return compareKeys(valueKey(left), valueKey(right));
}

function arithmetic(operator: string, left: unknown, right: unknown): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  if (!isNumeric(left)) throw mismatch(`${operator} only supports numeric types`, left);
  if (!isNumeric(right)) throw mismatch(`${operator} only supports numeric types`, right);
  return calculate(operator === "$multiply" ? "multiply" : operator === "$subtract" ? "subtract" : "add", left, right);
}

function sumOf(left: unknown, right: unknown): unknown {
  if (left instanceof Date && isNumeric(right)) return new Date(left.getTime() + toNumber(right));
  if (right instanceof Date && isNumeric(left)) return new Date(right.getTime() + toNumber(left));
  return arithmetic("$add", left, right);
}

function difference(left: unknown, right: unknown): unknown {
  if (left instanceof Date && right instanceof Date) return Long.fromNumber(left.getTime() - right.getTime());
  if (left instanceof Date && isNumeric(right)) return new Date(left.getTime() - toNumber(right));
  return arithmetic("$subtract", left, right);
}

function quotient(left: unknown, right: unknown): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  if (!isNumeric(left) || !isNumeric(right))
    throw mismatch("$divide only supports numeric types", isNumeric(left) ? right : left);
  if (toNumber(right) === 0) throw badValue("can't $divide by zero");
  return new Double(toNumber(left) / toNumber(right));
}

function remainder(left: unknown, right: unknown): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  if (!isNumeric(left) || !isNumeric(right))
    throw mismatch("$mod only supports numeric types", isNumeric(left) ? right : left);
  if (toNumber(right) === 0) throw badValue("can't $mod by zero");
  const result = toNumber(left) % toNumber(right);
  return isFloating(left) || isFloating(right) ? new Double(result) : wholeNumber(result);
}

function rounded(operator: string, [value]: unknown[], round: (value: number) => number): unknown {
  if (isNullish(value)) return null;
  if (!isNumeric(value)) throw mismatch(`${operator} only supports numeric types`, value);
  return isFloating(value) ? new Double(round(toNumber(value))) : wholeNumber(round(toNumber(value)));
}

function elementsOf(operator: string, value: unknown): unknown[] {
  if (!isArray(value)) throw mismatch(`The argument to ${operator} must be an array`, value);
  return value;
}

function textOf(operator: string, value: unknown): string {
  if (typeof value !== "string") throw mismatch(`${operator} only supports strings`, value);
  return value;
}

function toText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "boolean") return String(value);
  if (isNumeric(value))
    return value instanceof Long || value instanceof Decimal128 ? value.toString() : String(toNumber(value));
  if (bsonType(value) === "ObjectId") return String(value);
  throw mismatch("Unsupported conversion to string", value);
}

function toNumeric(operator: string, value: unknown): number {
  const number =
    value instanceof Date
      ? value.getTime()
      : typeof value === "boolean"
        ? Number(value)
        : typeof value === "string" && value.trim() !== ""
          ? Number(value)
          : isNumeric(value)
            ? toNumber(value)
            : NaN;
  if (Number.isNaN(number)) throw mismatch(`Failed to convert in ${operator}`, value);
  return number;
}

function toDate(value: unknown): Date {
  const date =
    value instanceof Date
      ? value
      : typeof value === "string"
        ? new Date(value)
        : isNumeric(value)
          ? new Date(toNumber(value))
          : null;
  if (date === null || Number.isNaN(date.getTime())) throw mismatch("Unsupported conversion to date", value);
  return date;
}

function mismatch(text: string, value: unknown): MongoError {
  return new MongoError("TypeMismatch", `${text}, not ${typeName(value)}`);
}
