import type { Answer, CallsAnswer } from "../../src/calls/answer.ts";
import type { CallFilter } from "../../src/calls/call-filter.ts";
import { createLocalTime } from "../../src/calls/local-time.ts";
import type { PeriodName } from "../../src/calls/period.ts";
import { periodText, readPeriodText } from "../../src/calls/period-text.ts";
import type { Messages } from "../messages/catalog.ts";
import { actionSet } from "./act-action.ts";
import type { AdaptiveCard } from "./adaptive-card.ts";
import { cardBytes, LARGEST_CARD_BYTES } from "./fit-card.ts";

/** The address that opens a page of the tab. `place` is the page's own path and query: "calls/<call id>". */
export type TabLink = (place: string) => string;

/** Conditions of a chat's question that the tab's list takes, by its names for them. */
const TAB_NAMES = {
  callType: "type",
  modality: "modality",
  quality: "quality",
  connection: "connection",
  platform: "platform",
} as const satisfies Partial<Record<keyof CallFilter, string>>;

/** The card with a button under everything that opens the same in the tab; as it is where the tab has no such page. */
export function withTabLink(card: AdaptiveCard, answer: Answer, tabLink: TabLink, messages: Messages): AdaptiveCard {
  const place = placeOf(answer);
  if (place === null) return card;
  const action = { type: "Action.OpenUrl", title: messages.cards.openInTab, url: tabLink(place) } as const;
  const linked = { ...card, body: [...card.body, actionSet([action])] };
  return cardBytes(linked) <= LARGEST_CARD_BYTES ? linked : card;
}

function placeOf(answer: Answer): string | null {
  switch (answer.intent) {
    case "call":
      return answer.found && `calls/${encodeURIComponent(answer.found.participation.callId)}`;
    case "calls":
    case "callsWith":
      return listPlace(answer, answer);
    case "poorCalls":
    case "feedback": {
      const period = periodOf(answer.command.periodName, answer);
      return period && `feedback?${new URLSearchParams({ period }).toString()}`;
    }
    case "whoLooked":
      return "privacy";
    default:
      return null;
  }
}

/** The list under the same conditions; null when it does not know one of them, or the period. */
function listPlace({ command, people }: CallsAnswer, frame: Pick<Answer, "now" | "timeZone">): string | null {
  const { person, isMissed, isRatedPoor, ...others } = command.filter;
  const query = new URLSearchParams();
  const period = periodOf(command.periodName, frame);
  if (period === null) return null;
  query.set("period", period);
  if (person !== null) {
    const [meant] = people ?? [];
    if (meant === undefined) return null;
    query.set("person", meant.id);
  }
  if (isMissed !== null) query.set("missed", "true");
  if (isRatedPoor !== null) query.set("feedback", "poor");
  for (const [name, value] of Object.entries(others)) {
    if (value === null) continue;
    if (!isKnown(name)) return null;
    query.set(TAB_NAMES[name], String(value));
  }
  return `calls?${query.toString()}`;
}

function isKnown(name: string): name is keyof typeof TAB_NAMES {
  return name in TAB_NAMES;
}

/** A chat may ask for longer periods than the tab shows. */
function periodOf(name: PeriodName, { now, timeZone }: Pick<Answer, "now" | "timeZone">): string | null {
  const text = periodText(name);
  return readPeriodText(text, createLocalTime(timeZone).dateOf(now)) === null ? null : text;
}
