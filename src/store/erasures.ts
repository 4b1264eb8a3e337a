import { createHash, randomUUID } from "node:crypto";
import { canonicalId } from "../calls/canonical-id.ts";
import type { Erasure, ErasureRequester, StoredOfPerson } from "../calls/erasure.ts";
import type { AccessLogDocument } from "./access-log.ts";
import { bulkUpsert } from "./bulk-upsert.ts";
import { createEraseFromAlertRules } from "./erase-alert-rules.ts";
import { createEraseFromCall } from "./erase-call.ts";
import { createEraseFromIncidents } from "./erase-incidents.ts";
import type { ErasedPeople } from "./erased-people.ts";
import { key } from "./key.ts";
import type { ParticipationDocument } from "./participation-document.ts";
import type { PersonNames } from "./people.ts";
import type { PhoneCallDocument } from "./phone-call-document.ts";
import { afterDays, KEPT_DAYS } from "./retention.ts";
import type { MarkDays } from "./rollup-days.ts";
import type { StoreContext } from "./store-context.ts";
import type { Erasures } from "./store.ts";

/** The receipt. It names nobody; who has the person's id and the tenant's secret can find it again. */
type ErasureDocument = {
  _id: string;
  tenantId: string;
  personDigest: string;
  at: Date;
  by: ErasureRequester;
  erased: StoredOfPerson;
  expireAt: Date;
};

const AT_ONCE = 50;
const MAX_PASSES = 5;

/**
 * Erases people: their id becomes a pseudonym and their name nothing, wherever calls hold them; what is theirs alone
 * goes. First the person is known as erased, so that saves from then on erase as well; then what is held is worked off,
 * and worked off again until nothing is found, because of saves that were on their way. Can be run again after a crash.
 */
export function createErasures(
  { database, tenantId, clock }: StoreContext,
  parts: { erasedPeople: ErasedPeople; people: Pick<PersonNames, "forget">; markDays: MarkDays },
): Erasures {
  const { erasedPeople, people, markDays } = parts;
  const participations = database.collection<ParticipationDocument>("participations");
  const phoneCalls = database.collection<PhoneCallDocument>("phoneCalls");
  const conversations = database.collection("conversations");
  const preferences = database.collection<{ _id: string }>("preferences");
  const alertChannels = database.collection<{ tenantId: string; setBy: string }>("alertChannels");
  const buildingUploads = database.collection<{ _id: string; by: string }>("buildingUploads");
  const looks = database.collection<AccessLogDocument>("accessLog");
  const receipts = database.collection<ErasureDocument>("erasures");
  const fromCall = createEraseFromCall({ database, tenantId });
  const fromAlertRules = createEraseFromAlertRules({ database, tenantId });
  const helpRequests = database.collection("helpRequests");
  const eraseFromIncidents = createEraseFromIncidents({ database, tenantId });

  async function eraseCalls(personId: string, pseudonym: string): Promise<Pick<Erased, "participations" | "sessions">> {
    const pseudonyms = new Map([[personId, pseudonym]]);
    const erased = { participations: 0, sessions: 0 };
    for (;;) {
      const some = await participations.find({ tenantId, personId }).limit(AT_ONCE).toArray();
      if (some.length === 0) break;
      for (const participation of some) {
        const { sessions } = await fromCall.erase(participation, pseudonyms);
        erased.participations += 1;
        erased.sessions += sessions;
      }
      await markDays(some.map(({ start }) => start));
    }
    await fromCall.eraseOrganizer(personId, pseudonyms);
    return erased;
  }

  async function erasePhoneCalls(personId: string, pseudonym: string): Promise<number> {
    const { modifiedCount } = await phoneCalls.updateMany(
      { tenantId, personId: personId.toLowerCase() },
      { $set: { personId: pseudonym, callerNumber: null, calleeNumber: null } },
    );
    return modifiedCount;
  }

  /** That somebody was looked at, and by whom, stays for whoever must account for it; the reason may name them. */
  async function eraseLooks(personId: string, pseudonym: string): Promise<number> {
    let erased = 0;
    for (;;) {
      const some = await looks.find({ tenantId, personId }).limit(AT_ONCE).toArray();
      if (some.length === 0) break;
      await bulkUpsert(
        looks,
        some.map(({ _id, ...look }) => {
          const name = createHash("sha256").update(_id).digest("hex").slice(0, 24);
          const newId = key(tenantId, pseudonym, look.at.toISOString(), name);
          return {
            replaceOne: {
              filter: { _id: newId },
              replacement: { ...look, personId: pseudonym, reason: null },
              upsert: true,
            },
          };
        }),
      );
      await looks.deleteMany({ _id: { $in: some.map(({ _id }) => _id) } });
      erased += some.length;
    }
    await looks.updateMany({ tenantId, viewerId: personId }, { $set: { viewerId: pseudonym } });
    return erased;
  }

  /** Their cards in channels are told that they are over, without what the person wrote. */
  async function endHelpRequests(personId: string, pseudonym: string): Promise<void> {
    const ended = { personId: pseudonym, note: null, evidence: null, endedAt: clock.now(), isDispatched: false };
    await helpRequests.updateMany({ tenantId, personId }, { $set: ended, $inc: { revision: 1 } });
  }

  async function erasePass(personId: string, pseudonym: string): Promise<Erased> {
    const calls = await eraseCalls(personId, pseudonym);
    await people.forget([personId]);
    await preferences.deleteOne({ _id: key(tenantId, personId) });
    await alertChannels.updateMany({ tenantId, setBy: personId }, { $set: { setBy: pseudonym } });
    await fromAlertRules(personId, pseudonym);
    await buildingUploads.updateOne({ _id: tenantId, by: personId }, { $set: { by: pseudonym } });
    await endHelpRequests(personId, pseudonym);
    await eraseFromIncidents(personId, pseudonym);
    const { deletedCount } = await conversations.deleteMany({ tenantId, personId });
    return {
      ...calls,
      phoneCalls: await erasePhoneCalls(personId, pseudonym),
      conversations: deletedCount,
      looks: await eraseLooks(personId, pseudonym),
    };
  }

  return {
    async stored(id) {
      const personId = canonicalId(id);
      const [[own], phoneRows, conversationCount, lookCount] = await Promise.all([
        participations
          .aggregate<{ participations: number; sessions: number }>([
            { $match: { tenantId, personId } },
            { $group: { _id: null, participations: { $sum: 1 }, sessions: { $sum: "$sessionCount" } } },
          ])
          .toArray(),
        phoneCalls.countDocuments({ tenantId, personId: personId.toLowerCase() }),
        conversations.countDocuments({ tenantId, personId }),
        looks.countDocuments({ tenantId, personId }),
      ]);
      return {
        participations: own?.participations ?? 0,
        sessions: own?.sessions ?? 0,
        phoneCalls: phoneRows,
        conversations: conversationCount,
        looks: lookCount,
      };
    },

    async erase(id, by = "person") {
      const personId = canonicalId(id);
      const pseudonym = await erasedPeople.pseudonymOf(personId);
      await erasedPeople.add(personId);
      let erased = NOTHING;
      for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
        const now = await erasePass(personId, pseudonym);
        erased = plus(erased, now);
        if (KINDS.every((kind) => now[kind] === 0)) break;
      }
      const receipt: Erasure = { receiptId: randomUUID(), at: clock.now(), erased };
      await receipts.insertOne({
        _id: key(tenantId, receipt.receiptId),
        tenantId,
        personDigest: await erasedPeople.digestOf(personId),
        at: receipt.at,
        by,
        erased,
        expireAt: afterDays(receipt.at, KEPT_DAYS.erasureReceipts),
      });
      return receipt;
    },
  };
}

type Erased = StoredOfPerson;

const KINDS = [
  "participations",
  "sessions",
  "phoneCalls",
  "conversations",
  "looks",
] as const satisfies readonly (keyof Erased)[];
const NOTHING: Erased = { participations: 0, sessions: 0, phoneCalls: 0, conversations: 0, looks: 0 };

function plus(a: Erased, b: Erased): Erased {
  return {
    participations: a.participations + b.participations,
    sessions: a.sessions + b.sessions,
    phoneCalls: a.phoneCalls + b.phoneCalls,
    conversations: a.conversations + b.conversations,
    looks: a.looks + b.looks,
  };
}
