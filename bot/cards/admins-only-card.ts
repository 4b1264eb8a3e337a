import type { Answer } from "../../src/calls/answer.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";
import { plainCalls } from "./chips.ts";
import { text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";

/** To somebody who asks what only admins may: what they can ask instead. */
export function adminsOnlyCard(
  { asked, isAnonymous }: Extract<Answer, { intent: "adminsOnly" }>,
  messages: Messages,
): AdaptiveCard {
  const { titles, admin, joins } = messages;
  const reason = isAnonymous ? admin.anonymous : admin.adminsOnly(titles[asked]);
  return fitCard(messages.language, () => ({
    summary: joins.sentences([titles.adminsOnly, reason]),
    body: [...titleLines(titles.adminsOnly, null), text(reason)],
    actions: [
      commandAction(titles.calls, plainCalls("calls"), messages),
      commandAction(titles.help, { intent: "help" }, messages),
    ],
  }));
}
