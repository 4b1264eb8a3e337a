import { askAction } from "../cards/ask-action.ts";
import type { AdaptiveCard } from "../cards/adaptive-card.ts";
import { text } from "../cards/elements.ts";
import { fitCard } from "../cards/fit-card.ts";
import type { Messages } from "../messages/catalog.ts";
import { marked } from "./owner-mark.ts";
import type { Reply } from "./reply.ts";

/** Asks whether an answer may stand where others read it. `place` is the conversation's name, where it has one. */
export function sharedQuestion({ question, owner, place, isOrganization }: SharedQuestion, messages: Messages): Reply {
  const { shared } = messages.conversation;
  const title = isOrganization ? shared.organizationTitle : shared.title;
  const explanation = shared.everyoneSees(place);
  const marks = { here: markedAction(shared.showHere, "here"), me: markedAction(shared.onlyToMe, "me") };
  const card = fitCard(messages.language, () => ({
    summary: messages.joins.sentences([title, explanation]),
    body: [
      text(title, { weight: "Bolder", size: "Medium", style: "heading" }),
      text(explanation, { spacing: "Small" }),
    ],
  }));
  return { card: { ...card, actions: [marks.here, marks.me] }, summary: card.fallbackText };

  function markedAction(label: string, where: "here" | "me"): unknown {
    return marked(askAction(label, question), { owner, where });
  }
}

export type SharedQuestion = { question: string; owner: string; place: string | null; isOrganization: boolean };

/** One line in place of a card, for everyone to read. */
export function lineCard(line: string, messages: Messages): AdaptiveCard {
  return fitCard(messages.language, () => ({ summary: line, body: [text(line)] }));
}
