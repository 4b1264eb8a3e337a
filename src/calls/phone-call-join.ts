import { appendTo } from "./append-to.ts";

import { canonicalId } from "./canonical-id.ts";
import type { PhoneCall } from "./phone-call.ts";

/** A call of a person in which a telephone took part. */
export type JoinableCall = { callId: string; personId: string; start: Date };

/** How far the log's start may lie from the call's: the log counts from the answer, the call record from the ringing. */
export const JOIN_TOLERANCE_MS = 5_000;

/**
 * Which call each row of the PSTN log belongs to, by row id. That log does not name the call record, so this is a
 * heuristic: the row's person was in a call with a telephone that started within a few seconds of the row, no other
 * call of theirs fits the row, and no other row fits the call. Whatever is ambiguous stays unjoined, as do rows of
 * conferences, whose start is that of the dial-in and not of the call.
 */
export function joinByPersonAndStart(
  rows: readonly PhoneCall[],
  calls: readonly JoinableCall[],
): ReadonlyMap<string, string> {
  const callsOf = new Map<string, JoinableCall[]>();
  for (const call of calls) appendTo(callsOf, canonicalId(call.personId), call);
  const fits = new Map<string, PhoneCall[]>();
  const joined = new Map<string, string>();
  for (const row of rows) {
    if (!isJoinable(row)) continue;
    const fitting = (callsOf.get(row.personId ?? "") ?? []).filter((call) => isNear(row.start, call.start));
    for (const { callId } of fitting) appendTo(fits, `${callId}|${row.personId}`, row);
    const [only] = fitting;
    if (only && fitting.length === 1) joined.set(row.rowId, only.callId);
  }
  for (const rivals of fits.values()) if (rivals.length > 1) for (const { rowId } of rivals) joined.delete(rowId);
  return joined;
}

/** The id of the call record that a row of Direct Routing names; null for every other row. */
export function namedCallId({ directRouting }: PhoneCall): string | null {
  const id = directRouting?.correlationId ?? null;
  return id === null || /^[0-]*$/.test(id) ? null : canonicalId(id);
}

/** Whether a row may be joined by person and start at all. */
function isJoinable(row: PhoneCall): boolean {
  const isOfConference = (row.pstn?.conferenceId ?? null) !== null || /(^|_)conf(_|$)/i.test(row.callType ?? "");
  return row.kind === "pstn" && row.personId !== null && !isOfConference;
}

function isNear(one: Date, other: Date): boolean {
  return Math.abs(one.getTime() - other.getTime()) <= JOIN_TOLERANCE_MS;
}
