import type { JsonObject, JsonValue } from "./json-value.ts";

/** How the caller wants bodies written. */
export type WireForm = { omitsNulls: boolean; metadata: "none" | "minimal" };

const KEPT_ANNOTATIONS = ["@odata.nextLink", "@odata.count", "@odata.deltaLink"];

/**
 * A body as asked for: without nulls and empty members (Prefer: omit-values=nulls), without annotations other than
 * links and counts (Accept: application/json;odata.metadata=none). The page itself, `value`, always stays.
 */
export function wireForm(body: JsonObject, form: WireForm): JsonObject {
  if (!form.omitsNulls && form.metadata === "minimal") return body;
  return shapeObject(body, form);
}

function shapeObject(object: JsonObject, form: WireForm): JsonObject {
  const shaped: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    const at = key.indexOf("@odata.");
    if (at >= 0 && form.metadata === "none" && !KEPT_ANNOTATIONS.includes(key.slice(at))) continue;
    if (form.omitsNulls && isAbsent(value) && key !== "value") continue;
    shaped[key] = shapeValue(value, form);
  }
  return shaped;
}

function isAbsent(value: JsonValue): boolean {
  return value === null || value === "" || value === undefined || (Array.isArray(value) && value.length === 0);
}

function shapeValue(value: JsonValue, form: WireForm): JsonValue {
  if (Array.isArray(value)) return value.map((item) => shapeValue(item, form));
  return typeof value === "object" && value !== null ? shapeObject(value, form) : value;
}

/** Members that are null left out, as the services behind some records do without being asked. */
export function withoutNulls(object: JsonObject): JsonObject {
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(object)) {
    if (value === null) continue;
    kept[key] = Array.isArray(value)
      ? value.map((item) => (isPlain(item) ? withoutNulls(item) : item))
      : isPlain(value)
        ? withoutNulls(value)
        : value;
  }
  return kept;
}

function isPlain(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
