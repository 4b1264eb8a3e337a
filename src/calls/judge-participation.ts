import type { CallRecord, Failure } from "./call-record.ts";
import { unionMs } from "./interval.ts";
import { ownEndpoint, ownLines, type OwnSession } from "./own-session.ts";
import { equipmentOf } from "./participation-equipment.ts";
import type { Participation, ParticipationRating } from "./participation.ts";
import type { Person } from "./person.ts";
import { worstReasons } from "./quality-reasons.ts";
import { RULE_VERSION, type Quality } from "./stream-quality.ts";
import { judgeVerdict } from "./judge-verdict.ts";
import { trunkOf } from "./trunk.ts";

/** Draws up one person's participation. `ownSessions` are in order of time and may be none. */
export function judgeParticipation(
  record: CallRecord,
  person: Person,
  ownSessions: readonly OwnSession[],
  others: Participation["others"],
): Participation {
  const sessions = ownSessions.map(({ session }) => session);
  const streamCounts = countStreams(ownSessions);
  const quality = qualityOf(streamCounts);
  return {
    callId: record.callId,
    version: record.version,
    personId: person.id,
    personKind: person.kind,
    displayName: person.displayName,
    callType: record.type,
    modalities: record.modalities,
    start: record.start,
    end: record.end,
    isLikelyMissed: record.start.getTime() === record.end.getTime(),
    // A listed person without a session can only be told by the others' sessions.
    isTest: (sessions.length > 0 ? sessions : record.sessions).some(({ isTest }) => isTest),
    role: record.organizer?.id === person.id ? "organizer" : "participant",
    joined: earliest(sessions.map(({ start }) => start)),
    left: latest(sessions.flatMap(({ start, end }) => [start, end])),
    durationSeconds: unionMs(sessions) / 1000,
    sessionCount: sessions.length,
    others,
    ...equipmentOf(ownSessions),
    trunk: trunkOf(ownSessions),
    quality,
    streamCounts,
    reasons: worstReasons(ownSessions),
    verdict: judgeVerdict(ownSessions),
    ratings: ownSessions.flatMap(ratingOf),
    failure: firstFailure(ownSessions),
    ruleVersion: RULE_VERSION,
  };
}

/** Poor if any classified stream is, good if there is one and none is poor: unclassified is never good. */
function qualityOf(streamCounts: Record<Quality, number>): Quality {
  if (streamCounts.poor > 0) return "poor";
  return streamCounts.good > 0 ? "good" : "unclassified";
}

function countStreams(ownSessions: readonly OwnSession[]): Record<Quality, number> {
  const counts: Record<Quality, number> = { good: 0, poor: 0, unclassified: 0 };
  for (const own of ownSessions) {
    for (const media of ownLines(own)) {
      for (const { quality } of media.streams) counts[quality] += 1;
    }
  }
  return counts;
}

/** The rating on the person's own endpoint of the session; the copies on segments are never read. */
function ratingOf(own: OwnSession): ParticipationRating[] {
  const { feedback } = ownEndpoint(own);
  if (feedback === null) return [];
  const { rating, tokens, text } = feedback;
  return [{ sessionId: own.session.sessionId, rating, tokens, text }];
}

function firstFailure(ownSessions: readonly OwnSession[]): Failure | null {
  return ownSessions.find(({ session }) => session.failure !== null)?.session.failure ?? null;
}

function earliest(instants: readonly Date[]): Date | null {
  return instants.reduce<Date | null>((found, next) => (found === null || next < found ? next : found), null);
}

function latest(instants: readonly Date[]): Date | null {
  return instants.reduce<Date | null>((found, next) => (found === null || next > found ? next : found), null);
}
