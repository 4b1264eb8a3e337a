import type { Answer, SeenLook } from "../../src/calls/answer.ts";
import type { Look } from "../../src/calls/look.ts";
import { periodDates } from "../messages/describe-period.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";
import { nameOf } from "./call-row.ts";
import { plainCalls } from "./chips.ts";
import { container, moreLine, note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { clip } from "./plain-text.ts";

type WhoLooked = Extract<Answer, { intent: "whoLooked" }>;

/** Who looked at the person's calls, when, and at what; the newest first. */
export function whoLookedCard({ looks, more, now }: WhoLooked, messages: Messages): AdaptiveCard {
  const { titles, privacy, joins } = messages;
  const actions = [
    commandAction(titles.calls, plainCalls("calls"), messages),
    commandAction(titles.help, { intent: "help" }, messages),
  ];
  const count = looks.length + more;
  return fitCard(messages.language, (length) => ({
    summary: joins.sentences([titles.whoLooked, count === 0 ? privacy.nobodyLooked : messages.formats.count(count)]),
    body: [
      ...titleLines(titles.whoLooked, messages.formats.timeZone),
      ...(count === 0 ? [text(privacy.nobodyLooked, { spacing: "Medium" })] : []),
      ...looks.slice(0, length).map((look) => lookRow(look, now, messages)),
      ...moreLine(count - Math.min(looks.length, length), messages),
      note(privacy.logged),
    ],
    actions,
  }));
}

function lookRow({ at, viewer, look }: SeenLook, now: Date, messages: Messages): CardElement {
  return container(
    [
      text(viewer.displayName === null ? clip(viewer.id, 60) : nameOf(viewer.displayName, messages), {
        weight: "Bolder",
      }),
      text(`${messages.formats.dayTime(at)} · ${lookedAt(look, now, messages)}`, { spacing: "None" }),
    ],
    { spacing: "Medium", separator: true },
  );
}

function lookedAt(look: Look, now: Date, messages: Messages): string {
  const { lookedAt: words } = messages.privacy;
  switch (look.what) {
    case "calls":
      return words.calls(periodDates(look, now, messages));
    case "lastCall":
      return words.lastCall(messages.formats.dayTime(look.before));
    case "call":
      return words.call(clip(look.callId, 60));
    case "incident":
      return words.incident(messages.formats.dayTime(look.since));
    case "sentCall":
      return words.sentCall(clip(look.callId, 60));
  }
}
