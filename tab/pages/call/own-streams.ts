import type { MediaKind, MediaStream } from "../../../src/calls/call-record.ts";
import {
  decidingMetrics,
  type DecidingMetric,
  type OwnDirection,
  type Quality,
  type SessionEnds,
} from "../../../src/calls/stream-quality.ts";
import type { CallPageJson } from "../../../src/http/api-types.ts";

export type CallDetail = CallPageJson["call"];
export type CallSession = CallDetail["sessions"][number];
type Media = CallSession["segments"][number]["media"][number];
export type CallStream = Media["streams"][number];

/** Streams of one kind and direction, in order of time: a line of the timeline. */
export type StreamLane = { kind: MediaKind; direction: OwnDirection; quality: Quality; parts: StreamPart[] };

/** A stream, from when to when; instants in milliseconds. */
export type StreamPart = {
  start: number;
  end: number;
  quality: Quality;
  /** What decided; empty when it was not judged. */
  deciding: DecidingMetric[];
  stream: CallStream;
};

const KINDS: readonly MediaKind[] = ["audio", "video", "screenSharing", "other"];
const DIRECTIONS: readonly OwnDirection[] = ["heard", "sent"];
const WORST_FIRST: readonly Quality[] = ["poor", "good", "unclassified"];

/** The person's streams by kind and direction; audio first, because it is what people complain of. */
export function streamLanes(sessions: readonly CallSession[]): StreamLane[] {
  const parts = sessions.flatMap(partsOf);
  return KINDS.flatMap((kind) =>
    DIRECTIONS.flatMap((direction) => {
      const own = parts
        .filter((part) => part.kind === kind && part.stream.direction === direction)
        .sort((a, b) => a.start - b.start);
      const quality = WORST_FIRST.find((one) => own.some((part) => part.quality === one));
      return quality === undefined ? [] : [{ kind, direction, quality, parts: own }];
    }),
  );
}

function partsOf(session: CallSession): (StreamPart & { kind: MediaKind })[] {
  const { side, endpoint, otherSide } = session;
  const ends: SessionEnds =
    side === "caller"
      ? { caller: endpoint.kind, callee: otherSide.kind }
      : { caller: otherSide.kind, callee: endpoint.kind };
  return session.segments.flatMap((segment) =>
    segment.media.flatMap(({ kind, streams }) =>
      streams.map((stream) => {
        const start = Date.parse(stream.start ?? segment.start);
        const end = Date.parse(stream.end ?? segment.end);
        const deciding = decidingMetrics(mediaStream(stream, side, start, end), kind, ends);
        return { kind, start, end, quality: stream.quality, deciding, stream };
      }),
    ),
  );
}

/** The stream as it is judged: seen from the session's two sides instead of from the person. */
function mediaStream(stream: CallStream, side: CallSession["side"], start: number, end: number): MediaStream {
  const isToCaller = (stream.direction === "heard") === (side === "caller");
  const direction = isToCaller ? "calleeToCaller" : "callerToCallee";
  return { ...stream, direction, start: new Date(start), end: new Date(end) };
}
