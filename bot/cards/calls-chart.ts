import type { Summary } from "../../src/calls/summary.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardElement } from "./adaptive-card.ts";
import { barChart } from "./bar-chart.ts";
import { groupDays } from "./day-groups.ts";
import { facts, note, text } from "./elements.ts";

type Bar = { label: string; name: string; calls: number; durationSeconds: number; poor: number };

/**
 * Calls by day as bars, with the same figures in words where charts are not shown; by week or month when the period is
 * longer than a chart can show. Empty for a single day, whose figures stand above.
 */
export function callsChart(byDay: Summary["byDay"], messages: Messages): CardElement[] {
  if (byDay.length < 2) return [];
  const { cards, lists, formats } = messages;
  const { unit, groups, left } = groupDays(byDay, formats);
  const title = { day: cards.callsByDay, week: cards.callsByWeek, month: cards.callsByMonth }[unit];
  const bars = groups.map(({ label, name, days }) => ({ label, name, ...total(days) }));
  const values = bars.map(({ label, calls }) => ({ label, value: calls }));
  return [
    ...barChart(title, cards.callsAxis, values, inWords(bars, messages)),
    ...(left > 0 ? [note(lists.newestMonths(formats.count(groups.length)))] : []),
  ];
}

function total(days: Summary["byDay"]): Omit<Bar, "label" | "name"> {
  const sum = { calls: 0, durationSeconds: 0, poor: 0 };
  for (const { calls, durationSeconds, poor } of days) {
    sum.calls += calls;
    sum.durationSeconds += durationSeconds;
    sum.poor += poor;
  }
  return sum;
}

function inWords(bars: Bar[], messages: Messages): CardElement {
  const { formats, callCount, joins } = messages;
  const pairs = bars
    .filter(({ calls }) => calls > 0)
    .map(({ name, calls, durationSeconds, poor }): [string, string] => {
      const parts = [callCount(calls), formats.duration(durationSeconds)];
      if (poor > 0) parts.push(messages.poorPart(poor));
      return [name, joins.facts(parts)];
    });
  return facts(pairs) ?? text(callCount(0));
}
