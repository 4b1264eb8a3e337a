import type { Answer, SeenLook } from "../../src/calls/answer.ts";
import { describeLook, lookerName } from "../messages/describe-look.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";
import { nameOf } from "./call-row.ts";
import { plainCalls } from "./chips.ts";
import { container, moreLine, note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { clip } from "../messages/clip.ts";

const LONGEST_LOOK = 160;
const LONGEST_REASON = 200;

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

function lookRow({ at, viewer, look, reason }: SeenLook, now: Date, messages: Messages): CardElement {
  const name = lookerName(viewer, messages);
  return container(
    [
      text(name === null ? clip(viewer.id, 60) : nameOf(name, messages), { weight: "Bolder" }),
      text(`${messages.formats.dayTime(at)} · ${clip(describeLook(look, now, messages), LONGEST_LOOK)}`, {
        spacing: "None",
      }),
      ...(reason === null
        ? []
        : [text(messages.joins.labeled(messages.privacy.reason, clip(reason, LONGEST_REASON)), { spacing: "None" })]),
    ],
    { spacing: "Medium", separator: true },
  );
}
