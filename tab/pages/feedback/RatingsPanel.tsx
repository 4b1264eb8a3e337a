import type { ReactNode } from "react";
import type { Opinion } from "../../../src/calls/feedback-agreement.ts";
import type { FeedbackPageJson } from "../../../src/http/api-types.ts";
import { namedBuckets } from "../../charts/bucket-words.ts";
import { ColumnsPanel } from "../../charts/ColumnsPanel.tsx";
import { sumOf, timeBuckets } from "../../charts/time-buckets.ts";
import type { Mark } from "../../charts/use-mark-styles.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { callsPath } from "../../parts/calls-path.ts";
import { ratingsByDay } from "./ratings-by-day.ts";

const HEIGHT = 200;
const OPINIONS: readonly { opinion: Opinion; mark: Mark }[] = [
  { opinion: "ratedPoor", mark: "poor" },
  { opinion: "notClear", mark: "unclassified" },
  { opinion: "ratedGood", mark: "good" },
];

/** What one rated, over time. A click lists the rated calls of the day. */
export function RatingsPanel({ page }: { page: FeedbackPageJson }): ReactNode {
  const { bot, charts, formats, feedback: words } = useMessages();
  const { joins } = bot;
  const grouped = timeBuckets(ratingsByDay(page, new Date()));
  const hrefOf = (period: Parameters<typeof callsPath>[0]): string => callsPath(period, { feedback: "rated" });
  const columns = namedBuckets(grouped, formats, hrefOf).map(({ days, ...bucket }) => {
    const parts = OPINIONS.map(({ opinion, mark }) => ({ mark, opinion, value: sumOf(days, (day) => day[opinion]) }));
    const given = parts.filter(({ value }) => value > 0);
    const each = given.map(({ opinion, value }) => joins.labeled(words.opinion[opinion], formats.count(value)));
    return {
      ...bucket,
      parts,
      said: given.length === 0 ? charts.noneRated : joins.facts(each),
      cells: parts.map(({ value }) => formats.count(value)),
    };
  });
  return (
    <ColumnsPanel
      title={words.ratings[grouped.unit]}
      unit={grouped.unit}
      height={HEIGHT}
      legend={OPINIONS.map(({ opinion, mark }) => ({ mark, text: words.opinion[opinion] }))}
      headers={OPINIONS.map(({ opinion }) => words.opinion[opinion])}
      columns={columns}
    />
  );
}
