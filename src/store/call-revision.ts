import { createHash } from "node:crypto";
import type { JudgedCallRecord, JudgedSession } from "../calls/judged-call-record.ts";

/** How much of a call a record holds. Copies of one version differ in this when one was fetched without its parts. */
export type CallCounts = {
  sessions: number;
  segments: number;
  streams: number;
  participants: number;
  /** Endpoints with feedback, `notRated` ones included. */
  ratings: number;
};

/** What the header of a call keeps about the save that wrote it. */
export type CallRevision = {
  version: number;
  ruleVersion: number;
  counts: CallCounts;
  fingerprint: string;
  /** Grows with every save of a call. */
  sequence: number;
};

export function countsOf({ record, sessions }: JudgedCallRecord): CallCounts {
  const segments = sessions.flatMap((session) => session.segments);
  const media = segments.flatMap((segment) => segment.media);
  return {
    sessions: sessions.length,
    segments: segments.length,
    streams: media.reduce((sum, { streams }) => sum + streams.length, 0),
    participants: record.participants.length,
    ratings: sessions.reduce((sum, session) => sum + ratingsOf(session), 0),
  };
}

function ratingsOf({ caller, callee }: JudgedSession): number {
  return Number(caller.feedback !== null) + Number(callee.feedback !== null);
}

/** A digest of the whole content, whatever order its participants and sessions came in. */
export function fingerprintOf({ record, sessions, participations, ruleVersion }: JudgedCallRecord): string {
  const { participants, ...header } = record;
  const hash = createHash("sha256").update(JSON.stringify([ruleVersion, header]));
  for (const list of [participants, sessions, participations]) {
    const digests = list.map((item) => createHash("sha256").update(JSON.stringify(item)).digest("hex"));
    hash.update(JSON.stringify(digests.sort()));
  }
  return hash.digest("hex").slice(0, 32);
}

/**
 * A text that sorts saves of one call: by version; within a version by how complete the copy is (sessions first, they
 * carry the quality), then by the version of the judging rules, then by when it was saved. Two saves that run at the
 * same time compare the same way for both, so the same one wins each document and the losers' are removed.
 */
export function revisionText(revision: CallRevision): string {
  return [rankText(revision), digits(revision.sequence), revision.fingerprint].join(".");
}

/** The part of a revision that does not depend on when it was saved. */
export function rankText({ version, ruleVersion, counts }: Omit<CallRevision, "sequence" | "fingerprint">): string {
  const completeness = [counts.sessions, counts.segments, counts.streams, counts.participants, counts.ratings];
  return [version, ...completeness, ruleVersion].map(digits).join(".");
}

function digits(count: number): string {
  return String(count).padStart(16, "0");
}
