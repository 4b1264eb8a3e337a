import type { Device, Endpoint, Failure, Media, Network } from "../calls/call-record.ts";
import type { JudgedMedia, JudgedSession, JudgedStream } from "../calls/judged-call-record.ts";
import { ownDevice, ownDirection, ownNetwork, type Side } from "../calls/own-session.ts";
import { ownSide } from "../calls/own-side.ts";
import type { OwnDirection } from "../calls/stream-quality.ts";

/**
 * One of the person's own sessions. Of the other side it says who that was and nothing of their feedback, device or
 * network: those are theirs to see.
 */
export type SessionJson = {
  sessionId: string;
  start: string;
  end: string;
  modalities: string[];
  isTest: boolean;
  failure: Failure | null;
  /** The side of the session that is the person's. */
  side: Side;
  endpoint: Omit<Endpoint, "person" | "feedback">;
  otherSide: { kind: Endpoint["kind"]; id: string | null; displayName: string | null; serviceRole: string | null };
  segments: { segmentId: string; start: string; end: string; failure: Failure | null; media: MediaJson[] }[];
};

export type MediaJson = Pick<Media, "label" | "kind"> & { device: Device; network: Network; streams: StreamJson[] };

export type StreamJson = Omit<JudgedStream, "direction" | "start" | "end"> & {
  /** Seen from the person. */
  direction: OwnDirection;
  start?: string;
  end?: string;
};

/** A session as plain JSON values, seen from one of its people. */
export function sessionJson(session: JudgedSession, personId: string): SessionJson {
  const { sessionId, start, end, modalities, isTest, failure } = session;
  const side = ownSide(session, personId);
  const [own, other] = side === "caller" ? [session.caller, session.callee] : [session.callee, session.caller];
  return {
    sessionId,
    start: start.toISOString(),
    end: end.toISOString(),
    modalities,
    isTest,
    failure,
    side,
    endpoint: endpointJson(own),
    otherSide: {
      kind: other.kind,
      id: other.person?.id ?? null,
      displayName: other.person?.displayName ?? null,
      serviceRole: other.serviceRole,
    },
    segments: session.segments.map((segment) => ({
      segmentId: segment.segmentId,
      start: segment.start.toISOString(),
      end: segment.end.toISOString(),
      failure: segment.failure,
      media: segment.media.map((media) => mediaJson(media, side)),
    })),
  };
}

/** The person and their feedback stand in the call itself, once. */
function endpointJson(endpoint: Endpoint): SessionJson["endpoint"] {
  const { kind, platform, productFamily, serviceRole, userAgent, applicationVersion } = endpoint;
  const { azureAdAppId, communicationServiceId, machineName, cpuName, cpuCoresCount, cpuProcessorSpeedMhz } = endpoint;
  return {
    kind,
    platform,
    productFamily,
    serviceRole,
    userAgent,
    applicationVersion,
    azureAdAppId,
    communicationServiceId,
    machineName,
    cpuName,
    cpuCoresCount,
    cpuProcessorSpeedMhz,
  };
}

function mediaJson(media: JudgedMedia, side: Side): MediaJson {
  return {
    label: media.label,
    kind: media.kind,
    device: ownDevice(media, side),
    network: ownNetwork(media, side),
    streams: media.streams.map((stream) => streamJson(stream, side)),
  };
}

function streamJson({ direction, start, end, ...metrics }: JudgedStream, side: Side): StreamJson {
  return {
    ...metrics,
    direction: ownDirection(direction, side),
    ...(start && { start: start.toISOString() }),
    ...(end && { end: end.toISOString() }),
  };
}
