import { Double, Int32 } from "bson";
import { MongoError } from "./mongo-error.ts";
import { isNullish } from "./expression.ts";
import { calculate, isNumeric, toNumber, type Numeric } from "./numeric.ts";
import { valueKey } from "./value-key.ts";

/** Takes in one value per document of a group, in their order, and gives the group's result at the end. */
export type Accumulator = { add(value: unknown): void; result(): unknown };

/** @throws MongoError 15952 naming an accumulator this server does not know. */
export function createAccumulator(operator: string): () => Accumulator {
  const create = Object.hasOwn(ACCUMULATORS, operator) ? ACCUMULATORS[operator] : undefined;
  if (create === undefined) throw new MongoError("Location15952", `unknown group operator '${operator}'`);
  return create;
}

const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => {
    let total: Numeric = new Int32(0);
    return {
      add(value) {
        if (isNumeric(value)) total = calculate("add", total, value);
      },
      result: () => total,
    };
  },
  $count: () => {
    let documents = 0;
    return { add: () => void documents++, result: () => new Int32(documents) };
  },
  $avg: () => {
    let total = 0;
    let numbers = 0;
    return {
      add(value) {
        if (!isNumeric(value)) return;
        total += toNumber(value);
        numbers++;
      },
      result: () => (numbers === 0 ? null : new Double(total / numbers)),
    };
  },
  $min: () => outermost((key, best) => key < best),
  $max: () => outermost((key, best) => key > best),
  $first: () => {
    const values: unknown[] = [];
    return { add: (value) => void (values.length === 0 && values.push(value ?? null)), result: () => values[0] };
  },
  $last: () => {
    let value: unknown = null;
    return { add: (next) => void (value = next ?? null), result: () => value };
  },
  $push: () => collect((values) => values),
  $addToSet: () => collect(distinctValues),
};

function outermost(isFurther: (key: string, best: string) => boolean): Accumulator {
  let best: unknown = null;
  let bestKey: string | null = null;
  return {
    add(value) {
      if (isNullish(value)) return;
      const key = valueKey(value);
      if (bestKey !== null && !isFurther(key, bestKey)) return;
      best = value;
      bestKey = key;
    },
    result: () => best,
  };
}

function collect(finish: (values: unknown[]) => unknown): Accumulator {
  const values: unknown[] = [];
  return {
    add(value) {
      if (value !== undefined) values.push(value);
    },
    result: () => finish(values),
  };
}

/** Each value once, the first of those that are equal. */
export function distinctValues(values: unknown[]): unknown[] {
  const known = new Map<string, unknown>();
  for (const value of values) {
    const key = valueKey(value ?? null);
    if (!known.has(key)) known.set(key, value);
  }
  return [...known.values()];
}
