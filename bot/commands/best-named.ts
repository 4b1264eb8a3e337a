import { canonicalId } from "../../src/calls/canonical-id.ts";
import { foldName } from "../../src/calls/person-name.ts";

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
  const exact = people.filter(({ displayName }) => displayName !== null && foldName(displayName) === foldName(typed));
  return exact.length === 1 ? exact : [...people];
}
