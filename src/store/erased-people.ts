import { createHmac, randomBytes } from "node:crypto";
import type { Pseudonyms } from "../calls/erase-person.ts";
import { isDuplicateKey } from "./bulk-upsert.ts";
import { key } from "./key.ts";
import type { StoreContext } from "./store-context.ts";

/** Known as erased by a keyed digest. Kept without end: an old file may bring a call at any time. */
type ErasedPersonDocument = { _id: string; tenantId: string };
type ErasureKeyDocument = { _id: string; secret: string };

export type ErasedPeople = {
  /** Who of these people was erased, as of now, with what stands in their place. */
  among(personIds: Iterable<string>): Promise<Pseudonyms>;
  /** From now on `among` knows the person. */
  add(personId: string): Promise<void>;
  pseudonymOf(personId: string): Promise<string>;
  /** For receipts: recognizes a person whose id is given, and names nobody. */
  digestOf(personId: string): Promise<string>;
};

/** No id of Graph begins so. Followed by letters and digits only. */
export const PSEUDONYM_PREFIX = "erased-";
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
  let known: Promise<string> | null = null;

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

  function secretOf(): Promise<string> {
    known ??= readSecret().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  }

  /** Ids of some sources come in another case; the two uses of one id have nothing in common. */
  const digest = (secret: string, use: "pseudonym" | "recognition", personId: string): string =>
    createHmac("sha256", secret).update(`${use} ${personId.toLowerCase()}`).digest("hex");
  const keyOf = (secret: string, personId: string): string => key(tenantId, digest(secret, "recognition", personId));
  const pseudonym = (secret: string, personId: string): string =>
    `${PSEUDONYM_PREFIX}${digest(secret, "pseudonym", personId).slice(0, 32)}`;

  return {
    async among(personIds) {
      const secret = await secretOf();
      const ids = new Map([...personIds].map((personId) => [keyOf(secret, personId), personId]));
      const keysAsked = [...ids.keys()];
      const pseudonyms = new Map<string, string>();
      for (let from = 0; from < keysAsked.length; from += MAX_IDS_A_QUERY) {
        const found = erasedPeople.find({ _id: { $in: keysAsked.slice(from, from + MAX_IDS_A_QUERY) } });
        for await (const { _id } of found) {
          const personId = ids.get(_id);
          if (personId !== undefined) pseudonyms.set(personId, pseudonym(secret, personId));
        }
      }
      return pseudonyms;
    },

    async add(personId) {
      const _id = keyOf(await secretOf(), personId);
      await erasedPeople.replaceOne({ _id }, { tenantId }, { upsert: true });
    },

    pseudonymOf: async (personId) => pseudonym(await secretOf(), personId),
    digestOf: async (personId) => digest(await secretOf(), "recognition", personId),
  };
}
