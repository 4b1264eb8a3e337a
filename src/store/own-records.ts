import type { JudgedSession } from "../calls/judged-call-record.ts";
import type { Participation } from "../calls/participation.ts";
import type { PhoneCall } from "../calls/phone-call.ts";
import type { Viewer } from "../calls/viewer.ts";
import { pickLook, type AccessLogDocument } from "./access-log.ts";
import { pickConversation, type ConversationDocument } from "./conversations.ts";
import { createOwnSessions } from "./own-sessions.ts";
import { createOwnTraces, type OwnTraces } from "./own-traces.ts";
import { pickParticipation, type ParticipationDocument } from "./participation-document.ts";
import { pickPhoneCall, type PhoneCallDocument } from "./phone-call-document.ts";
import type { StoreContext } from "./store-context.ts";
import type { LookSeen, StoredConversation } from "./store.ts";

/** Everything that is stored of the viewer, piece by piece, so that it may be any amount. Preferences are kept apart. */
export type OwnRecords = OwnTraces & {
  /** With the person's own sessions, newest call first. */
  calls(viewer: Viewer): AsyncIterable<{ participation: Participation; sessions: JudgedSession[] }>;
  /** Rows of the telephone logs, oldest first. */
  phoneCalls(viewer: Viewer): AsyncIterable<PhoneCall>;
  /** Others' looks at the viewer's calls, newest first. */
  looks(viewer: Viewer): AsyncIterable<LookSeen>;
  /** Their own chats with the bot. */
  conversations(viewer: Viewer): AsyncIterable<StoredConversation>;
};

const CALLS_AT_ONCE = 100;

export function createOwnRecords({ database, tenantId }: Pick<StoreContext, "database" | "tenantId">): OwnRecords {
  const participations = database.collection<ParticipationDocument>("participations");
  const phoneCalls = database.collection<PhoneCallDocument>("phoneCalls");
  const accessLog = database.collection<AccessLogDocument>("accessLog");
  const conversations = database.collection<ConversationDocument>("conversations");
  const sessionsOf = createOwnSessions({ database, tenantId });

  async function* withSessions(personId: string, some: readonly ParticipationDocument[]) {
    const sessions = await sessionsOf(
      personId,
      some.map(({ callId }) => callId),
    );
    for (const call of some) {
      yield { participation: pickParticipation(call), sessions: sessions.get(call.callId) ?? [] };
    }
  }

  return {
    ...createOwnTraces({ database, tenantId }),

    async *calls({ personId }) {
      let some: ParticipationDocument[] = [];
      for await (const call of participations.find({ tenantId, personId }).sort({ start: -1, callId: 1 })) {
        some.push(call);
        if (some.length < CALLS_AT_ONCE) continue;
        yield* withSessions(personId, some);
        some = [];
      }
      yield* withSessions(personId, some);
    },

    async *phoneCalls({ personId }) {
      const own = phoneCalls.find({ tenantId, personId: personId.toLowerCase() }).sort({ start: 1 });
      for await (const row of own) yield pickPhoneCall(row);
    },

    async *looks({ personId }) {
      const seen = accessLog.find({ tenantId, personId }).sort({ at: -1, _id: 1 });
      for await (const look of seen) yield pickLook(look);
    },

    async *conversations({ personId }) {
      const own = conversations.find({ tenantId, personId }).sort({ updatedAt: -1 });
      for await (const conversation of own) yield pickConversation(conversation, conversation.conversationTenantId);
    },
  };
}
