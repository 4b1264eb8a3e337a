import { isArray, typeName } from "./bson-value.ts";

/** A value as it stands in MongoDB's messages. */
export function showValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (isArray(value)) return `[ ${value.map(showValue).join(", ")} ]`;
  if (typeName(value) === "objectId") return `ObjectId('${String(value)}')`;
  if (typeof value === "object" && value !== null && typeName(value) === "object") {
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${name}: ${showValue(inner)}`)
      .join(", ")} }`;
  }
  return String(value);
}
