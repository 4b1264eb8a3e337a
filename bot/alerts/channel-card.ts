import { handlersOf } from "../../src/calls/incident-handling.ts";
import type { CardToSend } from "../../src/calls/card-delivery.ts";
import type { Clock } from "../../src/clock.ts";
import type { People } from "../../src/store/store.ts";
import type { AdaptiveCard, CardButton } from "../cards/adaptive-card.ts";
import { helpRequestCard } from "../cards/help-request-card.ts";
import type { NamedAdmin } from "../cards/incident-actions.ts";
import { incidentCard, type ShownIncident } from "../cards/incident-card.ts";
import { incidentDigestCard } from "../cards/incident-digest-card.ts";
import type { Messages } from "../messages/catalog.ts";

export type ChannelCardOptions = {
  people: Pick<People, "names">;
  /** Whom incidents can be assigned to. */
  adminIds: readonly string[];
  /** Whether those affected are named in channels, or masked. */
  areNamesShown: boolean;
  /** Then nobody can have them revealed. */
  isAnonymous: boolean;
  clock: Clock;
};

/** What was revealed to the reader of a card, and to nobody else; null: nothing. */
export type RevealedNames = Pick<ShownIncident, "people"> | null;

/** More admins make no list to choose from, and more people affected no card. */
const MOST_NAMES = 40;

/**
 * Makes cards of what channels are told. Those who did something about an incident are named, since they did it in
 * front of the channel; those affected only where the settings say so, or where they were revealed to the one reader.
 */
export class ChannelCardMaker {
  readonly #options: ChannelCardOptions;

  constructor(options: ChannelCardOptions) {
    this.#options = options;
  }

  async make(
    { card, mayBeRepeat }: CardToSend,
    messages: Messages,
    revealed: RevealedNames = null,
  ): Promise<AdaptiveCard<CardButton>> {
    switch (card.kind) {
      case "digest":
        return incidentDigestCard({ ...card, mayBeRepeat }, messages);
      case "helpRequest": {
        const { request } = card;
        const [name = null] = await this.#shownNames([request.personId]);
        return helpRequestCard({ request, name, mayBeRepeat }, messages);
      }
      case "incident": {
        const { incident } = card;
        const people = revealed?.people ?? (await this.#peopleOf(incident.affected?.personIds ?? []));
        const names = await this.#options.people.names(handlersOf(incident.handling));
        const [admins, now] = [await this.#admins(), this.#options.clock.now()];
        const [isRevealed, mayReveal] = [revealed !== null, !this.#options.isAnonymous];
        return incidentCard({ incident, mayBeRepeat, names, admins, people, isRevealed, mayReveal, now }, messages);
      }
    }
  }

  async #admins(): Promise<NamedAdmin[]> {
    const { people, adminIds } = this.#options;
    const ids = adminIds.slice(0, MOST_NAMES);
    const names = await people.names(ids);
    return ids.flatMap((id) => {
      const displayName = names.get(id);
      return displayName === undefined ? [] : [{ id, displayName }];
    });
  }

  async #peopleOf(personIds: readonly string[]): Promise<(string | null)[] | null> {
    return this.#options.areNamesShown ? this.#shownNames(personIds) : null;
  }

  async #shownNames(personIds: readonly string[]): Promise<(string | null)[]> {
    if (!this.#options.areNamesShown) return [];
    const some = personIds.slice(0, MOST_NAMES);
    const names = await this.#options.people.names(some);
    return some.map((personId) => names.get(personId) ?? null);
  }
}
