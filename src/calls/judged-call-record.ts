import type { CallRecord, Media, MediaStream, Segment, Session } from "./call-record.ts";
import type { Participation } from "./participation.ts";
import type { Quality } from "./stream-quality.ts";

/** A call record with every stream classified and its participations drawn up: what the store keeps. */
export type JudgedCallRecord = {
  record: Omit<CallRecord, "sessions">;
  sessions: JudgedSession[];
  participations: Participation[];
  ruleVersion: number;
};

export type JudgedSession = Omit<Session, "segments"> & { segments: JudgedSegment[] };
export type JudgedSegment = Omit<Segment, "media"> & { media: JudgedMedia[] };
export type JudgedMedia = Omit<Media, "streams"> & { streams: JudgedStream[] };
export type JudgedStream = MediaStream & { quality: Quality };
