import fc from "fast-check";
import type { Asking } from "./api-server.ts";
import { HOSTILE_TEXTS } from "./hostile-bodies.ts";
import type { operationsOf } from "./openapi-rules.ts";

type HostileRequest = Asking & { path: string };

const text = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: "binary", maxLength: 40 }));
const OTHER_NAMES = [
  "__proto__",
  "constructor",
  "toString",
  "limit[]",
  "limit[$gt]",
  "",
  "cursor",
  "viewer",
  "isAdmin",
];
/** Right for some field of some route, so that more than the first check is reached. */
const plausible = fc.constantFrom(
  "last7days",
  "today",
  "2026-11-01..2026-11-22",
  "since-1970-01-01",
  "Asia/Tokyo",
  "0",
  "1",
  "true",
);

/** A request to one route with parameters and a body that nobody honest sends. */
export function hostileRequest({
  path,
  method,
  operation,
}: ReturnType<typeof operationsOf>[number]): fc.Arbitrary<HostileRequest> {
  const names = operation.parameters.filter(({ in: place }) => place === "query").map(({ name }) => name);
  const name = fc.constantFrom(...names, ...names, ...names, ...OTHER_NAMES);
  const query = fc.array(fc.tuple(name, fc.oneof(text, plausible)), { maxLength: 4 });
  const holes = [...path.matchAll(/\{\w+\}/g)].length;
  const values = fc.array(fc.oneof(text, plausible), { minLength: holes, maxLength: holes });
  return fc.record({ query, values, sent: bodyOf(operation) }).map((given) => {
    const pieces = [...given.values];
    const filled = path.replaceAll(/\{\w+\}/g, () => escaped(pieces.pop() ?? ""));
    const asked = given.query.map(([key, value]) => `${escaped(key)}=${escaped(value)}`).join("&");
    const upper = method.toUpperCase();
    return { path: asked === "" ? filled : `${filled}?${asked}`, method: upper, ...(upper !== "GET" && given.sent) };
  });
}

function bodyOf({
  requestBody,
}: {
  requestBody?: { content: Record<string, { schema?: Record<string, unknown> | undefined }> } | undefined;
}): fc.Arbitrary<Asking> {
  const [contentType = "application/json"] = Object.keys(requestBody?.content ?? {});
  const properties = requestBody?.content[contentType]?.schema?.["properties"];
  const fields = Object.keys(typeof properties === "object" && properties !== null ? properties : {});
  const value = fc.oneof(
    text,
    plausible,
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(null, true, 1e308, -1, [], {}),
  );
  const known = fc.dictionary(fc.constantFrom("__proto__", ...fields, ...fields), value, { maxKeys: 5 });
  const body = fc.oneof(
    known.map((content) => JSON.stringify(content)),
    fc.json(),
    text,
    fc.constantFrom("[".repeat(5_000), `{"a":"${"x".repeat(100_000)}"}`),
  );
  return body.map((content) => ({ headers: { "content-type": contentType }, body: content }));
}

/** Every byte escaped, half characters too, which encodeURIComponent refuses. */
function escaped(value: string): string {
  return [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}
