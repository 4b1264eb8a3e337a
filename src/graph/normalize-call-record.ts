import type { CallRecord, CallType, Session } from "../calls/call-record.ts";
import type { Person } from "../calls/person.ts";
import { ServiceError } from "../service-error.ts";
import { enumValue, sameWords } from "./enum-value.ts";
import { count, identifier, instant, isObject, looseObject, part, text } from "./loose-schema.ts";
import { NormalizationNotes } from "./normalization-notes.ts";
import { mergePeople, mergePerson, normalizeIdentitySet, normalizeParticipant } from "./normalize-identity.ts";
import { endAtOrAfter, latest, normalizeModalities, normalizeSession } from "./normalize-session.ts";

const callRecordSchema = looseObject({
  id: identifier,
  version: count,
  type: text,
  modalities: part,
  startDateTime: instant,
  endDateTime: instant,
  lastModifiedDateTime: instant,
  joinWebUrl: text,
  organizer: part,
  participants: part,
  organizer_v2: part,
  participants_v2: part,
  sessions: part,
});

const CALL_TYPES = sameWords<CallType>(["unknown", "groupCall", "peerToPeer"]);
const LONGEST_ID = 256;

/** What only call records have, and what only the other things have that share id, startDateTime and endDateTime. */
const OWN_KEYS = ["version", "type", "lastModifiedDateTime", "joinWebUrl", "sessions"].concat([
  "organizer",
  "organizer_v2",
  "participants",
  "participants_v2",
]);
const FOREIGN_KEYS = ["caller", "callee", "segments", "media", "callType", "callerNumber", "calleeNumber", "duration"];

/** `leftOut` counts the sessions, segments, media, streams and participants that could not be read. */
export type NormalizedCallRecord = { record: CallRecord; leftOut: number };

/**
 * Makes a call record of Graph's callRecord JSON: the whole record with its sessions, segments and participants in one
 * object, in the shapes of v1.0 and of the deprecated properties alike. A missing key, null, "", [] and {} mean the
 * same; one unreadable element is left out and does not lose the record.
 *
 * @throws ServiceError `invalid_call_record` when the payload is no object or has no usable id, startDateTime or
 *   endDateTime (the latest end of its sessions stands in for a missing endDateTime). The message names the property.
 */
export function normalizeCallRecord(payload: unknown): NormalizedCallRecord {
  if (!isObject(payload)) throw invalid("The call record is not a JSON object.");
  if (isSomethingElse(payload))
    throw invalid("The JSON object is a session or a row of a call log, not a call record.");
  const notes = new NormalizationNotes();
  const raw = callRecordSchema.parse(payload);
  const callId = required("id", raw.id);
  if (callId.length > LONGEST_ID) throw invalid("The property id is longer than an id can be.");
  const start = required("startDateTime", raw.startDateTime);
  const participants = normalizeParticipants(raw.participants_v2, raw.participants, notes);
  const organizer = normalizeOrganizer(raw.organizer_v2, raw.organizer, notes);
  const people = new Map(
    mergePeople([...participants, ...(organizer ? [organizer] : [])]).map((person) => [person.id, person]),
  );
  const sessions = distinctSessions(
    notes.elements(raw.sessions, (session) => normalizeSession(session, people, notes)),
  );
  const end = required(
    "endDateTime",
    endAtOrAfter(start, raw.endDateTime, latest(sessions.map((session) => session.end))),
  );
  const record: CallRecord = {
    callId,
    version: raw.version ?? 0,
    type: enumValue(notes, "type", raw.type, CALL_TYPES, "unknown" as const),
    modalities: normalizeModalities(raw.modalities, notes),
    start,
    end,
    lastModified: raw.lastModifiedDateTime ?? null,
    joinWebUrl: raw.joinWebUrl ?? null,
    organizer: organizer === null ? null : (people.get(organizer.id) ?? organizer),
    participants,
    sessions,
    unknownValues: notes.unknownValues,
  };
  return { record, leftOut: notes.leftOut };
}

/** Both lists, each person once: participants_v2 goes first, the deprecated list adds whom and what it lacks. */
function normalizeParticipants(current: unknown, deprecated: unknown, notes: NormalizationNotes): Person[] {
  return mergePeople([
    ...notes.elements(current, (participant) => normalizeParticipant(participant, notes)),
    ...notes.elements(deprecated, (identitySet) => normalizeIdentitySet(identitySet, notes)),
  ]);
}

function normalizeOrganizer(current: unknown, deprecated: unknown, notes: NormalizationNotes): Person | null {
  const organizer = normalizeParticipant(current, notes);
  const fallback = normalizeIdentitySet(deprecated, notes);
  if (organizer === undefined) return fallback ?? null;
  return fallback?.id === organizer.id ? mergePerson(organizer, fallback) : organizer;
}

/**
 * By start, each (id, start, caller) once: Graph repeats session ids when a call passes several service identities, and
 * pages may overlap.
 */
function distinctSessions(sessions: Session[]): Session[] {
  const byKey = new Map<string, Session>();
  for (const session of sessions) {
    const key = JSON.stringify([session.sessionId, session.start.getTime(), session.caller.person?.id ?? null]);
    if (!byKey.has(key)) byKey.set(key, session);
  }
  return [...byKey.values()].sort((left, right) => left.start.getTime() - right.start.getTime());
}

function isSomethingElse(payload: object): boolean {
  return FOREIGN_KEYS.some((key) => key in payload) && !OWN_KEYS.some((key) => key in payload);
}

function required<Value>(property: string, value: Value | undefined): Value {
  if (value === undefined) throw invalid(`The property ${property} is missing or cannot be read.`);
  return value;
}

function invalid(message: string): ServiceError {
  return new ServiceError("invalid_call_record", message, { remedy: "fix-input" });
}
