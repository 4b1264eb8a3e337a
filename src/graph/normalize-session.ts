import type { Failure, Modality, Segment, Session } from "../calls/call-record.ts";
import type { Person } from "../calls/person.ts";
import { enumValue, sameWords } from "./enum-value.ts";
import { flag, identifier, instant, isObject, looseObject, part, text } from "./loose-schema.ts";
import type { NormalizationNotes } from "./normalization-notes.ts";
import { normalizeEndpoint } from "./normalize-endpoint.ts";
import { normalizeMedia } from "./normalize-media.ts";

const sessionSchema = looseObject({
  id: identifier,
  startDateTime: instant,
  endDateTime: instant,
  modalities: part,
  isTest: flag,
  failureInfo: part,
  caller: part,
  callee: part,
  segments: part,
});

const segmentSchema = looseObject({
  id: identifier,
  startDateTime: instant,
  endDateTime: instant,
  failureInfo: part,
  caller: part,
  callee: part,
  media: part,
});

const failureSchema = looseObject({ stage: text, reason: text });

const MODALITIES = sameWords<Modality>(["audio", "video", "videoBasedScreenSharing", "data", "screenSharing"]);
const STAGES = sameWords<Failure["stage"]>(["unknown", "callSetup", "midcall"]);

/**
 * One session. What it lacks itself (an id, an instant) is taken from its segments; undefined when it still has no id,
 * no start, or no end at or after its start.
 */
export function normalizeSession(
  value: unknown,
  people: ReadonlyMap<string, Person>,
  notes: NormalizationNotes,
): Session | undefined {
  const session = sessionSchema.parse(value);
  const rawSegments: unknown[] = Array.isArray(session.segments) ? session.segments : [];
  const drafts = rawSegments.filter(isObject).map((segment) => segmentSchema.parse(segment));
  const sessionId = session.id ?? drafts[0]?.id;
  const start = session.startDateTime ?? earliest(drafts.map((segment) => segment.startDateTime));
  const end = endAtOrAfter(start, session.endDateTime, latest(drafts.map((segment) => segment.endDateTime)));
  if (sessionId === undefined || start === undefined || end === undefined) return undefined;
  const own = { sessionId, start, end };
  return {
    ...own,
    modalities: normalizeModalities(session.modalities, notes),
    isTest: session.isTest ?? false,
    failure: normalizeFailure(session.failureInfo, notes),
    caller: normalizeEndpoint(
      session.caller,
      drafts.map((segment) => segment.caller),
      people,
      notes,
    ),
    callee: normalizeEndpoint(
      session.callee,
      drafts.map((segment) => segment.callee),
      people,
      notes,
    ),
    segments: notes.elements(session.segments, (segment) => normalizeSegment(segment, own, notes)),
  };
}

/** The modalities, each once. */
export function normalizeModalities(value: unknown, notes: NormalizationNotes): Modality[] {
  const modalities = notes.elements(value, (element) => {
    const word = text(element);
    return word === undefined ? undefined : enumValue(notes, "modality", word, MODALITIES, "other" as const);
  });
  return [...new Set(modalities)];
}

/** The end that is at or after the start, the first candidate first. */
export function endAtOrAfter(start: Date | undefined, ...candidates: (Date | undefined)[]): Date | undefined {
  if (start === undefined) return undefined;
  return candidates.find((candidate) => candidate !== undefined && candidate >= start);
}

export function latest(instants: (Date | undefined)[]): Date | undefined {
  return instants.reduce(
    (left, right) => (left === undefined || (right !== undefined && right > left) ? right : left),
    undefined,
  );
}

function earliest(instants: (Date | undefined)[]): Date | undefined {
  return instants.reduce(
    (left, right) => (left === undefined || (right !== undefined && right < left) ? right : left),
    undefined,
  );
}

function normalizeSegment(
  value: unknown,
  session: Pick<Session, "sessionId" | "start" | "end">,
  notes: NormalizationNotes,
): Segment | undefined {
  if (!isObject(value)) return undefined;
  const segment = segmentSchema.parse(value);
  const start = segment.startDateTime ?? session.start;
  return {
    segmentId: segment.id ?? session.sessionId,
    start,
    end: endAtOrAfter(start, segment.endDateTime, session.end) ?? start,
    failure: normalizeFailure(segment.failureInfo, notes),
    media: notes.elements(segment.media, (media) => normalizeMedia(media, notes)),
  };
}

/** Null where nothing is said: Graph sends null, and copies in the field send an object of nulls. */
function normalizeFailure(value: unknown, notes: NormalizationNotes): Failure | null {
  const { stage, reason } = failureSchema.parse(value);
  if (stage === undefined && reason === undefined) return null;
  return { stage: enumValue(notes, "stage", stage, STAGES, "unknown" as const), reason: reason ?? null };
}
