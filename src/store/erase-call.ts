import type { Collection } from "mongodb";
import {
  eraseFromHeader,
  eraseFromParticipation,
  eraseFromSession,
  erasePerson,
  type Pseudonyms,
} from "../calls/erase-person.ts";
import { writeChildren, type ChildStamp } from "./call-child.ts";
import type { CallRecordDocument } from "./call-header.ts";
import { callSessionDocument, pickSession, type CallSessionDocument } from "./call-session-document.ts";
import { key } from "./key.ts";
import {
  participationDocument,
  participationKey,
  pickParticipation,
  type ParticipationDocument,
} from "./participation-document.ts";
import type { StoreContext } from "./store-context.ts";

export type EraseFromCall = {
  /** Takes the person out of one of their calls; their participation goes last. How many sessions it changed. */
  erase(participation: ParticipationDocument, pseudonyms: Pseudonyms): Promise<{ sessions: number }>;
  /** Takes the person out of the headers of what they organized without taking part. */
  eraseOrganizer(personId: string, pseudonyms: Pseudonyms): Promise<void>;
};

const HEADERS_AT_ONCE = 100;

/**
 * Erases a person from calls that are held. Documents are written with the revision that they had, so that saves of the
 * call that run meanwhile win or lose as ever; whatever is cut short can be done again from the start.
 */
export function createEraseFromCall({
  database,
  tenantId,
}: Pick<StoreContext, "database" | "tenantId">): EraseFromCall {
  const headers = database.collection<CallRecordDocument>("callRecords");
  const sessions = database.collection<CallSessionDocument>("callSessions");
  const participations = database.collection<ParticipationDocument>("participations");
  const anySessions = database.collection<ChildStamp>("callSessions");
  const anyParticipations = database.collection<ChildStamp>("participations");

  async function eraseSessions(callId: string, personId: string, pseudonyms: Pseudonyms): Promise<number> {
    const [asCaller, asCallee] = await Promise.all([
      sessions.find({ tenantId, callId, callerPersonId: personId }).toArray(),
      sessions.find({ tenantId, callId, calleePersonId: personId }).toArray(),
    ]);
    const own = new Map([...asCaller, ...asCallee].map((document) => [document._id, document]));
    for (const held of own.values()) {
      await replaceChild(
        anySessions,
        held,
        callSessionDocument(stampOf(held), eraseFromSession(pickSession(held), pseudonyms)),
      );
    }
    return own.size;
  }

  async function eraseHeader(header: CallRecordDocument, pseudonyms: Pseudonyms): Promise<void> {
    const { _id, revision } = header;
    await headers.updateOne({ _id, revision }, { $set: eraseFromHeader(header, pseudonyms) });
  }

  /** The other person of a two-party call has the name in a copy. */
  async function eraseFromOther({ callId, others }: ParticipationDocument, pseudonyms: Pseudonyms): Promise<void> {
    if (others.person === null) return;
    const other = await participations.findOne({ _id: participationKey(tenantId, callId, others.person.id) });
    if (other) await replaceChild(anyParticipations, other, erased(other, pseudonyms));
  }

  return {
    async erase(participation, pseudonyms) {
      const { callId, personId } = participation;
      const changed = await eraseSessions(callId, personId, pseudonyms);
      await eraseFromOther(participation, pseudonyms);
      const header = await headers.findOne({ _id: key(tenantId, callId) });
      if (header) await eraseHeader(header, pseudonyms);
      await replaceChild(anyParticipations, participation, erased(participation, pseudonyms));
      return { sessions: changed };
    },

    async eraseOrganizer(personId, pseudonyms) {
      for (;;) {
        const found = await headers.find({ tenantId, "organizer.id": personId }).limit(HEADERS_AT_ONCE).toArray();
        if (found.length === 0) return;
        for (const header of found) await eraseHeader(header, pseudonyms);
      }
    },
  };
}

function erased(held: ParticipationDocument, pseudonyms: Pseudonyms): ParticipationDocument {
  const { participant } = held;
  const participation = eraseFromParticipation(pickParticipation(held), pseudonyms);
  return participationDocument(stampOf(held), participation, participant && erasePerson(participant, pseudonyms));
}

/** The new document first; the old one goes where it has another key, unless a save has replaced it meanwhile. */
export async function replaceChild(
  collection: Collection<ChildStamp>,
  held: ChildStamp,
  erasedChild: ChildStamp,
): Promise<void> {
  await writeChildren(collection, [erasedChild]);
  if (held._id !== erasedChild._id) await collection.deleteOne({ _id: held._id, revision: held.revision });
}

export function stampOf({ tenantId, callId, version, revision, expireAt }: ChildStamp): Omit<ChildStamp, "_id"> {
  return { tenantId, callId, version, revision, expireAt };
}
