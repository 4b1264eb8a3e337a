import { randomUUID } from "node:crypto";
import { OPERATOR_ID, type Look } from "../calls/look.ts";
import type { Viewer } from "../calls/viewer.ts";
import type { ErasedPeople } from "./erased-people.ts";
import { key } from "./key.ts";
import { afterDays } from "./retention.ts";
import type { StoreContext } from "./store-context.ts";
import type { LookSeen, LooksSeen } from "./store.ts";

export type AccessLogDocument = {
  _id: string;
  tenantId: string;
  /** Whose calls were looked at. */
  personId: string;
  /** Who looked. */
  viewerId: string;
  at: Date;
  look: Look;
  /** What the viewer gave as the reason, if they were asked for one. */
  reason?: string | null;
  expireAt: Date;
};

export type AccessLog = {
  /** Durable when it resolves: it is awaited before the data is read. */
  record(viewer: Viewer, personId: string, look: Look): Promise<void>;
};

/**
 * One entry for each look at a person's calls by somebody else, kept for `accessLogDays`. Who looks for somebody who
 * was erased does not bring their id back.
 */
export function createAccessLog(
  { database, tenantId, clock, retentionDays, accessLogDays = retentionDays }: StoreContext,
  erasedPeople: Pick<ErasedPeople, "among">,
): AccessLog & LooksSeen {
  const entries = database.collection<AccessLogDocument>("accessLog");

  async function record(viewer: Pick<Viewer, "personId" | "reason">, lookedAtId: string, look: Look): Promise<void> {
    const at = clock.now();
    const pseudonym = (await erasedPeople.among([lookedAtId])).get(lookedAtId);
    const personId = pseudonym ?? lookedAtId;
    await entries.insertOne({
      _id: key(tenantId, personId, at.toISOString(), randomUUID()),
      tenantId,
      personId,
      viewerId: viewer.personId,
      at,
      look,
      // It may name them.
      reason: pseudonym === undefined ? (viewer.reason ?? null) : null,
      expireAt: afterDays(at, accessLogDays),
    });
  }

  return {
    record,

    recordExport: (personId) => record({ personId: OPERATOR_ID }, personId, { what: "export" }),

    async of({ personId }, limit) {
      const own = { tenantId, personId };
      const [found, all] = await Promise.all([
        entries.find(own).sort({ at: -1, _id: 1 }).limit(limit).toArray(),
        entries.countDocuments(own),
      ]);
      return {
        looks: found.map(pickLook),
        more: Math.max(0, all - found.length),
      };
    },
  };
}

export function pickLook({ at, viewerId, look, reason = null }: AccessLogDocument): LookSeen {
  return { at, viewerId, look, reason };
}
