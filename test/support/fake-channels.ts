import { incidentIdOf } from "../../src/calls/incident.ts";
import type { HandledIncident } from "../../src/calls/incident-handling.ts";
import type { CardSender, CardToSend, SendOutcome } from "../../src/calls/card-delivery.ts";
import type { Clock } from "../../src/clock.ts";

export type ChannelMessage = { activityId: string; conversationId: string; cards: CardToSend[]; times: Date[] };

/** Channels that take cards, unless a test says what becomes of the next ones. */
export class FakeChannels implements CardSender {
  readonly messages: ChannelMessage[] = [];
  /** For the next sendings, in order; null: as usual. */
  readonly next: (SendOutcome | null)[] = [];
  attempts = 0;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  post(conversationId: string, card: CardToSend): Promise<SendOutcome> {
    const outcome = this.#nextOutcome();
    if (outcome !== null) return Promise.resolve(outcome);
    const activityId = `message-${this.messages.length + 1}`;
    this.messages.push({ activityId, conversationId, cards: [card], times: [this.#clock.now()] });
    return Promise.resolve({ kind: "sent", activityId });
  }

  update(conversationId: string, activityId: string, card: CardToSend): Promise<SendOutcome> {
    const outcome = this.#nextOutcome();
    if (outcome !== null) return Promise.resolve(outcome);
    const message = this.messages.find((one) => one.activityId === activityId && one.conversationId === conversationId);
    if (message === undefined) return Promise.resolve({ kind: "messageGone" });
    message.cards.push(card);
    message.times.push(this.#clock.now());
    return Promise.resolve({ kind: "sent", activityId });
  }

  /** What stands in the channels now: conversation, incident, its state, and how often the message was written. */
  standing(): [conversationId: string, incidentId: string, state: string, written: number][] {
    return this.messages.map(({ conversationId, cards }) => {
      const incident = incidentIn(cards.at(-1));
      return [conversationId, incident ? incidentIdOf(incident) : "", incident?.state ?? "", cards.length];
    });
  }

  #nextOutcome(): SendOutcome | null {
    this.attempts += 1;
    return this.next.shift() ?? null;
  }
}

/** The incident that a card tells of; null for a card of something else. */
export function incidentIn(sent: CardToSend | undefined): HandledIncident | null {
  return sent?.card.kind === "incident" ? sent.card.incident : null;
}
