import type { ChannelCard } from "../calls/card-delivery.ts";
import { addDays, createLocalTime } from "../calls/local-time.ts";
import type { HandledIncident } from "../calls/incident-handling.ts";
import type { Clock } from "../clock.ts";
import type { HelpRequests } from "../store/help-requests.ts";
import type { Incidents } from "../store/incidents.ts";

/*
 * Deliveries name what they deliver by an id: an incident's own, or one of these. No rule is named so, since rules are
 * named for what they watch.
 */
const DIGEST = "digest/";
const HELP_REQUEST = "help/";

export const digestCardId = (date: string): string => `${DIGEST}${date}`;
export const helpCardId = (requestId: string): string => `${HELP_REQUEST}${requestId}`;

/** More than these are counted, not told. */
const MOST_IN_A_DIGEST = 100;

export type ChannelCardsOptions = {
  incidents: Pick<Incidents, "find" | "changed" | "open">;
  helpRequests: Pick<HelpRequests, "find">;
  /** IANA: of the organization. */
  timeZone: string;
  clock: Clock;
};

/** What there is to tell, as of now, by the id that deliveries carry. */
export type ChannelCards = {
  /** Null: it is not kept any more. */
  find(cardId: string): Promise<ChannelCard | null>;
  /** What was wrong on a local day, the last changed first. */
  ofDay(date: string): Promise<HandledIncident[]>;
};

export function createChannelCards({ incidents, helpRequests, timeZone, clock }: ChannelCardsOptions): ChannelCards {
  async function ofDay(date: string): Promise<HandledIncident[]> {
    const { startOfDay } = createLocalTime(timeZone);
    const [start, end] = [startOfDay(date), startOfDay(addDays(date, 1))];
    const [changed, open] = await Promise.all([
      incidents.changed({ start, end: clock.now() }, MOST_IN_A_DIGEST),
      incidents.open(),
    ]);
    const all = [...changed, ...open.filter(({ revisedAt }) => revisedAt < start)];
    return all.filter(({ since }) => since < end);
  }

  return {
    ofDay,
    async find(cardId) {
      if (cardId.startsWith(DIGEST)) {
        const date = cardId.slice(DIGEST.length);
        return { kind: "digest", date, incidents: await ofDay(date) };
      }
      if (cardId.startsWith(HELP_REQUEST)) {
        const request = await helpRequests.find(cardId.slice(HELP_REQUEST.length));
        return request && { kind: "helpRequest", request };
      }
      const incident = await incidents.find(cardId);
      return incident && { kind: "incident", incident };
    },
  };
}
