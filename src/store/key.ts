const SEPARATOR = "|";

/**
 * A document's `_id` from its parts, the tenant first. The separator is escaped inside the parts, so that different
 * parts never make the same key; ids stay readable and compare as plain strings on every engine.
 */
export function key(...parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll("%", "%25").replaceAll(SEPARATOR, "%7C")).join(SEPARATOR);
}
