import type { Endpoint } from "../calls/call-record.ts";
import type { JudgedMedia, JudgedSegment, JudgedSession } from "../calls/judged-call-record.ts";
import type { ChildStamp } from "./call-child.ts";
import { key } from "./key.ts";
import { pickPerson } from "./person-document.ts";

/** One session with its judged streams; the ids of its two people stand beside it for the indexes. */
export type CallSessionDocument = ChildStamp &
  JudgedSession & { callerPersonId: string | null; calleePersonId: string | null };

/** Graph repeats session ids across transfers; the start and the caller tell such sessions apart. */
export function callSessionDocument(stamp: Omit<ChildStamp, "_id">, session: JudgedSession): CallSessionDocument {
  const callerPersonId = session.caller.person?.id ?? null;
  const identity = [session.sessionId, session.start.toISOString(), callerPersonId ?? ""];
  return {
    _id: key(stamp.tenantId, stamp.callId, ...identity),
    ...stamp,
    callerPersonId,
    calleePersonId: session.callee.person?.id ?? null,
    ...pickSession(session),
  };
}

/** Exactly the session's own fields: what goes in and what comes out. Absent metrics stay absent. */
export function pickSession(from: JudgedSession): JudgedSession {
  return {
    sessionId: from.sessionId,
    start: from.start,
    end: from.end,
    modalities: from.modalities,
    isTest: from.isTest,
    failure: from.failure ?? null,
    caller: pickEndpoint(from.caller),
    callee: pickEndpoint(from.callee),
    segments: from.segments.map(pickSegment),
  };
}

function pickEndpoint(from: Endpoint): Endpoint {
  return {
    kind: from.kind,
    person: from.person ? pickPerson(from.person) : null,
    feedback: from.feedback ?? null,
    platform: from.platform,
    productFamily: from.productFamily,
    serviceRole: from.serviceRole ?? null,
    userAgent: from.userAgent ?? null,
    applicationVersion: from.applicationVersion ?? null,
    azureAdAppId: from.azureAdAppId ?? null,
    communicationServiceId: from.communicationServiceId ?? null,
    machineName: from.machineName ?? null,
    cpuName: from.cpuName ?? null,
    cpuCoresCount: from.cpuCoresCount ?? null,
    cpuProcessorSpeedMhz: from.cpuProcessorSpeedMhz ?? null,
  };
}

function pickSegment(from: JudgedSegment): JudgedSegment {
  return {
    segmentId: from.segmentId,
    start: from.start,
    end: from.end,
    failure: from.failure ?? null,
    media: from.media.map(pickMedia),
  };
}

function pickMedia(from: JudgedMedia): JudgedMedia {
  return {
    label: from.label ?? null,
    kind: from.kind,
    callerDevice: from.callerDevice,
    calleeDevice: from.calleeDevice,
    callerNetwork: from.callerNetwork,
    calleeNetwork: from.calleeNetwork,
    streams: from.streams,
  };
}
