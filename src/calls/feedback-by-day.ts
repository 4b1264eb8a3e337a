import { appendTo } from "./append-to.ts";

import { createLocalTime } from "./local-time.ts";
import type { Participation } from "./participation.ts";
import { summarizeFeedback, type FeedbackSummary } from "./summary.ts";

export type DayOfFeedback = { date: string } & Pick<FeedbackSummary, "rated" | "average" | "poor">;

/** The ratings of each of these local days, "YYYY-MM-DD"; a rating belongs to the day on which its call began. */
export function feedbackByDay(
  participations: readonly Pick<Participation, "start" | "ratings">[],
  dates: readonly string[],
  timeZone: string,
): DayOfFeedback[] {
  const { dateOf } = createLocalTime(timeZone);
  const byDate = new Map<string, Participation["ratings"]>();
  for (const { start, ratings } of participations) {
    if (ratings.length > 0) appendTo(byDate, dateOf(start), ...ratings);
  }
  return dates.map((date) => {
    const { rated, average, poor } = summarizeFeedback(byDate.get(date) ?? []);
    return { date, rated, average, poor };
  });
}
