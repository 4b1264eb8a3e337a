import type { ReactNode } from "react";
import type { Quality } from "../../../src/calls/stream-quality.ts";
import type { OverviewJson } from "../../../src/http/api-types.ts";
import { namedBuckets } from "../../charts/bucket-words.ts";
import { ColumnsPanel } from "../../charts/ColumnsPanel.tsx";
import { sumOf, timeBuckets } from "../../charts/time-buckets.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { callsPath } from "../../parts/calls-path.ts";

const HEIGHT = 220;
/** From the axis up: what was poor is read most easily there. */
const QUALITIES: readonly Quality[] = ["poor", "good", "unclassified"];

/** How many calls, and of which quality, day by day. A click lists the calls of the day. */
export function CallsPanel({ overview: { qualityByDay, summary } }: { overview: OverviewJson }): ReactNode {
  const { bot, formats } = useMessages();
  const { words, joins, cards, labels } = bot;
  const seconds = new Map(summary.byDay.map((day) => [day.date, day.durationSeconds]));
  const grouped = timeBuckets(qualityByDay);
  const columns = namedBuckets(grouped, formats, callsPath).map(({ days, ...bucket }) => {
    const parts = QUALITIES.map((quality) => ({ mark: quality, value: sumOf(days, (day) => day[quality]) }));
    const calls = sumOf(parts, ({ value }) => value);
    const duration = formats.duration(sumOf(days, ({ date }) => seconds.get(date) ?? 0));
    const each = parts
      .filter(({ value }) => value > 0)
      .map(({ mark, value }) => joins.labeled(words.quality[mark], formats.count(value)));
    return {
      ...bucket,
      parts,
      said: calls === 0 ? bot.callCount(0) : joins.facts([bot.callCount(calls), duration, ...each]),
      cells: [formats.count(calls), ...parts.map(({ value }) => formats.count(value)), duration],
    };
  });
  return (
    <ColumnsPanel
      title={{ day: cards.callsByDay, week: cards.callsByWeek, month: cards.callsByMonth }[grouped.unit]}
      unit={grouped.unit}
      height={HEIGHT}
      legend={QUALITIES.map((quality) => ({ mark: quality, text: words.quality[quality] }))}
      headers={[labels.calls, ...QUALITIES.map((quality) => words.quality[quality]), labels.timeInCalls]}
      columns={columns}
    />
  );
}
