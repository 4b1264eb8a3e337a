import type { Command } from "../../src/calls/command.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardAction } from "./adaptive-card.ts";
import { clip } from "../messages/clip.ts";

/** No command is near this length; a call id that somebody made up can be. */
const LONGEST_QUESTION = 200;

/** A button that asks the bot `question`; the card is replaced by the answer. */
export function askAction(title: string, question: string, style?: CardAction["style"]): CardAction {
  const shown = clip(title, 60);
  const data = { text: clip(question, LONGEST_QUESTION) };
  return {
    type: "Action.Execute",
    title: shown,
    ...(style && { style }),
    verb: "ask",
    data,
    fallback: { type: "Action.Submit", title: shown, data },
  };
}

/** A button for a command, in the words that the language's grammar reads back to it. */
export function commandAction(
  title: string,
  command: Command,
  messages: Messages,
  style?: CardAction["style"],
): CardAction {
  return askAction(title, messages.commands.phrase(command), style);
}
