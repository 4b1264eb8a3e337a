import { createHmac, randomBytes } from "node:crypto";
import type { Pseudonyms } from "../calls/erase-person.ts";
import { isDuplicateKey } from "./bulk-upsert.ts";
import { key } from "./key.ts";
import { shareTrip } from "./shared-trip.ts";
import type { StoreContext } from "./store-context.ts";

/** Known as erased by a keyed digest. Kept without end: an old file may bring a call at any time. */
type ErasedPersonDocument = { _id: string; tenantId: string };
type ErasureKeyDocument = { _id: string; secret: string };

export type ErasedPeople = {
  /** Who of these people was erased, as of now, with what stands in their place. */
  among(personIds: Iterable<string>): Promise<Pseudonyms>;
  /** The same as far as this process knows, at no cost: who was erased elsewhere since it started may be missing. */
  knownAmong(personIds: Iterable<string>): Promise<Pseudonyms>;
  /** From now on `among` knows the person. */
  add(personId: string): Promise<void>;
  pseudonymOf(personId: string): Promise<string>;
  /** The same for many; a pseudonym is its own. */
  pseudonyms(): Promise<(personId: string) => string>;
  /**
   * What stands for people in ids that outlive an erasure: it tells nobody who they are, and that of an erased person's
   * pseudonym is the person's own, so that what goes on is still recognized.
   */
  marks(): Promise<(personId: string) => string>;
  /** For receipts: recognizes a person whose id is given, and names nobody. */
  digestOf(personId: string): Promise<string>;
};

/** No id of Graph begins so. Followed by letters and digits only. */
export const PSEUDONYM_PREFIX = "erased-";
/** Digests are hexadecimal. */
const AFTER_DIGITS = "g";
const MARK_DIGITS = 32;
const MAX_IDS_A_QUERY = 5_000;

/**
 * Who was erased, without their ids: pseudonyms and digests are made of the id and a random secret of the tenant, which
 * is kept in a collection of its own (`erasureKeys`). Whoever has a copy of calls and receipts without that collection
 * can neither tell who is behind a pseudonym nor test a guess. Whoever has it all can test the ids that they know, as
 * the service itself must, to recognize calls that arrive later; so this is pseudonymization, and becomes anonymity
 * when the secret is destroyed. Another tenant has another secret.
 */
export function createErasedPeople({ database, tenantId }: Pick<StoreContext, "database" | "tenantId">): ErasedPeople {
  const erasedPeople = database.collection<ErasedPersonDocument>("erasedPeople");
  const keys = database.collection<ErasureKeyDocument>("erasureKeys");
  let loaded: Promise<{ secret: string; known: Set<string> }> | null = null;

  async function load(): Promise<{ secret: string; known: Set<string> }> {
    const secret = await readSecret();
    const ofTenant = erasedPeople.find({ _id: { $gte: key(tenantId, ""), $lt: key(tenantId, AFTER_DIGITS) } });
    return { secret, known: new Set(await ofTenant.map(({ _id }) => _id).toArray()) };
  }

  async function readSecret(): Promise<string> {
    const held = await keys.findOne({ _id: tenantId });
    if (held) return held.secret;
    const secret = randomBytes(32).toString("hex");
    try {
      await keys.insertOne({ _id: tenantId, secret });
      return secret;
    } catch (error) {
      // Another instance was first.
      if (isDuplicateKey(error)) return readSecret();
      throw error;
    }
  }

  function memory(): Promise<{ secret: string; known: Set<string> }> {
    loaded ??= load().catch((error: unknown) => {
      loaded = null;
      throw error;
    });
    return loaded;
  }

  /** Ids of some sources come in another case; the two uses of one id have nothing in common. */
  const digest = (secret: string, use: "pseudonym" | "recognition" | "mark", personId: string): string =>
    createHmac("sha256", secret).update(`${use} ${personId.toLowerCase()}`).digest("hex");
  const keyOf = (secret: string, personId: string): string => key(tenantId, digest(secret, "recognition", personId));
  const pseudonym = (secret: string, personId: string): string =>
    personId.startsWith(PSEUDONYM_PREFIX)
      ? personId
      : `${PSEUDONYM_PREFIX}${digest(secret, "pseudonym", personId).slice(0, 32)}`;

  /** Those of the keys that are held, for all who ask at the same time; each is given at least its own. */
  const findErased = shareTrip(async (asked: string[][]) => {
    const keysAsked = [...new Set(asked.flat())];
    const held = new Set<string>();
    for (let from = 0; from < keysAsked.length; from += MAX_IDS_A_QUERY) {
      const found = erasedPeople.find({ _id: { $in: keysAsked.slice(from, from + MAX_IDS_A_QUERY) } });
      for await (const { _id } of found) held.add(_id);
    }
    return asked.map(() => held);
  });

  return {
    async among(personIds) {
      const { secret, known } = await memory();
      const asked = [...personIds].map((personId): [string, string] => [keyOf(secret, personId), personId]);
      const erased = await findErased(asked.map(([_id]) => _id));
      const pseudonyms = new Map<string, string>();
      for (const [_id, personId] of asked) {
        if (!erased.has(_id)) continue;
        pseudonyms.set(personId, pseudonym(secret, personId));
        known.add(_id);
      }
      return pseudonyms;
    },

    async knownAmong(personIds) {
      const { secret, known } = await memory();
      const pseudonyms = new Map<string, string>();
      if (known.size === 0) return pseudonyms;
      for (const personId of personIds) {
        if (known.has(keyOf(secret, personId))) pseudonyms.set(personId, pseudonym(secret, personId));
      }
      return pseudonyms;
    },

    async add(personId) {
      const { secret, known } = await memory();
      const _id = keyOf(secret, personId);
      await erasedPeople.replaceOne({ _id }, { tenantId }, { upsert: true });
      known.add(_id);
    },

    async marks() {
      const { secret } = await memory();
      return (personId) => digest(secret, "mark", pseudonym(secret, personId)).slice(0, MARK_DIGITS);
    },

    async pseudonyms() {
      const { secret } = await memory();
      return (personId) => pseudonym(secret, personId);
    },

    pseudonymOf: async (personId) => pseudonym((await memory()).secret, personId),
    digestOf: async (personId) => digest((await memory()).secret, "recognition", personId),
  };
}
