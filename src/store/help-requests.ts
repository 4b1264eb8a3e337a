import { createHash } from "node:crypto";
import type { CallDetail } from "../calls/answer.ts";
import { helpEvidence, helpUntil, isReadable, LONGEST_NOTE, type HelpRequest } from "../calls/help-request.ts";
import type { Viewer } from "../calls/viewer.ts";
import { ServiceError } from "../service-error.ts";
import type { AccessLog } from "./access-log.ts";
import { insertAbsent } from "./bulk-upsert.ts";
import type { ErasedPeople } from "./erased-people.ts";
import { key } from "./key.ts";
import { afterDays, KEPT_DAYS } from "./retention.ts";
import type { StoreContext } from "./store-context.ts";
import type { Participations } from "./store.ts";

/** Calls that people sent to the helpdesk. Every read takes the viewer. */
export type HelpRequests = {
  /**
   * Sends one of the viewer's own calls, or sends it again with other days and another note. Throws ServiceError
   * "call_not_found" when they have no such call.
   */
  send(viewer: Viewer, callId: string, wanted: { days: number; note: string | null }): Promise<HelpRequest>;
  /** The viewer's own, the newest first; also those that are over, while they are remembered. */
  of(viewer: Viewer): Promise<HelpRequest[]>;
  /** The viewer's own for one call; null when there is none. */
  ofCall(viewer: Viewer, callId: string): Promise<HelpRequest | null>;
  /** Takes back the viewer's own; null when there is none. Doing it again changes nothing. */
  revoke(viewer: Viewer, callId: string): Promise<HelpRequest | null>;
  /**
   * The call that was sent, as its person sees it, for an admin: logged where that person sees it, before it is read.
   * Null when it is not readable any more. Throws ServiceError "admins_only".
   */
  view(viewer: Viewer, requestId: string): Promise<{ request: HelpRequest; detail: CallDetail } | null>;
  /** Those that admins can read now, the newest first, so many at most. Throws ServiceError "admins_only". */
  readable(viewer: Viewer, limit: number): Promise<HelpRequest[]>;
  /** For its card. */
  find(requestId: string): Promise<HelpRequest | null>;
  /** Ends those whose days are over; how many. */
  endExpired(): Promise<number>;
  /** Those with a revision that is not in the outbox yet. */
  undispatched(): Promise<HelpRequest[]>;
  /** Nothing happens if there is a newer revision by now. */
  markDispatched(request: HelpRequest): Promise<void>;
};

type HelpRequestDocument = HelpRequest & { _id: string; tenantId: string; isDispatched: boolean; expireAt: Date };

const ATTEMPTS = 5;

export function createHelpRequests(
  { database, tenantId, clock }: Pick<StoreContext, "database" | "tenantId" | "clock">,
  parts: {
    accessLog: AccessLog;
    participations: Pick<Participations, "call">;
    erasedPeople: Pick<ErasedPeople, "marks">;
  },
): HelpRequests {
  const requests = database.collection<HelpRequestDocument>("helpRequests");
  const keyOf = ({ id }: Pick<HelpRequest, "id">): string => key(tenantId, id);

  /** One for each person and call, so that sending a call twice is one request; it names neither. */
  async function requestIdOf(personId: string, callId: string): Promise<string> {
    const markOf = await parts.erasedPeople.marks();
    return createHash("sha256")
      .update(`${markOf(personId)}\n${callId}`)
      .digest("base64url")
      .slice(0, 22);
  }

  async function findOf(viewer: Viewer, callId: string): Promise<HelpRequest | null> {
    const found = await requests.findOne({ _id: key(tenantId, await requestIdOf(viewer.personId, callId)) });
    return found && pickRequest(found);
  }

  /** Puts a request in the place of `before`; false when somebody else was quicker. */
  async function save(request: HelpRequest, before: HelpRequest | null): Promise<boolean> {
    const expireAt = afterDays(request.endedAt ?? request.until, KEPT_DAYS.endedHelpRequests);
    const fields = { tenantId, ...request, isDispatched: false, expireAt };
    const _id = keyOf(request);
    if (before === null) return (await insertAbsent(requests, [{ _id, ...fields }])).length === 0;
    const { matchedCount } = await requests.updateOne({ _id, revision: before.revision }, { $set: fields });
    return matchedCount > 0;
  }

  function ended(request: HelpRequest, at: Date): HelpRequest {
    return { ...request, note: null, evidence: null, endedAt: at, revision: request.revision + 1 };
  }

  return {
    async send(viewer, callId, { days, note }) {
      const detail = await parts.participations.call(viewer, viewer.personId, callId);
      if (detail === null) throw new ServiceError("call_not_found", "You have no such call.", { remedy: "fix-input" });
      const { participation, call } = detail;
      const now = clock.now();
      const wanted = note?.trim().slice(0, LONGEST_NOTE);
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        const before = await findOf(viewer, call.callId);
        const request: HelpRequest = {
          id: await requestIdOf(viewer.personId, call.callId),
          personId: viewer.personId,
          callId: call.callId,
          callStart: call.start,
          note: wanted === undefined || wanted === "" ? null : wanted,
          evidence: helpEvidence(participation),
          at: now,
          until: helpUntil(now, days),
          endedAt: null,
          revision: (before?.revision ?? 0) + 1,
        };
        if (await save(request, before)) return request;
      }
      throw new ServiceError("conflict", "The request is being changed elsewhere.", { remedy: "retry" });
    },

    async of({ personId }) {
      const found = await requests.find({ tenantId, personId }).sort({ at: -1 }).toArray();
      return found.map(pickRequest);
    },

    ofCall: findOf,

    async revoke(viewer, callId) {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        const before = await findOf(viewer, callId);
        if (before === null || before.endedAt !== null) return before;
        const after = ended(before, clock.now());
        if (await save(after, before)) return after;
      }
      throw new ServiceError("conflict", "The request is being changed elsewhere.", { remedy: "retry" });
    },

    async view(viewer, requestId) {
      if (!viewer.isAdmin) throw new ServiceError("admins_only", "This is for admins only.");
      const found = await requests.findOne({ _id: key(tenantId, requestId) });
      if (found === null || !isReadable(found, clock.now())) return null;
      const { personId, callId } = found;
      if (viewer.personId !== personId) await parts.accessLog.record(viewer, personId, { what: "sentCall", callId });
      const detail = await parts.participations.call({ personId, isAdmin: false }, personId, callId);
      return detail && { request: pickRequest(found), detail };
    },

    async readable({ isAdmin }, limit) {
      if (!isAdmin) throw new ServiceError("admins_only", "This is for admins only.");
      const found = await requests
        .find({ tenantId, endedAt: null, until: { $gt: clock.now() } })
        .sort({ at: -1 })
        .limit(limit)
        .toArray();
      return found.map(pickRequest);
    },

    async find(requestId) {
      const found = await requests.findOne({ _id: key(tenantId, requestId) });
      return found && pickRequest(found);
    },

    async endExpired() {
      const now = clock.now();
      const over = await requests.find({ tenantId, endedAt: null, until: { $lte: now } }).toArray();
      const saved = await Promise.all(over.map(pickRequest).map((one) => save(ended(one, one.until), one)));
      return saved.filter((isSaved) => isSaved).length;
    },

    async undispatched() {
      const found = await requests.find({ tenantId, isDispatched: false }).toArray();
      return found.map(pickRequest);
    },

    async markDispatched(request) {
      await requests.updateOne({ _id: keyOf(request), revision: request.revision }, { $set: { isDispatched: true } });
    },
  };
}

function pickRequest(from: HelpRequest): HelpRequest {
  return {
    id: from.id,
    personId: from.personId,
    callId: from.callId,
    callStart: from.callStart,
    note: from.note ?? null,
    evidence: from.evidence ?? null,
    at: from.at,
    until: from.until,
    endedAt: from.endedAt ?? null,
    revision: from.revision,
  };
}
