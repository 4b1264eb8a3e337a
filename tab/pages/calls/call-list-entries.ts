import { createLocalTime } from "../../../src/calls/local-time.ts";
import type { CallRowJson } from "../../../src/http/api-types.ts";

/** What stands in the list: a call, or the day that the calls below it began on. */
export type ListEntry =
  | { kind: "day"; key: string; date: string }
  /** `position` counts calls from 0, newest first. */
  | { kind: "call"; key: string; date: string; call: CallRowJson; position: number };

/** Calls, newest first, with each local day before its calls. */
export function listEntries(calls: readonly CallRowJson[], timeZone: string): ListEntry[] {
  const localTime = createLocalTime(timeZone);
  const entries: ListEntry[] = [];
  let day: string | null = null;
  calls.forEach((call, position) => {
    const date = localTime.dateOf(new Date(call.start));
    if (date !== day) entries.push({ kind: "day", key: date, date });
    day = date;
    entries.push({ kind: "call", key: call.callId, date, call, position });
  });
  return entries;
}
