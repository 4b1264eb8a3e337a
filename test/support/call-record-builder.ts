import type {
  CallRecord,
  Endpoint,
  Media,
  MediaStream,
  Network,
  Segment,
  Session,
} from "../../src/calls/call-record.ts";
import type { Feedback, FeedbackRating } from "../../src/calls/feedback.ts";
import type { Person } from "../../src/calls/person.ts";

/** When built sessions and records start; sessions last one hour. */
export const BUILT_START = new Date("2026-11-16T09:00:00.000Z");
const HOUR_MS = 3_600_000;

/** An instant so many seconds (fractions allowed) after BUILT_START. */
export function secondsIn(seconds: number): Date {
  return new Date(BUILT_START.getTime() + Math.round(seconds * 1000));
}

export function buildPerson(id: string, over: Partial<Person> = {}): Person {
  return { id, kind: "user", displayName: `Person ${id}`, tenantId: "tenant-1", ...over };
}

export function buildFeedback(rating: FeedbackRating, over: Partial<Feedback> = {}): Feedback {
  return { rating, text: null, tokens: [], ...over };
}

/** A Teams client on Windows; pass `null` for a participant whom Graph hid. */
export function buildParticipantEndpoint(person: Person | null, over: Partial<Endpoint> = {}): Endpoint {
  return {
    kind: "participant",
    person,
    feedback: null,
    platform: "windows",
    productFamily: "teams",
    serviceRole: null,
    userAgent: null,
    applicationVersion: null,
    azureAdAppId: null,
    communicationServiceId: null,
    machineName: null,
    cpuName: null,
    cpuCoresCount: null,
    cpuProcessorSpeedMhz: null,
    ...over,
  };
}

export function buildServiceEndpoint(over: Partial<Endpoint> = {}): Endpoint {
  return buildParticipantEndpoint(null, {
    kind: "service",
    platform: "unknown",
    productFamily: "unknown",
    serviceRole: "mediaController",
    ...over,
  });
}

export function buildNetwork(over: Partial<Network> = {}): Network {
  return { connectionType: "wired", transportProtocol: "udp", wifiBand: "unknown", ...over };
}

/** A good audio stream; say the direction. */
export function buildStream(direction: MediaStream["direction"], over: Partial<MediaStream> = {}): MediaStream {
  return {
    streamId: null,
    direction,
    packetUtilization: 5000,
    averageJitterMs: 8,
    averagePacketLossRate: 0.002,
    averageRoundTripTimeMs: 47,
    audioCodec: "satin",
    ...over,
  };
}

/** A main audio line with one good stream in each direction. */
export function buildMedia(over: Partial<Media> = {}): Media {
  return {
    label: "main-audio",
    kind: "audio",
    callerDevice: {},
    calleeDevice: {},
    callerNetwork: buildNetwork(),
    calleeNetwork: buildNetwork(),
    streams: [buildStream("callerToCallee"), buildStream("calleeToCaller")],
    ...over,
  };
}

export function buildSegment(over: Partial<Segment> = {}): Segment {
  return {
    segmentId: "segment-1",
    start: BUILT_START,
    end: new Date(BUILT_START.getTime() + HOUR_MS),
    failure: null,
    media: [buildMedia()],
    ...over,
  };
}

/**
 * A session of one hour with one segment, good audio both ways. Pass `media` to replace that segment's lines. The
 * segment takes the session's start and end.
 */
export function buildSession(
  over: Partial<Session> & Pick<Session, "caller" | "callee"> & { media?: Media[] },
): Session {
  const { media, ...rest } = over;
  const start = over.start ?? BUILT_START;
  const end = over.end ?? new Date(start.getTime() + HOUR_MS);
  return {
    sessionId: "session-1",
    start,
    end,
    modalities: ["audio"],
    isTest: false,
    failure: null,
    segments: [buildSegment({ start, end, ...(media === undefined ? {} : { media }) })],
    ...rest,
  };
}

/** A person's session with the service, as every participant of a group call has. */
export function buildServiceSession(person: Person, over: Partial<Session> & { media?: Media[] } = {}): Session {
  return buildSession({
    sessionId: `session-${person.id}`,
    caller: buildParticipantEndpoint(person),
    callee: buildServiceEndpoint(),
    ...over,
  });
}

/** A record of the sessions given: starts with the first, ends with the last; a group call without an organizer. */
export function buildCallRecord(over: Partial<CallRecord> = {}): CallRecord {
  const sessions = over.sessions ?? [];
  const starts = sessions.map((session) => session.start.getTime());
  const ends = sessions.map((session) => session.end.getTime());
  return {
    callId: "call-1",
    version: 1,
    type: "groupCall",
    modalities: ["audio"],
    start: starts.length === 0 ? BUILT_START : new Date(Math.min(...starts)),
    end: ends.length === 0 ? new Date(BUILT_START.getTime() + HOUR_MS) : new Date(Math.max(...ends)),
    lastModified: null,
    joinWebUrl: null,
    organizer: null,
    participants: [],
    sessions,
    unknownValues: {},
    ...over,
  };
}

/** A two-party call of one session between two people, both listed; the caller organizes. */
export function buildTwoPartyCall(
  caller: Person,
  callee: Person,
  over: Partial<CallRecord> & { media?: Media[]; session?: Partial<Session> } = {},
): CallRecord {
  const { media, session, ...rest } = over;
  return buildCallRecord({
    type: "peerToPeer",
    organizer: caller,
    participants: [caller, callee],
    sessions: [
      buildSession({
        sessionId: over.callId ?? "call-1",
        caller: buildParticipantEndpoint(caller),
        callee: buildParticipantEndpoint(callee),
        ...(media === undefined ? {} : { media }),
        ...session,
      }),
    ],
    ...rest,
  });
}

/** A group call in which every person has one session with the service; everyone is listed, the first organizes. */
export function buildGroupCall(people: readonly Person[], over: Partial<CallRecord> = {}): CallRecord {
  return buildCallRecord({
    organizer: people[0] ?? null,
    participants: [...people],
    sessions: people.map((person) => buildServiceSession(person)),
    ...over,
  });
}
