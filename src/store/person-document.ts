import type { Person } from "../calls/person.ts";

/** The minimum that is kept of a person: never a user principal name, whatever else a value may carry. */
export function pickPerson(from: Person): Person {
  return {
    id: from.id,
    kind: from.kind,
    displayName: from.displayName ?? null,
    tenantId: from.tenantId ?? null,
  };
}
