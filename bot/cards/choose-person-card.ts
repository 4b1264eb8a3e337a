import type { Answer, PersonChoice } from "../../src/calls/answer.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";
import { nameOf } from "./call-row.ts";
import { MOST_ACTIONS, periodChips, plainCalls } from "./chips.ts";
import { facts, note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { clip } from "../messages/clip.ts";

type ChoosePerson = Extract<Answer, { intent: "choosePerson" }>;

/** Asks back who is meant, a button a person; or says among whom nobody was found. */
export function choosePersonCard({ name, choices, command }: ChoosePerson, messages: Messages): AdaptiveCard {
  const { titles, admin, joins } = messages;
  const typed = clip(name, 60);
  const isAdmins = command?.intent === "person";
  if (choices.length === 0) {
    const { nobodyAtAll, nobodyInOwnCalls } = admin.choosePerson;
    const reason = isAdmins ? nobodyAtAll(typed) : nobodyInOwnCalls(typed);
    return fitCard(messages.language, () => ({
      summary: joins.sentences([titles.choosePerson, reason]),
      body: [...titleLines(titles.choosePerson, null), text(reason)],
      actions: [
        ...periodChips(null, 3, (periodName) => plainCalls("calls", periodName), messages),
        commandAction(titles.help, { intent: "help" }, messages),
      ],
    }));
  }
  const question = admin.choosePerson.which(typed);
  const shown = choices.slice(0, MOST_ACTIONS);
  const labels = distinctLabels(shown, messages);
  return fitCard(messages.language, () => ({
    summary: joins.sentences([titles.choosePerson, question]),
    body: [
      ...titleLines(titles.choosePerson, null),
      text(question),
      ...countsOf(shown, labels, messages),
      ...left(choices, messages),
    ],
    actions: shown.map((choice, index) => commandAction(labels[index] ?? "", choice.command, messages)),
  }));
}

/** Two people of one name are told apart by the beginning of their ids. */
function distinctLabels(choices: PersonChoice[], messages: Messages): string[] {
  const names = choices.map(({ displayName }) => nameOf(displayName === null ? null : clip(displayName, 40), messages));
  return choices.map(({ id }, index) => {
    const name = names[index] ?? "";
    return names.filter((other) => other === name).length > 1 ? messages.joins.aside(name, clip(id, 12)) : name;
  });
}

function countsOf(choices: PersonChoice[], labels: string[], messages: Messages): CardElement[] {
  const set = facts(
    choices.map(({ calls }, index) => [labels[index] ?? "", calls === null ? null : messages.callCount(calls)]),
  );
  return set ? [set] : [];
}

function left(choices: PersonChoice[], { admin, formats }: Messages): CardElement[] {
  const count = choices.length - MOST_ACTIONS;
  return count > 0 ? [note(admin.choosePerson.moreOf(formats.count(count)))] : [];
}
