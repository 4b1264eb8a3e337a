import { appendTo } from "../calls/append-to.ts";

import type { JudgedSession } from "../calls/judged-call-record.ts";
import { pickSession, type CallSessionDocument } from "./call-session-document.ts";
import { ownSession } from "./own-session.ts";
import type { StoreContext } from "./store-context.ts";

/**
 * Reads a person's own sessions of some calls, by call and in order, as that person may see them. Whoever asks must
 * have been admitted to the person's calls.
 */
export function createOwnSessions({
  database,
  tenantId,
}: Pick<StoreContext, "database" | "tenantId">): (
  personId: string,
  callIds: readonly string[],
) => Promise<Map<string, JudgedSession[]>> {
  const sessions = database.collection<CallSessionDocument>("callSessions");
  return async (personId, callIds) => {
    const inCalls = { tenantId, callId: { $in: [...callIds] } };
    const [asCaller, asCallee] = await Promise.all([
      sessions.find({ ...inCalls, callerPersonId: personId }).toArray(),
      sessions.find({ ...inCalls, calleePersonId: personId }).toArray(),
    ]);
    const own = new Map([...asCaller, ...asCallee].map((document) => [document._id, document]));
    const ordered = [...own.values()].sort((a, b) => a.start.getTime() - b.start.getTime() || (a._id < b._id ? -1 : 1));
    const byCall = new Map<string, JudgedSession[]>();
    for (const document of ordered) {
      appendTo(byCall, document.callId, ownSession(pickSession(document), personId));
    }
    return byCall;
  };
}
