import { Int32 } from "bson";
import { MongoError } from "./mongo-error.ts";
import { distinctValues, isNullish, mergeObjects } from "./expression-operators.ts";
import { Double } from "bson";
import { calculate, isNumeric, toNumber, type Numeric } from "./numeric.ts";
import { valueKey } from "./value-key.ts";

/** Takes in one value per document of a group, in their order, and gives the group's result at the end. */
export type Accumulator = { add(value: unknown): void; result(): unknown };

/** @throws MongoError 15952 naming an accumulator this server does not know. */
export function createAccumulator(operator: string): () => Accumulator {
  switch (operator) {
    case "$sum":
      return sum;
    case "$count":
      return count;
    case "$avg":
      return mean;
    case "$min":
      return () => outermost(-1);
    case "$max":
      return () => outermost(1);
    case "$first":
      return first;
    case "$last":
      return last;
    case "$push":
      return () => collect((values) => values);
    case "$addToSet":
      return () => collect(distinctValues);
    case "$mergeObjects":
      return () => collect(mergeObjects);
    default:
      throw new MongoError("Location15952", `unknown group operator '${operator}'`);
  }
}

function sum(): Accumulator {
  let total: Numeric = new Int32(0);
  return {
    add(value) {
      if (isNumeric(value)) total = calculate("add", total, value);
    },
    result: () => total,
  };
}

function count(): Accumulator {
  let documents = 0;
  return { add: () => void documents++, result: () => new Int32(documents) };
}

function mean(): Accumulator {
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
}

function outermost(direction: 1 | -1): Accumulator {
  let best: unknown = null;
  let bestKey: string | null = null;
  return {
    add(value) {
      if (isNullish(value)) return;
      const key = valueKey(value);
      if (bestKey !== null && (direction === 1 ? key <= bestKey : key >= bestKey)) return;
      best = value;
      bestKey = key;
    },
    result: () => best,
  };
}

function first(): Accumulator {
  let value: unknown = null;
  let taken = false;
  return {
    add(next) {
      if (!taken) value = next ?? null;
      taken = true;
    },
    result: () => value,
  };
}

function last(): Accumulator {
  let value: unknown = null;
  return { add: (next) => void (value = next ?? null), result: () => value };
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
