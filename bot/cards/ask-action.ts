import type { Messages } from "../messages/catalog.ts";
import type { CardAction } from "./adaptive-card.ts";
import { clip } from "./plain-text.ts";

/** No command is near this length; a call id that somebody made up can be. */
const LONGEST_QUESTION = 200;

/** A button that asks the bot `question`; the card is replaced by the answer. */
export function askAction(title: string, question: string): CardAction {
  const shown = clip(title, 60);
  const data = { text: clip(question, LONGEST_QUESTION) };
  return {
    type: "Action.Execute",
    title: shown,
    verb: "ask",
    data,
    fallback: { type: "Action.Submit", title: shown, data },
  };
}

/** The chips under an answer about a period: other periods, and the poor calls of this one. */
export function periodChips(messages: Messages, poorCalls: CardAction | null): CardAction[] {
  const names = [
    { kind: "today" },
    { kind: "thisWeek" },
    { kind: "lastWeek" },
    { kind: "lastDays", count: 30 },
  ] as const;
  const chips = names.map((name) => askAction(messages.periodLabel(name) ?? "", messages.commands.calls(name)));
  return poorCalls ? [...chips, poorCalls] : chips;
}
