import { Decimal128, Double, Int32, Long, Timestamp } from "bson";
import { MongoError, badValue } from "./mongo-error.ts";

/** A number of any of BSON's four types; plain numbers come from this server's own code. */
export type Numeric = number | Int32 | Double | Long | Decimal128;

export function isNumeric(value: unknown): value is Numeric {
  if (typeof value === "number") return true;
  if (typeof value !== "object" || value === null || value instanceof Timestamp) return false;
  return value instanceof Int32 || value instanceof Double || value instanceof Long || value instanceof Decimal128;
}

/** The nearest double. */
export function toNumber(value: Numeric): number {
  if (typeof value === "number") return value;
  if (value instanceof Long) return value.toNumber();
  return value instanceof Decimal128 ? Number(value.toString()) : value.value;
}

/** MongoDB's truth: false, null, missing and zero are false, everything else is true. */
export function isTrue(value: unknown): boolean {
  if (value === false || value === null || value === undefined) return false;
  return !isNumeric(value) || toNumber(value) !== 0;
}

/** @param name what the number is for, as named in the refusal */
export function toWholeNumber(value: unknown, name: string): number {
  const number = isNumeric(value) ? toNumber(value) : NaN;
  if (!Number.isSafeInteger(number)) throw badValue(`${name} must be a whole number`);
  return number;
}

export type Arithmetic = "add" | "subtract" | "multiply";

/**
 * Arithmetic with MongoDB's result types: int with int stays int and widens to long when it must, anything with a double
 * is a double. Decimal arithmetic is refused by name.
 */
export function calculate(operation: Arithmetic, left: Numeric, right: Numeric): Numeric {
  if (left instanceof Decimal128 || right instanceof Decimal128) {
    throw new MongoError(
      "NotImplemented",
      `${operation} on a decimal (Decimal128) is not supported by the embedded server`,
    );
  }
  const leftNumber = toNumber(left);
  const rightNumber = toNumber(right);
  if (isFloating(left) || isFloating(right)) return new Double(onDoubles(operation, leftNumber, rightNumber));
  const plain = onDoubles(operation, leftNumber, rightNumber);
  if (!(left instanceof Long) && !(right instanceof Long) && Number.isSafeInteger(plain)) return wholeNumber(plain);
  const exact = onBigInts(operation, toBigInt(left), toBigInt(right));
  if (BigInt.asIntN(64, exact) !== exact) throw badValue(`${operation} overflows a 64-bit integer`);
  return Long.fromBigInt(exact);
}

/** A whole number as int when it fits, else as long. */
export function wholeNumber(value: number): Int32 | Long {
  return value === (value | 0) ? new Int32(value) : Long.fromNumber(value);
}

export function isFloating(value: Numeric): boolean {
  return value instanceof Double || (typeof value === "number" && !Number.isInteger(value));
}

function onDoubles(operation: Arithmetic, left: number, right: number): number {
  if (operation === "add") return left + right;
  return operation === "subtract" ? left - right : left * right;
}

function onBigInts(operation: Arithmetic, left: bigint, right: bigint): bigint {
  if (operation === "add") return left + right;
  return operation === "subtract" ? left - right : left * right;
}

function toBigInt(value: Numeric): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(toNumber(value));
}
