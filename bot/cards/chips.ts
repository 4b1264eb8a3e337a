import { ANY_CALL, type CallFilter } from "../../src/calls/call-filter.ts";
import type { CallsCommand, Command } from "../../src/calls/command.ts";
import type { PeriodName } from "../../src/calls/period.ts";
import type { DescribedCondition } from "../messages/describe-filter.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardAction } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";

/** Teams shows no more buttons under a card. */
export const MOST_ACTIONS = 6;

const OFFERED_PERIODS: readonly PeriodName[] = [
  { kind: "thisWeek" },
  { kind: "lastWeek" },
  { kind: "lastDays", count: 30 },
  { kind: "today" },
];
const DEFAULT_PERIOD: PeriodName = { kind: "thisWeek" };

/** A question about the person's own calls without a filter. */
export function plainCalls(intent: CallsCommand["intent"], periodName: PeriodName = DEFAULT_PERIOD): CallsCommand {
  return { intent, periodName, filter: ANY_CALL, view: "summary", page: 1 };
}

/** The same question about other periods than the `present` one, at most `count`. */
export function periodChips(
  present: PeriodName | null,
  count: number,
  commandFor: (name: PeriodName) => Command,
  messages: Messages,
): CardAction[] {
  return OFFERED_PERIODS.filter((name) => present === null || !isSame(name, present))
    .slice(0, count)
    .flatMap((name) => {
      const label = messages.periodLabel(name);
      return label === null ? [] : [commandAction(label, commandFor(name), messages)];
    });
}

/** The same question with one condition less, at most `count`. */
export function filterChips(
  command: CallsCommand,
  conditions: readonly DescribedCondition[],
  count: number,
  messages: Messages,
): CardAction[] {
  return conditions
    .slice(0, count)
    .map(({ condition, words }) =>
      commandAction(messages.filters.remove(words), without(command, condition), messages),
    );
}

function without(command: CallsCommand, condition: keyof CallFilter): CallsCommand {
  const filter = { ...command.filter, [condition]: null };
  // "Calls with" somebody is no question without the somebody.
  const intent = command.intent === "callsWith" && filter.person === null ? "calls" : command.intent;
  return { ...command, intent, filter, page: 1 };
}

function isSame(a: PeriodName, b: PeriodName): boolean {
  if (a.kind === "lastDays" && b.kind === "lastDays") return a.count === b.count;
  return a.kind === b.kind;
}
