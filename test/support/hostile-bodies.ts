import type { Random } from "../../src/simulator/random.ts";

/** Texts that parsers, regular expressions, paths and databases have stumbled over. */
export const HOSTILE_TEXTS = [
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u202e\u200b\ufeff",
  "ﷺ".repeat(20),
  "__proto__",
  "constructor",
  "$where",
  "a.b.$gt",
  "../../../../etc/passwd",
  "${7*7}",
  "'; DROP TABLE calls; --",
  "NA",
  "null",
  "[object Object]",
  "x".repeat(3_000),
  "communications/callRecords/",
  "communications/callRecords/" + "a/".repeat(500),
  "00000000-0000-0000-0000-00000000000g",
];
const HOSTILE_KEYS = ["__proto__", "constructor", "toString", "hasOwnProperty", "value", "then", "", "$set", "a.b"];
const HOSTILE_NUMBERS = [0, -0, 1e308, -1e308, 5e-324, 2 ** 53, NaN, 1.5];

type Build = (random: Random) => string | Uint8Array;

/**
 * A body that nobody honest sends. `item` makes a notification that is right in everything: it is only sent damaged.
 */
export function buildHostileBody(random: Random, item: () => Record<string, unknown>): string | Uint8Array {
  const builds: Build[] = [
    randomBytes,
    deepNesting,
    hugeArray,
    prototypeKeys,
    (source) => JSON.stringify({ value: [damaged(source, item())] }),
    (source) => JSON.stringify({ value: Array.from({ length: source.int(1, 50) }, () => damaged(source, item())) }),
    (source) => JSON.stringify(wrongValue(source, 3)),
    (source) => JSON.stringify({ value: wrongValue(source, 3) }),
    (source) => JSON.stringify({ value: [wrongValue(source, 4), wrongValue(source, 2)] }),
    (source) => truncated(source, JSON.stringify({ value: [item(), item()] })),
    (source) => flipped(source, JSON.stringify({ value: [damaged(source, item())] })),
    (source) => JSON.stringify({ Value: [item()], value: source.pick(HOSTILE_TEXTS) }),
    (source) => JSON.stringify([item(), source.pick(HOSTILE_TEXTS)]),
  ];
  return random.pick(builds)(random);
}

function randomBytes(random: Random): Uint8Array {
  return Uint8Array.from({ length: random.int(0, 400) }, () => random.int(0, 255));
}

function deepNesting(random: Random): string {
  const depth = random.int(100, 3_000);
  const [open, close] = random.pick([
    ["[", "]"],
    ['{"value":', "}"],
    ['{"value":[', "]}"],
  ] as const);
  return open.repeat(depth) + (random.chance(0.5) ? "1" + close.repeat(depth) : "");
}

function hugeArray(random: Random): string {
  const element = random.pick(["0", "{}", "[]", '""', "null", '{"subscriptionId":"x"}']);
  return `{"value":[${`${element},`.repeat(random.int(50, 400))}${element}]}`;
}

function prototypeKeys(random: Random): string {
  const inner = `{"subscriptionId":"x","lifecycleEvent":"missed","polluted":true}`;
  const key = random.pick(["__proto__", "constructor", "prototype"]);
  return random.pick([
    `{"${key}":{"value":[${inner}]}}`,
    `{"value":[{"${key}":${inner}}]}`,
    `{"value":[{"subscriptionId":"x","resourceData":{"${key}":${inner}}}]}`,
    `{"${key}":${inner},"value":{"${key}":[${inner}]}}`,
  ]);
}

/** One member of a good notification taken away, or replaced by something else, so that it must not be taken. */
function damaged(random: Random, item: Record<string, unknown>): Record<string, unknown> {
  const member = random.pick(["subscriptionId", "clientState", "tenantId"]);
  if (random.chance(0.2)) return Object.fromEntries(Object.entries(item).filter(([key]) => key !== member));
  return { ...item, [member]: wrongValue(random, 2) };
}

function wrongValue(random: Random, depth: number): unknown {
  switch (random.int(0, depth > 0 ? 6 : 4)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return random.pick(HOSTILE_NUMBERS);
    case 3:
    case 4:
      return random.pick(HOSTILE_TEXTS);
    case 5:
      return Array.from({ length: random.int(0, 4) }, () => wrongValue(random, depth - 1));
    default:
      return Object.fromEntries(
        Array.from({ length: random.int(0, 4) }, () => [random.pick(HOSTILE_KEYS), wrongValue(random, depth - 1)]),
      );
  }
}

function truncated(random: Random, text: string): string {
  return text.slice(0, random.int(0, text.length - 1));
}

/** A byte of the text replaced by another, inside multi-byte characters too. */
function flipped(random: Random, text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  bytes[random.int(0, bytes.length - 1)] = random.int(0, 255);
  return bytes;
}
