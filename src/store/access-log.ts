import { randomUUID } from "node:crypto";
import type { Viewer } from "../calls/viewer.ts";
import { key } from "./key.ts";
import { afterDays } from "./retention.ts";
import type { StoreContext } from "./store-context.ts";

/** What was looked at, without the content. */
export type Look =
  { what: "calls"; start: Date; end: Date } | { what: "lastCall"; before: Date } | { what: "call"; callId: string };

type AccessLogDocument = {
  _id: string;
  tenantId: string;
  /** Whose calls were looked at. */
  personId: string;
  /** Who looked. */
  viewerId: string;
  at: Date;
  look: Look;
  expireAt: Date;
};

export type AccessLog = {
  /** Durable when it resolves: it is awaited before the data is read. */
  record(viewer: Viewer, personId: string, look: Look): Promise<void>;
};

/** One entry for each look at a person's calls by somebody else, kept as long as calls are. */
export function createAccessLog({ database, tenantId, clock, retentionDays }: StoreContext): AccessLog {
  const entries = database.collection<AccessLogDocument>("accessLog");
  return {
    async record(viewer, personId, look) {
      const at = clock.now();
      await entries.insertOne({
        _id: key(tenantId, personId, at.toISOString(), randomUUID()),
        tenantId,
        personId,
        viewerId: viewer.personId,
        at,
        look,
        expireAt: afterDays(at, retentionDays),
      });
    },
  };
}
