import type { Participation } from "../calls/participation.ts";
import type { Person } from "../calls/person.ts";
import type { ChildStamp } from "./call-child.ts";
import { key } from "./key.ts";
import { pickPerson } from "./person-document.ts";

/** One person in one call; `participant` is the entry of the call's participant list, null for somebody not on it. */
export type ParticipationDocument = ChildStamp & Participation & { participant: Person | null };

export function participationKey(tenantId: string, callId: string, personId: string): string {
  return key(tenantId, callId, personId);
}

export function participationDocument(
  stamp: Omit<ChildStamp, "_id">,
  participation: Participation,
  participant: Person | null,
): ParticipationDocument {
  return {
    _id: participationKey(stamp.tenantId, stamp.callId, participation.personId),
    ...pickParticipation(participation),
    ...stamp,
    participant: participant ? pickPerson(participant) : null,
  };
}

/** Exactly the participation's own fields: what goes in and what comes out. */
export function pickParticipation(from: Participation): Participation {
  return {
    callId: from.callId,
    version: from.version,
    personId: from.personId,
    personKind: from.personKind,
    displayName: from.displayName ?? null,
    callType: from.callType,
    modalities: from.modalities,
    start: from.start,
    end: from.end,
    isLikelyMissed: from.isLikelyMissed,
    isTest: from.isTest,
    role: from.role,
    joined: from.joined ?? null,
    left: from.left ?? null,
    durationSeconds: from.durationSeconds,
    sessionCount: from.sessionCount,
    others: from.others,
    client: from.client ?? null,
    device: from.device ?? null,
    // The relay came later than the rest.
    network: from.network ? { ...from.network, relayIpAddress: from.network.relayIpAddress ?? null } : null,
    trunk: from.trunk ?? null,
    quality: from.quality,
    streamCounts: from.streamCounts,
    reasons: from.reasons,
    verdict: from.verdict ?? null,
    ratings: from.ratings,
    failure: from.failure ?? null,
    ruleVersion: from.ruleVersion,
  };
}
