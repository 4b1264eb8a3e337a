import type { Session } from "./call-record.ts";
import type { JudgedMedia, JudgedSession } from "./judged-call-record.ts";
import type { PoorStream } from "./own-session.ts";
import { classifyStream, type SessionEnds } from "./stream-quality.ts";

/** The session with every stream classified, and its poor streams with their reasons. */
export function judgeSession(session: Session): { session: JudgedSession; poorStreams: PoorStream[] } {
  const ends: SessionEnds = { caller: session.caller.kind, callee: session.callee.kind };
  const poorStreams: PoorStream[] = [];
  const segments = session.segments.map((segment) => ({
    ...segment,
    media: segment.media.map((media): JudgedMedia => {
      const classified = media.streams.map((stream) => ({ stream, ...classifyStream(stream, media.kind, ends) }));
      const judged = { ...media, streams: classified.map(({ stream, quality }) => ({ ...stream, quality })) };
      for (const { stream, quality, reasons } of classified) {
        if (quality === "poor") poorStreams.push({ media: judged, direction: stream.direction, reasons });
      }
      return judged;
    }),
  }));
  return { session: { ...session, segments }, poorStreams };
}
