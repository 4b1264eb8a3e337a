import type { Participation } from "../calls/participation.ts";
import type { PersonKind } from "../calls/person.ts";
import { askedBeginnings, foldName, nameBeginnings, nameMatches } from "../calls/person-name.ts";
import { anonymousMode } from "./anonymous-mode.ts";
import { bulkUpsert, inBatches } from "./bulk-upsert.ts";
import { key } from "./key.ts";
import { afterDays } from "./retention.ts";
import { shareTrip } from "./shared-trip.ts";
import type { StoreContext } from "./store-context.ts";
import type { People } from "./store.ts";

type PersonDocument = {
  _id: string;
  tenantId: string;
  personId: string;
  kind: PersonKind;
  displayName: string;
  /** What the name sorts by. */
  foldedName: string;
  /** What it is found by. */
  beginnings: string[];
  /** The start of the latest call that wrote this name. */
  namedAt: Date;
  expireAt: Date;
};

export type NamedPerson = { id: string; displayName: string };

/** The names that calls bring, as far as their write and other read models need them. */
export type PersonNames = {
  /**
   * Keeps the names of a call's people: the latest call's name wins, whatever order calls are saved in. Where another
   * process saves the call between two of one name, that call's name may win: not every call writes its people.
   */
  keep(people: readonly Participation[], expireAt: Date): Promise<void>;
  forget(ids: readonly string[]): Promise<void>;
  /** Nobody is kept for longer than until then, unless another call comes. */
  shortenExpiry(until: Date): Promise<void>;
  /** Anybody found by a name, of whatever kind; null when there are more than `limit`. */
  candidates(name: string, limit: number): Promise<NamedPerson[] | null>;
};

const ASKABLE: PersonKind[] = ["user", "guest"];
/** Kept for longer than the last call by up to this, so that not every call writes its people anew. */
const EXPIRY_STEP_DAYS = 7;
const MAX_REMEMBERED = 50_000;
const MAX_IDS_A_QUERY = 5_000;

type Name = Pick<PersonDocument, "displayName" | "namedAt">;
type Remembered = { displayName: string; namedAtMs: number; expireAtMs: number };

/**
 * People by their latest name. What this process has written is remembered, so that the calls of people who are known
 * cost nothing; forgetting it costs a write that changes nothing.
 */
export function createPeople({
  database,
  tenantId,
  isAnonymous = false,
}: Pick<StoreContext, "database" | "tenantId" | "isAnonymous">): People & PersonNames {
  const people = database.collection<PersonDocument>("people");
  const remembered = new Map<string, Remembered>();

  /** What is to be written of a name: that of a later call, if one is known. Null when it was written already. */
  function nameToWrite(personId: string, brought: Name, expireAt: Date): Name | null {
    const known = remembered.get(personId);
    if (known === undefined) return brought;
    if (known.displayName === brought.displayName) {
      known.namedAtMs = Math.max(known.namedAtMs, brought.namedAt.getTime());
    }
    const isOutdated = known.namedAtMs > brought.namedAt.getTime();
    const name = isOutdated ? { displayName: known.displayName, namedAt: new Date(known.namedAtMs) } : brought;
    return name.displayName === known.displayName && known.expireAtMs >= expireAt.getTime() ? null : name;
  }

  function remember({ personId, displayName, namedAt, expireAt }: PersonDocument): void {
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    const known = remembered.get(personId);
    const isNewer = known === undefined || known.namedAtMs <= namedAt.getTime();
    remembered.set(personId, {
      displayName: isNewer ? displayName : known.displayName,
      namedAtMs: isNewer ? namedAt.getTime() : known.namedAtMs,
      expireAtMs: Math.max(expireAt.getTime(), known?.expireAtMs ?? 0),
    });
  }

  function search(name: string, kinds: PersonKind[] | null): AsyncIterable<PersonDocument> {
    const beginnings = askedBeginnings(name).map((beginning) => ({ beginnings: beginning }));
    return people
      .find({ tenantId, $and: beginnings, ...(kinds && { kind: { $in: kinds } }) })
      .sort({ foldedName: 1, personId: 1 })
      .project<PersonDocument>({ beginnings: 0 });
  }

  /** One more than `limit` says that there are more. */
  async function find(name: string, kinds: PersonKind[] | null, limit: number): Promise<NamedPerson[]> {
    if (askedBeginnings(name).length === 0) return [];
    const found: NamedPerson[] = [];
    for await (const { personId, displayName } of search(name, kinds)) {
      // Long words were compared by their beginnings only.
      if (nameMatches(displayName, name)) found.push({ id: personId, displayName });
      if (found.length > limit) break;
    }
    return found;
  }

  /**
   * One write at a time, in the order of the keys: engines with locks would let two writes of the same people wait for
   * each other for ever, and end one of them. A large call's people are written in parts, between which others' go.
   */
  const write = shareTrip(async (calls: PersonDocument[][]) => {
    const documents = calls.flat().sort((a, b) => (a._id < b._id ? -1 : 1));
    for (const batch of inBatches(documents)) {
      await bulkUpsert(people, batch.flatMap(upserts));
      batch.forEach(remember);
    }
    return calls.map(() => undefined);
  });

  return {
    async keep(participations, expireAt) {
      const documents: PersonDocument[] = [];
      for (const { displayName, personId, personKind, start } of participations) {
        const name = displayName === null ? null : nameToWrite(personId, { displayName, namedAt: start }, expireAt);
        if (!name) continue;
        documents.push({
          _id: key(tenantId, personId),
          tenantId,
          personId,
          kind: personKind,
          ...name,
          foldedName: foldName(name.displayName),
          beginnings: nameBeginnings(name.displayName),
          expireAt: afterDays(expireAt, EXPIRY_STEP_DAYS),
        });
      }
      for (const batch of inBatches(documents)) await write(batch);
    },

    async forget(ids) {
      for (const id of ids) remembered.delete(id);
      await people.deleteMany({ _id: { $in: ids.map((id) => key(tenantId, id)) } });
    },

    async shortenExpiry(until) {
      await people.updateMany({ tenantId, expireAt: { $gt: until } }, { $set: { expireAt: until } });
    },

    async candidates(name, limit) {
      const found = await find(name, null, limit);
      return found.length > limit ? null : found;
    },

    async named(name, limit) {
      if (isAnonymous) throw anonymousMode();
      return (await find(name, ASKABLE, limit)).slice(0, limit);
    },

    async names(ids) {
      const names = new Map<string, string>();
      for (let from = 0; from < ids.length; from += MAX_IDS_A_QUERY) {
        const keys = ids.slice(from, from + MAX_IDS_A_QUERY).map((id) => key(tenantId, id));
        const found = people.find({ _id: { $in: keys } }).project<PersonDocument>({ personId: 1, displayName: 1 });
        for await (const { personId, displayName } of found) names.set(personId, displayName);
      }
      return names;
    },
  };
}

/** Inserts somebody new, else keeps them for longer and takes over a name that is not older than the one held. */
function upserts({ _id, expireAt, ...person }: PersonDocument) {
  const { displayName, foldedName, beginnings, namedAt, kind } = person;
  return [
    { updateOne: { filter: { _id }, update: { $setOnInsert: person, $max: { expireAt } }, upsert: true } },
    {
      updateOne: {
        filter: { _id, namedAt: { $lte: namedAt } },
        update: { $set: { displayName, foldedName, beginnings, namedAt, kind } },
      },
    },
  ];
}
