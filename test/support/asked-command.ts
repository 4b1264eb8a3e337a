import { ANY_CALL, type CallFilter } from "../../src/calls/call-filter.ts";
import type { CallsCommand, Command } from "../../src/calls/command.ts";
import type { PeriodName } from "../../src/calls/period.ts";

/** A phrasing and the command that it must give; on another day than the table's, that day. */
export type Phrasing = [text: string, command: Command, today?: string];

export const TODAY: PeriodName = { kind: "today" };
export const YESTERDAY: PeriodName = { kind: "yesterday" };
export const THIS_WEEK: PeriodName = { kind: "thisWeek" };
export const LAST_WEEK: PeriodName = { kind: "lastWeek" };
export const THIS_MONTH: PeriodName = { kind: "thisMonth" };
export const LAST_MONTH: PeriodName = { kind: "lastMonth" };

export const day = (date: string): PeriodName => ({ kind: "day", date });
export const since = (from: string): PeriodName => ({ kind: "since", from });
export const range = (from: string, to: string): PeriodName => ({ kind: "range", from, to });
export const month = (year: number, monthOfYear: number): PeriodName => ({ kind: "month", year, month: monthOfYear });
export const lastDays = (count: number): PeriodName => ({ kind: "lastDays", count });
export const lastWeeks = (count: number): PeriodName => ({ kind: "lastWeeks", count });

type AskCalls = (periodName?: PeriodName, filter?: Partial<CallFilter>, page?: number) => Command;

function asking(intent: CallsCommand["intent"]): AskCalls {
  return (periodName = THIS_WEEK, filter = {}, page = 0) => ({
    intent,
    periodName,
    filter: { ...ANY_CALL, ...filter },
    view: page === 0 ? "summary" : "list",
    page: Math.max(page, 1),
  });
}

/** This week's without a period; a list with a page. */
export const calls = asking("calls");
export const callsWith = asking("callsWith");
export const poorCalls = asking("poorCalls");
export const feedback = asking("feedback");
export const call = (asked: string): Command => ({ intent: "call", asked });
