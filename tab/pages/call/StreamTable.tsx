import type { ReactNode } from "react";
import { useMessages } from "../../messages/use-messages.ts";
import { DataTable } from "../../parts/DataTable.tsx";
import type { StreamLane, StreamPart } from "./own-streams.ts";
import { laneName } from "./Timeline.tsx";

/** What stands behind the timeline: every stream with what was measured. */
export function StreamTable({ lanes }: { lanes: readonly StreamLane[] }): ReactNode {
  const { bot, call, formats } = useMessages();
  const { columns, title } = call.timeline;
  const time = (instant: number): string => formats.time(new Date(instant));
  const measured = ({ deciding }: StreamPart): string => {
    if (deciding.length === 0) return bot.cards.notMeasured;
    return bot.joins.items(
      deciding.map(({ metric, value, threshold, poorWhen }) => {
        const line = bot.joins.labeled(bot.quality.metric(metric), bot.quality.metricValue(metric, value));
        const limit = bot.quality.metricValue(metric, threshold);
        return poorWhen === "over" ? bot.cards.withLimit(line, limit) : bot.cards.withMinimum(line, limit);
      }),
    );
  };
  return (
    <DataTable
      caption={title}
      columns={[
        { header: columns.stream },
        { header: columns.from, isNumber: true },
        { header: columns.to, isNumber: true },
        { header: columns.measured },
        { header: columns.quality },
      ]}
      rows={lanes.flatMap((lane) =>
        lane.parts.map((part, index) => ({
          key: `${lane.kind}${lane.direction}${index}`,
          cells: [
            laneName(lane, bot),
            time(part.start),
            time(part.end),
            measured(part),
            bot.words.quality[part.quality],
          ],
        })),
      )}
    />
  );
}
