import { canonicalId } from "../calls/canonical-id.ts";
import { parseDurationMs } from "./duration.ts";
import { parseInstant } from "./instant.ts";

/**
 * Building blocks for schemas of data that Microsoft owns. They never fail: what is missing, null, empty or not of the
 * expected sort is undefined, so that one odd value never costs its neighbors. Property names are matched exactly
 * first, then ignoring case (`azureADAppId` is seen as `azureAdAppId`). Every record has hundreds of such values, most
 * of them read at the pace of Graph's limits and on the thread that also answers people: hence plain functions.
 */
export type Reader<Value> = (value: unknown) => Value;

const LONGEST_TEXT = 8_192;
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** A non-empty text, trimmed; cut where nothing honest is that long. */
export const text: Reader<string | undefined> = (value) => {
  if (typeof value !== "string") return undefined;
  const trimmed = value.trim();
  return trimmed === "" ? undefined : trimmed.slice(0, LONGEST_TEXT);
};

/** A text that names something: GUIDs in lower case, so that they are the same whatever case Graph sends. */
export const identifier: Reader<string | undefined> = (value) => {
  const id = text(value);
  return id === undefined ? undefined : canonicalId(id);
};

/** A finite number, also one that is given as a text. */
export const number: Reader<number | undefined> = readNumber;

/** A number that cannot be below zero: rates, ratios, percentages. Negative ones stand for "not measured". */
export const magnitude: Reader<number | undefined> = readMagnitude;

/** A whole number from zero up. */
export const count: Reader<number | undefined> = (value) => {
  const magnitudeRead = readMagnitude(value);
  return magnitudeRead === undefined ? undefined : Math.trunc(magnitudeRead);
};

/** A count in which 0 and 4294967295 (all bits set) stand for "unknown": link speeds and ports. */
export const countWithSentinels: Reader<number | undefined> = (value) => {
  const magnitudeRead = readMagnitude(value);
  return magnitudeRead === 0 || magnitudeRead === 4_294_967_295 ? undefined : magnitudeRead;
};

export const flag: Reader<boolean | undefined> = readFlag;

export const instant: Reader<Date | undefined> = (value) =>
  typeof value === "string" ? parseInstant(value) : undefined;

/** Milliseconds of an Edm.Duration. */
export const durationMs: Reader<number | undefined> = (value) =>
  typeof value === "string" ? parseDurationMs(value) : undefined;

/** A part with a schema of its own. */
export const part: Reader<unknown> = (value) => value;

type Shape = Readonly<Record<string, Reader<unknown>>>;
type Read<Fields extends Shape> = { [Name in keyof Fields]: ReturnType<Fields[Name]> };

/**
 * An object of which only `shape` is read. Anything that is no object is read as an empty one; whether that will do is
 * for the caller to say.
 */
export function looseObject<Fields extends Shape>(shape: Fields): { parse: Reader<Read<Fields>> } {
  const readers = Object.entries(shape);
  const nothing = Object.fromEntries(readers.map(([name]): [string, unknown] => [name, undefined]));
  const spelling = new Map(readers.map(([name]) => [name.toLowerCase(), name]));
  return {
    parse(value) {
      const own = { ...nothing };
      const given = isObject(value) ? value : {};
      for (const key of Object.keys(given)) {
        const name = Object.hasOwn(nothing, key) ? key : spelling.get(key.toLowerCase());
        if (name !== undefined && (key === name || own[name] === undefined)) own[name] = given[key];
      }
      for (const [name, read] of readers) own[name] = read(own[name]);
      return own as Read<Fields>;
    },
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Null, "", [] and {} say as little as a missing key. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** True and "true" in any case; false likewise; undefined for the rest. */
export function readFlag(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  const word = typeof value === "string" ? value.trim().toLowerCase() : "";
  return word === "true" ? true : word === "false" ? false : undefined;
}

type Present<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> };

/** Without the keys whose value is undefined: among metrics, absent means not measured. */
export function present<Values extends object>(values: Values): Present<Values> {
  const kept: Present<Values> = {};
  for (const key in values) {
    const value = values[key];
    if (value !== undefined) kept[key] = value as Present<Values>[typeof key];
  }
  return kept;
}

function readNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || !DECIMAL.test(value.trim())) return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : undefined;
}

function readMagnitude(value: unknown): number | undefined {
  const parsed = readNumber(value);
  return parsed === undefined || parsed < 0 ? undefined : parsed;
}
