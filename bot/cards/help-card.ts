import type { Answer } from "../../src/calls/answer.ts";
import type { HelpGroup, HelpMessages, Messages } from "../messages/catalog.ts";
import { LANGUAGES } from "../messages/languages.ts";
import type { AdaptiveCard, CardAction, CardElement } from "./adaptive-card.ts";
import { askAction, commandAction } from "./ask-action.ts";
import { plainCalls } from "./chips.ts";
import { heading, note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { clip } from "../messages/clip.ts";

const GROUPS: readonly HelpGroup[] = ["calls", "compare", "yours", "admins"];

/** What can be asked; and for a question that was not understood, the nearest commands to choose from. */
export function helpCard(answer: Extract<Answer, { intent: "help" }>, messages: Messages): AdaptiveCard {
  const { help, titles, joins } = messages;
  const { notUnderstood, nearest, isAdmin } = answer;
  if (notUnderstood === null) {
    return fitCard(messages.language, () => ({
      summary: joins.sentences([titles.help, help.intro]),
      body: [...titleLines(titles.help, help.intro), ...commandList(messages, isAdmin)],
      actions: usualChips(messages, isAdmin),
    }));
  }
  const apology = help.notUnderstood(clip(notUnderstood, 120));
  const suggestions = nearest.slice(0, 5).map((command) => askAction(command, command));
  return fitCard(messages.language, () => ({
    summary: apology,
    body: [
      text(apology, { weight: "Bolder" }),
      text(suggestions.length > 0 ? help.nearest : help.intro, { spacing: "Small" }),
      ...(suggestions.length > 0 ? [] : commandList(messages, isAdmin)),
    ],
    actions:
      suggestions.length > 0
        ? [...suggestions, commandAction(titles.help, { intent: "help" }, messages)]
        : usualChips(messages, isAdmin),
  }));
}

/** Greets the person who installed the app, with the first questions to ask. */
export function welcomeCard(messages: Messages): AdaptiveCard {
  const { welcome } = messages.cards;
  return fitCard(messages.language, () => ({
    summary: messages.joins.sentences([welcome.title, welcome.text]),
    body: [
      ...titleLines(welcome.title, null),
      text(welcome.text),
      ...languageHints(messages),
      ...groupList("calls", messages),
    ],
    actions: [...usualChips(messages, false), commandAction(messages.titles.help, { intent: "help" }, messages)],
  }));
}

/** How to be answered in each of the other languages. */
function languageHints({ language, conversation, commands }: Messages): CardElement[] {
  return LANGUAGES.filter(({ tag }) => tag !== language).map(({ tag, ownName }) =>
    note(conversation.languageHint(ownName, commands.phrase({ intent: "language", language: tag }))),
  );
}

function usualChips(messages: Messages, isAdmin: boolean): CardAction[] {
  const { titles, cards } = messages;
  return [
    commandAction(titles.calls, plainCalls("calls"), messages),
    commandAction(titles.poorCalls, plainCalls("poorCalls", { kind: "lastDays", count: 30 }), messages),
    commandAction(cards.lastCall, { intent: "call", asked: "last" }, messages),
    commandAction(
      titles.compareDevices,
      { intent: "compareDevices", periodName: { kind: "lastDays", count: 30 } },
      messages,
    ),
    isAdmin
      ? commandAction(titles.status, { intent: "status" }, messages)
      : commandAction(titles.digest, { intent: "digest", change: null }, messages),
  ];
}

function commandList(messages: Messages, isAdmin: boolean): CardElement[] {
  const { help } = messages;
  return [
    ...GROUPS.filter((group) => group !== "admins" || isAdmin).flatMap((group) => groupList(group, messages)),
    { ...note(help.periods), separator: true, spacing: "Medium" },
    note(help.filters),
  ];
}

function groupList(group: HelpGroup, { help, joins }: Messages): CardElement[] {
  return [
    heading(help.groups[group]),
    ...help.commands.filter((command) => command.group === group).flatMap((one) => commandLines(one, joins)),
  ];
}

function commandLines(
  { command, description, examples }: HelpMessages["commands"][number],
  joins: Messages["joins"],
): CardElement[] {
  const [example] = examples.filter((one) => one !== command);
  return [
    // Runs are not read as Markdown or HTML, so "call <id>" is shown as it is typed.
    {
      type: "RichTextBlock",
      spacing: "Small",
      inlines: [
        { type: "TextRun", text: command, weight: "Bolder", fontType: "Monospace" },
        { type: "TextRun", text: ` ${description}` },
      ],
    },
    ...(example === undefined ? [] : [text(joins.quoted(example), { isSubtle: true, size: "Small", spacing: "None" })]),
  ];
}
