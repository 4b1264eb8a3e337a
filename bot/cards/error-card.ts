import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard } from "./adaptive-card.ts";
import { askAction, commandAction } from "./ask-action.ts";
import { text } from "./elements.ts";
import { fitCard } from "./fit-card.ts";

/**
 * Says that a question failed, with the id under which the log has the reason; never the reason itself, which may quote
 * data. `question` is offered again when there was one.
 */
export function errorCard(requestId: string, question: string | null, messages: Messages): AdaptiveCard {
  const { error, tryAgain } = messages.cards;
  const help = commandAction(messages.titles.help, { intent: "help" }, messages);
  return fitCard(messages.language, () => ({
    summary: messages.joins.sentences([error.title, messages.joins.labeled(error.requestId, requestId)]),
    body: [
      text(error.title, { weight: "Bolder", size: "Medium", style: "heading" }),
      text(error.text),
      {
        type: "RichTextBlock",
        spacing: "Small",
        inlines: [
          { type: "TextRun", text: `${error.requestId} ` },
          { type: "TextRun", text: requestId, fontType: "Monospace" },
        ],
      },
    ],
    actions: question === null ? [help] : [askAction(tryAgain, question), help],
  }));
}
