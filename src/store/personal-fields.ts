import {
  eraseFromCall,
  eraseFromHeader,
  eraseFromParticipation,
  eraseFromSession,
  erasePerson,
} from "../calls/erase-person.ts";
import type { JudgedCallRecord } from "../calls/judged-call-record.ts";
import { everybodyIn, withoutPersonalFields } from "../calls/personal-fields.ts";
import type { PhoneCall } from "../calls/phone-call.ts";
import type { ChildStamp } from "./call-child.ts";
import type { CallRecordDocument } from "./call-header.ts";
import { callSessionDocument, pickSession, type CallSessionDocument } from "./call-session-document.ts";
import { replaceChild, stampOf } from "./erase-call.ts";
import type { ErasedPeople } from "./erased-people.ts";
import { participationDocument, pickParticipation, type ParticipationDocument } from "./participation-document.ts";
import type { PersonNames } from "./people.ts";
import type { PhoneCallDocument } from "./phone-call-document.ts";
import { afterDays } from "./retention.ts";
import { EPOCH, type StoreContext } from "./store-context.ts";

/** Clears calls that are older than `personalFieldsDays` of what identifies people beyond their ids. */
export type PersonalFields = {
  /** Does up to `limit` calls, oldest first; true while there may be more to do. Again, it changes nothing more. */
  clear(limit: number, signal?: AbortSignal): Promise<boolean>;
};

/** What is kept of what is about to be saved. */
export type KeptFields = {
  /** The same object when the call is not old enough. */
  ofCall(judged: JudgedCallRecord): Promise<JudgedCallRecord>;
  ofPhoneCall(row: PhoneCall): PhoneCall;
  /** Until when the names that a call brings are kept. */
  namesUntil(callStart: Date, expireAt: Date): Date;
};

/** How far the clearing is. Everything that started before is cleared. */
type PassDocument = { _id: string; clearedThrough: Date };

/** A save that began before its call was old may end after the pass went by. */
const OVERLAP_DAYS = 1;
/** Names of the directory stay for up to this much longer, see people.ts. */
const NAME_STEP_DAYS = 7;

export function createPersonalFields(
  { database, tenantId, clock, personalFieldsDays = null }: StoreContext,
  parts: { erasedPeople: Pick<ErasedPeople, "pseudonyms">; people: Pick<PersonNames, "shortenExpiry"> },
): PersonalFields & KeptFields {
  const headers = database.collection<CallRecordDocument>("callRecords");
  const sessions = database.collection<CallSessionDocument>("callSessions");
  const participations = database.collection<ParticipationDocument>("participations");
  const phoneCalls = database.collection<PhoneCallDocument>("phoneCalls");
  const passes = database.collection<PassDocument>("personalFieldsPasses");

  const cutoff = (): Date => (personalFieldsDays === null ? EPOCH : afterDays(clock.now(), -personalFieldsDays));

  async function clearCall(header: CallRecordDocument, pseudonymOf: (id: string) => string): Promise<void> {
    const { _id, callId, revision } = header;
    const anySessions = database.collection<ChildStamp>("callSessions");
    const anyParticipations = database.collection<ChildStamp>("participations");
    for await (const held of sessions.find({ tenantId, callId })) {
      const session = pickSession(held);
      const pseudonyms = withoutPersonalFields(
        [session.caller.person, session.callee.person].flatMap((person) => person ?? []),
        pseudonymOf,
      );
      const cleared = eraseFromSession(session, pseudonyms, true);
      await replaceChild(anySessions, held, callSessionDocument(stampOf(held), cleared));
    }
    for await (const held of participations.find({ tenantId, callId })) {
      const { personId, personKind, others, participant } = held;
      const people = [{ id: personId, kind: personKind }, ...(others.person ? [others.person] : [])];
      const pseudonyms = withoutPersonalFields(people, pseudonymOf);
      const cleared = eraseFromParticipation(pickParticipation(held), pseudonyms);
      const listed = participant && erasePerson(participant, pseudonyms);
      await replaceChild(anyParticipations, held, participationDocument(stampOf(held), cleared, listed));
    }
    const organizer = withoutPersonalFields(header.organizer ? [header.organizer] : [], pseudonymOf);
    const fields = { ...eraseFromHeader(header, organizer), joinWebUrl: null, isWithoutPersonalFields: true };
    await headers.updateOne({ _id, revision }, { $set: fields });
  }

  async function clearedThrough(): Promise<Date> {
    const held = await passes.findOne({ _id: tenantId });
    return held?.clearedThrough ?? EPOCH;
  }

  async function advance(through: Date): Promise<void> {
    await passes.updateOne({ _id: tenantId }, { $set: { clearedThrough: through } }, { upsert: true });
  }

  return {
    async ofCall(judged) {
      if (judged.record.start >= cutoff()) return judged;
      const pseudonymOf = await parts.erasedPeople.pseudonyms();
      const cleared = eraseFromCall(judged, withoutPersonalFields(everybodyIn(judged), pseudonymOf), true);
      return { ...cleared, record: { ...cleared.record, joinWebUrl: null } };
    },

    ofPhoneCall: (row) => (row.start >= cutoff() ? row : { ...row, callerNumber: null, calleeNumber: null }),

    namesUntil(callStart, expireAt) {
      if (personalFieldsDays === null) return expireAt;
      return new Date(Math.min(expireAt.getTime(), afterDays(callStart, personalFieldsDays).getTime()));
    },

    async clear(limit, signal) {
      if (personalFieldsDays === null) return false;
      const end = cutoff();
      const reached = await clearedThrough();
      const start = afterDays(reached < end ? reached : end, -OVERLAP_DAYS);
      const pseudonymOf = await parts.erasedPeople.pseudonyms();
      let cleared = 0;
      for await (const header of headers.find({ tenantId, start: { $gte: start, $lt: end } }).sort({ start: 1 })) {
        if (header.isWithoutPersonalFields === true) continue;
        if (cleared === limit || signal?.aborted === true) {
          await advance(header.start);
          return true;
        }
        await clearCall(header, pseudonymOf);
        cleared += 1;
      }
      const rows = { tenantId, start: { $gte: start, $lt: end } };
      await phoneCalls.updateMany(rows, { $set: { callerNumber: null, calleeNumber: null } });
      await parts.people.shortenExpiry(afterDays(clock.now(), personalFieldsDays + NAME_STEP_DAYS));
      await advance(end);
      return false;
    },
  };
}
