import { addDays, createLocalTime } from "../../src/calls/local-time.ts";
import type { Period } from "../../src/calls/period.ts";
import type { Messages } from "./catalog.ts";

/**
 * How a question's period was understood: "This week, Mon 16 – Sun 22 Nov, Europe/Berlin". The zone is that of the
 * messages' formats; the year is shown unless the whole period lies in the year of `now`.
 */
export function describePeriod(period: Period, now: Date, messages: Messages): string {
  const parts = [messages.periodLabel(period.name), periodDates(period, now, messages), messages.formats.timeZone];
  return messages.joins.facts(parts.filter((part) => part !== null));
}

/** The period's first and last day: "Mon 16 – Sun 22 Nov", or "Mon 16 Nov" when it is one. */
export function periodDates(period: Pick<Period, "start" | "end">, now: Date, messages: Messages): string {
  const localTime = createLocalTime(messages.formats.timeZone);
  const first = localTime.dateOf(period.start);
  const last = addDays(localTime.dateOf(period.end), -1);
  const year = localTime.dateOf(now).slice(0, 4);
  const withYear = !first.startsWith(`${year}-`) || !last.startsWith(`${year}-`);
  if (last <= first) return messages.formats.day(first, { withYear });
  return messages.formats.days(first, last, { withYear });
}
