import { canonicalId } from "../../src/calls/canonical-id.ts";

/**
 * Of people that a typed name may mean: the one who has it as id, else the only one whose whole name it is, else all.
 * So "Anna Berg" can be asked for where there is an Anna Bergmann.
 */
export function bestNamed<Person extends { id: string; displayName: string | null }>(
  people: readonly Person[],
  typed: string,
): Person[] {
  const byId = people.filter(({ id }) => id === canonicalId(typed) || id.toLowerCase() === typed.toLowerCase());
  if (byId.length === 1) return byId;
  const exact = people.filter(({ displayName }) => displayName !== null && plain(displayName) === plain(typed));
  return exact.length === 1 ? exact : [...people];
}

/** Case and accents aside, as the store compares names. */
function plain(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
