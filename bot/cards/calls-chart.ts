import { mondayOf, startOfMonth } from "../../src/calls/local-time.ts";
import type { Summary } from "../../src/calls/summary.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardElement, VerticalBarChart } from "./adaptive-card.ts";
import type { CardTexts } from "./card-texts.ts";
import { facts, heading, text } from "./elements.ts";

type Day = Summary["byDay"][number];
type Bar = Day & { label: string };

/** More bars than this cannot be told apart on a phone. */
const MOST_BARS = 31;

/**
 * Calls by day as bars, with the same figures in words where charts are not shown; by week or month when the period is
 * longer than a chart can show. Empty for a single day, whose figures stand above.
 */
export function callsChart(byDay: Day[], messages: Messages, texts: CardTexts): CardElement[] {
  if (byDay.length < 2) return [];
  const { title, bars } = grouped(byDay, messages, texts);
  const chart: VerticalBarChart = {
    type: "Chart.VerticalBar",
    title,
    xAxisTitle: texts.timeAxis,
    yAxisTitle: texts.callsAxis,
    showBarValues: bars.length <= 14,
    data: bars.map(({ label, calls }) => ({ x: label, y: calls })),
    fallback: inWords(bars, messages),
  };
  return [heading(title), chart];
}

function grouped(byDay: Day[], messages: Messages, texts: CardTexts): { title: string; bars: Bar[] } {
  const { formats } = messages;
  if (byDay.length <= 7) return { title: texts.callsByDay, bars: labeled(byDay, formats.weekday) };
  const short = shortDate(formats.locale);
  if (byDay.length <= MOST_BARS) return { title: texts.callsByDay, bars: labeled(byDay, short) };
  const weeks = merged(byDay, mondayOf);
  if (weeks.length <= MOST_BARS) return { title: texts.callsByWeek, bars: labeled(weeks, short) };
  const months = merged(byDay, (date) => startOfMonth(date)).slice(-MOST_BARS);
  return {
    title: texts.callsByMonth,
    bars: labeled(months, (date) => formats.month(Number(date.slice(0, 4)), Number(date.slice(5, 7)))),
  };
}

/** Day and month in figures, in the order of the person's region: axis labels have no room for more. */
function shortDate(locale: string): (date: string) => string {
  const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "numeric", timeZone: "UTC" });
  return (date) => format.format(new Date(`${date}T00:00:00Z`));
}

function labeled(days: Day[], label: (date: string) => string): Bar[] {
  return days.map((day) => ({ ...day, label: label(day.date) }));
}

/** Days put together by the date that `key` gives them, in order. */
function merged(days: Day[], key: (date: string) => string): Day[] {
  const byKey = new Map<string, Day>();
  for (const day of days) {
    const date = key(day.date);
    const held = byKey.get(date) ?? { date, calls: 0, durationSeconds: 0, poor: 0 };
    byKey.set(date, {
      date,
      calls: held.calls + day.calls,
      durationSeconds: held.durationSeconds + day.durationSeconds,
      poor: held.poor + day.poor,
    });
  }
  return [...byKey.values()];
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
