import type { ReactNode } from "react";
import type { OrganizationSummary } from "../../../../src/calls/organization.ts";
import { namedBuckets } from "../../../charts/bucket-words.ts";
import { ColumnsPanel } from "../../../charts/ColumnsPanel.tsx";
import { sumOf, timeBuckets } from "../../../charts/time-buckets.ts";
import { useMessages } from "../../../messages/use-messages.ts";

const HEIGHT = 208;

/** How many calls everyone had, day by day. */
export function CallsTrend({ days }: { days: OrganizationSummary["byDay"] }): ReactNode {
  const { bot, formats, admin } = useMessages();
  const { cards, joins, labels } = bot;
  const grouped = timeBuckets(days);
  const columns = namedBuckets(grouped, formats, () => null).map(({ days: ofBucket, ...bucket }) => {
    const calls = sumOf(ofBucket, (day) => day.calls);
    const participations = sumOf(ofBucket, (day) => day.participations);
    return {
      ...bucket,
      parts: [{ mark: "plain" as const, value: calls }],
      said: joins.facts([bot.callCount(calls), admin.organization.participations(participations)]),
      cells: [formats.count(calls), formats.count(participations)],
    };
  });
  return (
    <ColumnsPanel
      title={{ day: cards.callsByDay, week: cards.callsByWeek, month: cards.callsByMonth }[grouped.unit]}
      unit={grouped.unit}
      height={HEIGHT}
      headers={[labels.calls, labels.participants]}
      columns={columns}
    />
  );
}
