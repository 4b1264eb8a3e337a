import { canonicalId } from "../calls/canonical-id.ts";
import { nameMatches } from "../calls/person-name.ts";
import type { ParticipationDocument } from "./participation-document.ts";
import type { PersonNames } from "./people.ts";
import type { StoreContext } from "./store-context.ts";
import type { Companion, ParticipationQuery } from "./store.ts";

type OwnCall = Pick<ParticipationDocument, "callId" | "others">;
type OtherPart = Pick<ParticipationDocument, "callId" | "personId" | "displayName">;

/** More people of that name, and the larger calls are walked through instead: both are right, this is the cheaper one. */
const MAX_CANDIDATES = 100;
const CALLS_A_QUERY = 200;

/**
 * Finds who else was in a person's calls, by name or id. Two-party calls tell it themselves. For the larger ones, those
 * of that name in the whole tenant are looked up and their calls of the interval compared with the person's; where
 * the name says too little for that, everybody in the person's larger calls is read, some calls at a time. In memory are
 * the ids of the larger calls and what is found. Whoever asks must have been admitted to the person's calls.
 */
export function createCompanionSearch(
  { database, tenantId }: Pick<StoreContext, "database" | "tenantId">,
  people: PersonNames,
): (query: ParticipationQuery, name: string) => Promise<Companion[]> {
  const participations = database.collection<ParticipationDocument>("participations");

  return async ({ personId, start, end }, name) => {
    const askedId = canonicalId(name.trim());
    const candidates = await people.candidates(name, MAX_CANDIDATES);
    const ids = new Set([askedId, ...(candidates ?? []).map(({ id }) => id)]);
    const companions = new Map<string, Companion>();
    const largeCallIds = new Set<string>();

    function add(id: string, displayName: string | null, callId: string): void {
      const companion = companions.get(id) ?? { id, displayName: null, callIds: [] };
      companion.displayName ??= displayName;
      companion.callIds.push(callId);
      companions.set(id, companion);
    }

    const own = participations
      .find({ tenantId, personId, start: { $gte: start, $lt: end } })
      .sort({ start: -1, callId: 1 })
      .project<OwnCall>({ callId: 1, others: 1 });
    for await (const { callId, others } of own) {
      const { person } = others;
      if (person === null) {
        if (others.count > 0) largeCallIds.add(callId);
      } else if (ids.has(person.id) || nameMatches(person.displayName, name)) {
        // Also by a name that is not their latest: then their larger calls count as well.
        ids.add(person.id);
        add(person.id, person.displayName, callId);
      }
    }
    ids.delete(personId);
    if (largeCallIds.size > 0) {
      const found = candidates === null ? everybodyIn(largeCallIds) : callsOf([...ids], start, end);
      for await (const { callId, personId: otherId, displayName } of found) {
        if (otherId === personId || !largeCallIds.has(callId)) continue;
        if (ids.has(otherId) || nameMatches(displayName, name)) add(otherId, displayName, callId);
      }
    }
    const latestNames = new Map(candidates?.map(({ id, displayName }) => [id, displayName]));
    return [...companions.values()]
      .map((companion) => ({ ...companion, displayName: latestNames.get(companion.id) ?? companion.displayName }))
      .sort((a, b) => b.callIds.length - a.callIds.length || (a.id < b.id ? -1 : 1));
  };

  function callsOf(personIds: string[], start: Date, end: Date): AsyncIterable<OtherPart> {
    return participations
      .find({ tenantId, personId: { $in: personIds }, start: { $gte: start, $lt: end } })
      .project<OtherPart>({ callId: 1, personId: 1, displayName: 1 });
  }

  async function* everybodyIn(callIds: ReadonlySet<string>): AsyncGenerator<OtherPart> {
    const all = [...callIds];
    for (let from = 0; from < all.length; from += CALLS_A_QUERY) {
      yield* participations
        .find({ tenantId, callId: { $in: all.slice(from, from + CALLS_A_QUERY) } })
        .project<OtherPart>({ callId: 1, personId: 1, displayName: 1 });
    }
  }
}
