import { randomUUID } from "node:crypto";
import { messagesFor } from "../../bot/messages/messages.ts";
import { errorCode } from "../../src/service-error.ts";
import { buildActivity } from "../support/activity-builder.ts";
import { FakeConnector } from "../support/fake-connector.ts";

export type CardAsker = {
  /** Asks the bot in a personal chat for a call, as the person; whether the card that comes back shows it. */
  shows(personId: string, callId: string): Promise<boolean>;
  stop(): Promise<void>;
};

/** People who ask the bot for a call by real messages to its endpoint, and read what it sends to their chat. */
export async function startCardAsker(serviceAddress: string): Promise<CardAsker> {
  const connector = await new FakeConnector().start();
  const { title: failure } = messagesFor("en-GB", "UTC").cards.error;

  /** The summary of the answered card. */
  async function ask(personId: string, callId: string): Promise<string> {
    const conversationId = randomUUID();
    const response = await fetch(`${serviceAddress}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(
        buildActivity({
          text: `call ${callId}`,
          serviceUrl: connector.serviceUrl,
          from: { id: `29:${personId}`, aadObjectId: personId },
          conversation: { id: conversationId, conversationType: "personal" },
        }),
      ),
    });
    await response.arrayBuffer();
    const at = connector.sent.findIndex(({ path, attachments }) => path.includes(conversationId) && attachments.length);
    const [answer] = at === -1 ? [] : connector.sent.splice(at, 1);
    if (!response.ok || answer?.summary === undefined) {
      throw new Error(`The bot answered ${response.status} and sent no card.`);
    }
    return answer.summary;
  }

  const nothing = await ask(randomUUID(), randomUUID());
  return {
    async shows(personId, callId) {
      try {
        const summary = await ask(personId, callId);
        return summary !== nothing && !summary.startsWith(failure);
      } catch (error) {
        // The service closes a connection that was idle, perhaps just as it is used again: whoever asks asks once more.
        if (error instanceof TypeError && errorCode(error.cause) === "ECONNRESET") return false;
        throw error;
      }
    },
    stop: () => connector.stop(),
  };
}
