/**
 * Numbers of all four BSON types in one order: the eight bytes of the nearest double, then what the double leaves out.
 * For everything a double can hold exactly, nothing is left out.
 */

const EXACT = "\x80";
const view = new DataView(new ArrayBuffer(8));

/** Eight characters whose order is the order of doubles; NaN comes first, as in MongoDB, and -0 equals 0. */
export function sortableDouble(value: number): string {
  if (Number.isNaN(value)) return "\x00\x00\x00\x00\x00\x00\x00\x00";
  view.setFloat64(0, value === 0 ? 0 : value);
  let high = view.getUint32(0);
  let low = view.getUint32(4);
  if (high >= 0x80000000) {
    high = ~high;
    low = ~low;
  } else {
    high |= 0x80000000;
  }
  return String.fromCharCode(
    high >>> 24,
    (high >>> 16) & 255,
    (high >>> 8) & 255,
    high & 255,
    low >>> 24,
    (low >>> 16) & 255,
    (low >>> 8) & 255,
    low & 255,
  );
}

export function exactNumberKey(value: number | bigint): string {
  if (typeof value === "number") return sortableDouble(value) + EXACT;
  const nearest = Number(value);
  if (Number.isSafeInteger(nearest)) return sortableDouble(nearest) + EXACT;
  return sortableDouble(nearest) + remainderKey({ digits: value, exponent: 0 }, nearest);
}

/** @param text a Decimal128 in its text form, such as "1.20E+5", "-Infinity" or "NaN" */
export function decimalKey(text: string): string {
  const parts = /^(-?)(\d*)\.?(\d*)(?:E([+-]?\d+))?$/i.exec(text);
  if (parts === null) return sortableDouble(Number(text)) + EXACT;
  const [, sign = "", whole = "", fraction = "", power = "0"] = parts;
  const decimal = { digits: BigInt(`${sign}${whole}${fraction}`), exponent: Number(power) - fraction.length };
  const nearest = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, Number(text)));
  return sortableDouble(nearest) + remainderKey(decimal, nearest);
}

/** digits × 10^exponent */
type ExactDecimal = { digits: bigint; exponent: number };

/** Every finite double is a finite decimal, so the remainder is exact. */
function remainderKey(value: ExactDecimal, nearest: number): string {
  const remainder = subtract(value, exactDouble(nearest));
  if (remainder.digits === 0n) return EXACT;
  const negative = remainder.digits < 0n;
  const digits = String(negative ? -remainder.digits : remainder.digits);
  const order = remainder.exponent + digits.length + 0x8000;
  const magnitude = `${String.fromCharCode(order >> 8, order & 255)}${digits.replace(/0+$/, "")}\x00`;
  return negative
    ? `\x7f${Array.from(magnitude, (c) => String.fromCharCode(255 - c.charCodeAt(0))).join("")}`
    : `\x81${magnitude}`;
}

function subtract(left: ExactDecimal, right: ExactDecimal): ExactDecimal {
  const exponent = Math.min(left.exponent, right.exponent);
  const scale = (value: ExactDecimal): bigint => value.digits * 10n ** BigInt(value.exponent - exponent);
  return { digits: scale(left) - scale(right), exponent };
}

function exactDouble(value: number): ExactDecimal {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const power = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = (power === 0 ? fraction : fraction | 0x10000000000000n) * (value < 0 ? -1n : 1n);
  const shift = (power === 0 ? 1 : power) - 1075;
  if (shift >= 0) return { digits: mantissa << BigInt(shift), exponent: 0 };
  return { digits: mantissa * 5n ** BigInt(-shift), exponent: shift };
}
