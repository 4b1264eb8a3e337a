import type { Answer } from "../../src/calls/answer.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, CardAction, CardElement } from "./adaptive-card.ts";
import { askAction, periodChips } from "./ask-action.ts";
import { text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { clip } from "./plain-text.ts";

/** What can be asked; and for a question that was not understood, the nearest commands to choose from. */
export function helpCard(answer: Extract<Answer, { intent: "help" }>, messages: Messages): AdaptiveCard {
  const { help, titles } = messages;
  const { notUnderstood, nearest } = answer;
  if (notUnderstood === null) {
    return fitCard(messages.language, () => ({
      summary: `${titles.help}. ${help.intro}`,
      body: [...titleLines(titles.help, help.intro), ...commandList(messages)],
      actions: usualChips(messages),
    }));
  }
  const apology = help.notUnderstood(clip(notUnderstood, 120));
  const suggestions = nearest.slice(0, 5).map((command) => askAction(command, command));
  return fitCard(messages.language, () => ({
    summary: apology,
    body: [
      text(apology, { weight: "Bolder" }),
      text(suggestions.length > 0 ? help.nearest : help.intro, { spacing: "Small" }),
      ...(suggestions.length > 0 ? [] : commandList(messages)),
    ],
    actions: [...suggestions, askAction(titles.help, messages.commands.help)],
  }));
}

/** Greets the person who installed the app, with the first questions to ask. */
export function welcomeCard(messages: Messages): AdaptiveCard {
  const { welcome } = messages.cards;
  return fitCard(messages.language, () => ({
    summary: `${welcome.title}. ${welcome.text}`,
    body: [...titleLines(welcome.title, null), text(welcome.text), ...commandList(messages)],
    actions: usualChips(messages),
  }));
}

function usualChips(messages: Messages): CardAction[] {
  const { lastCall } = messages.cards;
  return [...periodChips(messages, null), askAction(lastCall, messages.commands.call("last"))];
}

function commandList({ help }: Messages): CardElement[] {
  const commands = help.commands.flatMap(({ command, description, examples }): CardElement[] => [
    // Runs are not read as Markdown or HTML, so "call <id>" is shown as it is typed.
    {
      type: "RichTextBlock",
      spacing: "Medium",
      inlines: [{ type: "TextRun", text: command, weight: "Bolder", fontType: "Monospace" }],
    },
    text(description, { spacing: "None" }),
    ...examples
      .filter((example) => example !== command)
      .slice(0, 2)
      .map((example) => text(`“${example}”`, { isSubtle: true, spacing: "None" })),
  ]);
  return [...commands, text(help.periods, { isSubtle: true, size: "Small", separator: true, spacing: "Medium" })];
}
