import { mondayOf, startOfMonth } from "../../src/calls/local-time.ts";
import type { Summary } from "../../src/calls/summary.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardElement, VerticalBarChart } from "./adaptive-card.ts";
import { facts, heading, text } from "./elements.ts";

type Day = Summary["byDay"][number];
type Bar = Day & { label: string };

/** More bars lose their labels in a chat window's or a phone's width: clients cut them to a character or two. */
const MOST_BARS = 14;

/**
 * Calls by day as bars, with the same figures in words where charts are not shown; by week or month when the period is
 * longer than a chart can show. Empty for a single day, whose figures stand above.
 */
export function callsChart(byDay: Day[], messages: Messages): CardElement[] {
  if (byDay.length < 2) return [];
  const { title, bars } = grouped(byDay, messages);
  const chart: VerticalBarChart = {
    type: "Chart.VerticalBar",
    title,
    yAxisTitle: messages.cards.callsAxis,
    showBarValues: true,
    color: "categoricalBlue",
    data: bars.map(({ label, calls }) => ({ x: label, y: calls })),
    fallback: inWords(bars, messages),
  };
  return [heading(title), chart];
}

function grouped(byDay: Day[], messages: Messages): { title: string; bars: Bar[] } {
  const { formats } = messages;
  if (byDay.length <= 7) return { title: messages.cards.callsByDay, bars: labeled(byDay, formats.weekday) };
  const short = shortDate(formats.locale);
  if (byDay.length <= MOST_BARS) return { title: messages.cards.callsByDay, bars: labeled(byDay, short) };
  const weeks = byDay.length <= 7 * MOST_BARS ? merged(byDay, mondayOf) : [];
  if (weeks.length > 0 && weeks.length <= MOST_BARS)
    return { title: messages.cards.callsByWeek, bars: labeled(weeks, short) };
  const months = merged(byDay, (date) => startOfMonth(date));
  return {
    title: messages.cards.callsByMonth,
    // The newest, should the store hold more than can be shown.
    bars: labeled(months.slice(-MOST_BARS), shortMonth(formats.locale)),
  };
}

/** Day and month in figures, in the order of the person's region. */
function shortDate(locale: string): (date: string) => string {
  const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "numeric", timeZone: "UTC" });
  return (date) => format.format(new Date(`${date}T00:00:00Z`));
}

function shortMonth(locale: string): (date: string) => string {
  const format = new Intl.DateTimeFormat(locale, { month: "short", year: "2-digit", timeZone: "UTC" });
  return (date) => format.format(new Date(`${date}T00:00:00Z`));
}

function labeled(days: Day[], label: (date: string) => string): Bar[] {
  return days.map((day) => ({ ...day, label: label(day.date) }));
}

/** Days put together by the date that `key` gives them, in order, each group dated by its first day in the period. */
function merged(days: Day[], key: (date: string) => string): Day[] {
  const groups = new Map<string, Day>();
  for (const day of days) {
    const group = key(day.date);
    const held = groups.get(group) ?? { date: day.date, calls: 0, durationSeconds: 0, poor: 0 };
    groups.set(group, {
      date: held.date,
      calls: held.calls + day.calls,
      durationSeconds: held.durationSeconds + day.durationSeconds,
      poor: held.poor + day.poor,
    });
  }
  return [...groups.values()];
}

function inWords(bars: Bar[], messages: Messages): CardElement {
  const { formats, callCount, words } = messages;
  const pairs = bars
    .filter(({ calls }) => calls > 0)
    .map(({ label, calls, durationSeconds, poor }): [string, string] => {
      const parts = [callCount(calls), formats.duration(durationSeconds)];
      if (poor > 0) parts.push(`${words.quality.poor}: ${formats.count(poor)}`);
      return [label, parts.join(", ")];
    });
  return facts(pairs) ?? text(callCount(0));
}
