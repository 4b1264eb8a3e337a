import type { Pseudonyms } from "./erase-person.ts";
import type { JudgedCallRecord } from "./judged-call-record.ts";
import type { Person, PersonKind } from "./person.ts";

type Somebody = Pick<Person, "id" | "kind">;

/** Of whom a call's names, addresses and devices tell something. Rooms, bots and service accounts are nobody. */
const PEOPLE: readonly PersonKind[] = ["user", "guest", "phone", "acsUser", "protected", "onPremises", "other"];

/**
 * For the functions of erase-person.ts: what takes the personal fields of these people out of a call and leaves their
 * ids, so that they still see it. The id of a telephone is its number, so it gets a pseudonym.
 */
export function withoutPersonalFields(people: Iterable<Somebody>, pseudonymOf: (id: string) => string): Pseudonyms {
  const inPlace = new Map<string, string>();
  for (const { id, kind } of people) {
    if (PEOPLE.includes(kind)) inPlace.set(id, kind === "phone" ? pseudonymOf(id) : id);
  }
  return inPlace;
}

/** Everybody whom a call names, with their kind. */
export function everybodyIn({ record, sessions, participations }: JudgedCallRecord): Somebody[] {
  const people = [
    record.organizer,
    ...record.participants,
    ...sessions.flatMap(({ caller, callee }) => [caller.person, callee.person]),
    ...participations.map(({ others }) => others.person),
  ];
  return [
    ...people.flatMap((person) => person ?? []),
    ...participations.map(({ personId, personKind }) => ({ id: personId, kind: personKind })),
  ];
}
