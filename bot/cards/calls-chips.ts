import type { CallsAnswer } from "../../src/calls/answer.ts";
import { describeFilter } from "../messages/describe-filter.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardAction } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";
import { filterChips, MOST_ACTIONS, periodChips } from "./chips.ts";

/**
 * What can be asked next about one's calls, each with the same filter: the other pages, the other view, the poor ones,
 * one condition less, another period. In that order, as many as there is place for.
 */
export function callsChips(answer: CallsAnswer, pages: number, messages: Messages): CardAction[] {
  const { command, people } = answer;
  const conditions = describeFilter({ filter: command.filter, people }, messages);
  const chips = [...pageChips(answer, pages, messages), ...viewChips(answer, messages)];
  const isFiltered = conditions.length > 0;
  chips.push(
    ...filterChips(command, conditions, isFiltered ? Math.min(2, MOST_ACTIONS - chips.length - 1) : 0, messages),
  );
  const sameFor = (periodName: CallsAnswer["command"]["periodName"]): CallsAnswer["command"] => ({
    ...command,
    periodName,
    page: 1,
  });
  return [...chips, ...periodChips(command.periodName, Math.min(3, MOST_ACTIONS - chips.length), sameFor, messages)];
}

function pageChips({ command }: CallsAnswer, pages: number, messages: Messages): CardAction[] {
  const { newer, older } = messages.lists;
  const to = (title: string, page: number): CardAction => commandAction(title, { ...command, page }, messages);
  return [
    ...(command.page > 1 ? [to(newer, command.page - 1)] : []),
    ...(command.page < pages ? [to(older, command.page + 1)] : []),
  ];
}

/** Figures or list, all calls or the poor ones. */
function viewChips({ command, calls, summary }: CallsAnswer, messages: Messages): CardAction[] {
  const { titles, lists } = messages;
  const first = { ...command, page: 1 };
  if (command.intent === "poorCalls" || command.intent === "feedback") {
    return [commandAction(titles.calls, { ...first, intent: "calls", view: "summary" }, messages)];
  }
  if (calls.length === 0) return [];
  const chips =
    command.view === "list"
      ? [commandAction(lists.showFigures, { ...first, view: "summary" }, messages)]
      : [commandAction(lists.showList, { ...first, view: "list" }, messages)];
  if (summary.quality.poor > 0 || summary.feedback.poor > 0) {
    chips.push(commandAction(titles.poorCalls, { ...first, intent: "poorCalls", view: "summary" }, messages));
  }
  return chips;
}
