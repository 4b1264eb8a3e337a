import type { CallRecord } from "../calls/call-record.ts";
import { ServiceError } from "../service-error.ts";
import type { GraphClient } from "./graph-client.ts";
import { GraphError, isTimeout } from "./graph-error.ts";
import { listCallRecords, PREFER, type ListedCallRecord } from "./list-call-records.ts";
import { count, isObject, looseObject, text } from "./loose-schema.ts";
import { normalizeCallRecord } from "./normalize-call-record.ts";
import { pagesOf, resourceOf, restLink } from "./pages.ts";

export type FetchedCallRecord =
  | { kind: "fetched"; record: CallRecord; /** elements that could not be read */ leftOut: number }
  /** `tooOld`: Graph says that it keeps records for 30 days only; else the record may yet appear. */
  | { kind: "notFound"; tooOld: boolean };

export type CallRecordSource = {
  /**
   * The whole record: every session page and participant page, all of one version.
   *
   * @throws GraphError, also `graph_unstable_record` when new versions kept coming in between; ServiceError
   *   `invalid_call_id`, `invalid_call_record`
   */
  fetch(callId: string, signal?: AbortSignal): Promise<FetchedCallRecord>;
  /**
   * Listed records whose call started in [start, end), page by page, in no particular order.
   *
   * @throws GraphError
   */
  list(window: { start: Date; end: Date }, signal?: AbortSignal): AsyncIterable<ListedCallRecord[]>;
};

/**
 * Page sizes for records on which Graph times out: first the whole record in one request with Graph's own page sizes
 * (60 sessions, 130 participants), then in pages of their own, ever smaller.
 */
const PAGE_SIZES: readonly (number | null)[] = [null, 20, 5];

/** How often a record that changes between its pages is read from the start. */
const MOST_READS = 4;
const CALL_ID = /^[\w-]{1,128}$/;

type Ask = { callId: string; signal: AbortSignal | undefined };
/** How a record is asked for; changed when Graph cannot answer it so. */
type Approach = { step: number; withParticipants: boolean };
type Parts = { header: Record<string, unknown>; sessions: unknown[]; participants: unknown[]; isOneAnswer: boolean };

const versionSchema = looseObject({ id: text, version: count });

/** Call records from Microsoft Graph; where the limits are tight, fetching one goes before listing many. */
export function createCallRecordSource(client: GraphClient): CallRecordSource {
  return {
    async fetch(callId, signal) {
      if (!CALL_ID.test(callId)) {
        throw new ServiceError("invalid_call_id", "The id of the call record is not one.", { remedy: "fix-input" });
      }
      return fetchCallRecord(client, { callId, signal });
    },
    list: (window, signal) => listCallRecords(client, window, signal),
  };
}

async function fetchCallRecord(client: GraphClient, ask: Ask): Promise<FetchedCallRecord> {
  const approach: Approach = { step: 0, withParticipants: true };
  for (let read = 1; ;) {
    try {
      const parts = await readParts(client, ask, approach);
      if (!parts.isOneAnswer) await checkVersion(client, ask, parts.header);
      const { header, sessions, participants } = parts;
      const payload = { ...header, id: header["id"] ?? ask.callId, sessions, participants_v2: participants };
      return { kind: "fetched", ...normalizeCallRecord(payload) };
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      if (error.status === 404) return { kind: "notFound", tooOld: isTooOld(error) };
      if (adjust(approach, error)) continue;
      if (error.code !== "graph_unstable_record" || read++ >= MOST_READS) throw error;
    }
  }
}

/** Finds another way to ask, if there is one: smaller pages, or without what a national cloud does not offer. */
function adjust(approach: Approach, error: GraphError): boolean {
  if (isTimeout(error) && approach.step < PAGE_SIZES.length - 1) {
    approach.step++;
    return true;
  }
  if (error.status === 400 && approach.withParticipants) {
    approach.withParticipants = false;
    return true;
  }
  return false;
}

async function readParts(client: GraphClient, ask: Ask, { step, withParticipants }: Approach): Promise<Parts> {
  const pageSize = PAGE_SIZES[step] ?? null;
  const path = `/communications/callRecords/${encodeURIComponent(ask.callId)}`;
  const request = {
    headers: { prefer: pageSize === null ? PREFER : `${PREFER}, odata.maxpagesize=${pageSize}` },
    signal: ask.signal,
    // While there are smaller pages to try, a timeout is no reason to ask the same again.
    returnTimeouts: step < PAGE_SIZES.length - 1,
  };
  const expand = `$expand=sessions($expand=segments)${withParticipants ? ",participants_v2" : ""}`;
  const answer = await client.send({ ...request, method: "GET", path: pageSize === null ? `${path}?${expand}` : path });
  const header = resourceOf(answer);
  checkId(header, ask.callId);
  const rest = async (link: string | null): Promise<unknown[]> => {
    if (link === null) return [];
    const elements: unknown[] = [];
    try {
      for await (const page of pagesOf(client, { ...request, path: link })) elements.push(...page);
    } catch (error) {
      throw isDeadLink(error) ? unstableError(error) : error;
    }
    return elements;
  };
  const restOf = (collection: string, path: string): string | null =>
    pageSize === null ? restLink(header, collection) : path;
  const sessions = [
    ...listOf(header["sessions"]),
    ...(await rest(restOf("sessions", `${path}/sessions?$expand=segments`))),
  ];
  const participants = [
    ...listOf(header["participants_v2"]),
    ...(withParticipants ? await rest(restOf("participants_v2", `${path}/participants_v2`)) : []),
  ];
  let isOneAnswer =
    pageSize === null && restLink(header, "sessions") === null && restLink(header, "participants_v2") === null;
  for (const [index, session] of sessions.entries()) {
    const link = isObject(session) ? restLink(session, "segments") : null;
    if (!isObject(session) || link === null) continue;
    isOneAnswer = false;
    sessions[index] = { ...session, segments: [...listOf(session["segments"]), ...(await rest(link))] };
  }
  return { header, sessions, participants, isOneAnswer };
}

/**
 * Versions only grow: when the version after the last page is the one before the first, all pages are of that version.
 *
 * @throws GraphError `graph_unstable_record` when it is another
 */
async function checkVersion(client: GraphClient, ask: Ask, header: Record<string, unknown>): Promise<void> {
  const path = `/communications/callRecords/${encodeURIComponent(ask.callId)}?$select=id,version`;
  const answer = await client.send({ method: "GET", path, signal: ask.signal });
  if (versionSchema.parse(answer).version !== versionSchema.parse(header).version) throw unstableError();
}

/** The record asked for and no other; its id may be left away. */
function checkId(header: Record<string, unknown>, callId: string): void {
  const { id } = versionSchema.parse(header);
  if (id !== undefined && id.toLowerCase() !== callId.toLowerCase()) {
    throw new GraphError("graph_bad_answer", "Microsoft Graph answered with another call record.", { retryable: true });
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A link into a version that is no longer there. */
function isDeadLink(error: unknown): boolean {
  return error instanceof GraphError && (error.status === 400 || error.status === 404 || error.status === 410);
}

function isTooOld(error: GraphError): boolean {
  return /\b30[\s-]?days?\b|thirty days/i.test(error.graphMessage ?? "");
}

function unstableError(cause?: unknown): GraphError {
  return new GraphError("graph_unstable_record", "The call record kept changing while it was read.", {
    retryable: true,
    cause,
  });
}
