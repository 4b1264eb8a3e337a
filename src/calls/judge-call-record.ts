import type { CallRecord, Session } from "./call-record.ts";
import { judgeParticipation } from "./judge-participation.ts";
import { judgeSession } from "./judge-session.ts";
import type { JudgedCallRecord } from "./judged-call-record.ts";
import type { OwnSession, Side } from "./own-session.ts";
import type { Participation } from "./participation.ts";
import type { Person } from "./person.ts";
import { RULE_VERSION } from "./stream-quality.ts";

type Participant = { person: Person; ownSessions: OwnSession[] };

/**
 * Classifies every stream of a call record and draws up a participation for everyone who has a session of their own
 * and everyone listed as a participant; an organizer who is neither has none. Depends on nothing but the record, and
 * not on the order of its sessions.
 */
export function judgeCallRecord(record: CallRecord): JudgedCallRecord {
  const { sessions, ...header } = record;
  const judged = inOrder(sessions).map(judgeSession);
  const participants = new Map<string, Participant>();
  for (const person of record.participants) admit(participants, person);
  for (const { session, poorStreams } of judged) {
    for (const side of ownSides(session)) {
      const { person } = session[side];
      if (person !== null) admit(participants, person).ownSessions.push({ session, side, poorStreams });
    }
  }
  if (record.organizer !== null && participants.has(record.organizer.id)) admit(participants, record.organizer);

  const everyone = [...participants.values()];
  return {
    record: header,
    sessions: judged.map(({ session }) => session),
    participations: everyone.map((participant) =>
      judgeParticipation(record, participant.person, participant.ownSessions, othersOf(participant, everyone)),
    ),
    ruleVersion: RULE_VERSION,
  };
}

/**
 * By start, each (session id, start, caller id) once: Graph repeats session ids when a call passes several services, so
 * the id alone does not tell sessions apart.
 */
function inOrder(sessions: readonly Session[]): Session[] {
  const keyOf = ({ start, sessionId, caller }: Session): string =>
    JSON.stringify([start.getTime(), sessionId, caller.person?.id ?? null]);
  const byKey = new Map(sessions.map((session) => [keyOf(session), session]));
  return [...byKey]
    .sort(([keyA, a], [keyB, b]) => a.start.getTime() - b.start.getTime() || (keyA < keyB ? -1 : 1))
    .map(([, session]) => session);
}

/** The sides that are somebody's own. Who calls themselves is seen once, on the side that was asked for a rating. */
function ownSides({ caller, callee }: Session): Side[] {
  if (caller.person !== null && caller.person.id === callee.person?.id) {
    return [caller.feedback === null && callee.feedback !== null ? "callee" : "caller"];
  }
  return ["caller", "callee"];
}

/** Keyed by id; the first name that is known stays, so the participants list goes before sessions. */
function admit(participants: Map<string, Participant>, person: Person): Participant {
  const known = participants.get(person.id);
  if (known === undefined) {
    const participant: Participant = { person, ownSessions: [] };
    participants.set(person.id, participant);
    return participant;
  }
  known.person = {
    ...known.person,
    displayName: known.person.displayName ?? person.displayName,
    tenantId: known.person.tenantId ?? person.tenantId,
  };
  return known;
}

function othersOf(participant: Participant, everyone: readonly Participant[]): Participation["others"] {
  const count = everyone.length - 1;
  const other = count === 1 ? everyone.find((candidate) => candidate !== participant)?.person : undefined;
  if (other === undefined) return { count, person: null };
  return { count, person: { id: other.id, kind: other.kind, displayName: other.displayName } };
}
