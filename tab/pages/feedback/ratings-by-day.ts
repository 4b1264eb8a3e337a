import { addDays, createLocalTime } from "../../../src/calls/local-time.ts";
import type { Opinion } from "../../../src/calls/feedback-agreement.ts";
import type { FeedbackPageJson } from "../../../src/http/api-types.ts";

export type DayOfRatings = { date: string } & Record<Opinion, number>;

/**
 * The ratings that were given, by what they say and by the local day on which their call began: every day of the period
 * until now, so that days without one have their place.
 */
export function ratingsByDay({ period, timeZone, calls }: FeedbackPageJson, now: Date): DayOfRatings[] {
  const { dateOf } = createLocalTime(timeZone);
  const end = Math.min(Date.parse(period.end) - 1, now.getTime());
  const days = new Map<string, DayOfRatings>();
  for (let date = dateOf(new Date(period.start)); date <= dateOf(new Date(end)); date = addDays(date, 1)) {
    days.set(date, { date, ratedPoor: 0, notClear: 0, ratedGood: 0 });
  }
  for (const { start, feedback } of calls) {
    const day = days.get(dateOf(new Date(start)));
    for (const { value } of feedback?.ratings ?? []) {
      if (day !== undefined && value !== null) day[opinionOfValue(value)] += 1;
    }
  }
  return [...days.values()];
}

function opinionOfValue(value: number): Opinion {
  if (value <= 2) return "ratedPoor";
  return value === 3 ? "notClear" : "ratedGood";
}
