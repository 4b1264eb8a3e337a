import type { QuietHours } from "./alert-rule.ts";
import { createLocalTime, weekdayOf } from "./local-time.ts";

const MINUTE_MS = 60_000;
const SATURDAY = 6;

/** Whether nobody is to be told of new trouble at an instant. */
export function isQuiet(quietHours: QuietHours | null, instant: Date): boolean {
  if (quietHours === null) return false;
  const { from, to, timeZone, isQuietAtWeekends } = quietHours;
  const local = createLocalTime(timeZone);
  if (isQuietAtWeekends && weekdayOf(local.dateOf(instant)) >= SATURDAY) return true;
  const [begins, ends] = [timeOfDayMs(from), timeOfDayMs(to)];
  const now = local.timeOfDay(instant);
  return begins <= ends ? begins <= now && now < ends : now >= begins || now < ends;
}

/** "HH:MM" in milliseconds since midnight. */
function timeOfDayMs(text: string): number {
  const [hours = 0, minutes = 0] = text.split(":").map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
}
