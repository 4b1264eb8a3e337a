import { OPERATOR_ID, type Look } from "../../src/calls/look.ts";
import type { Messages } from "./catalog.ts";
import { periodDates } from "./describe-period.ts";

/** What was looked at: "Calls of Mon 16 – Sun 22 Nov". The year is shown unless it is that of `now`. */
export function describeLook(look: Look, now: Date, messages: Messages): string {
  const { lookedAt } = messages.privacy;
  switch (look.what) {
    case "calls":
      return lookedAt.calls(periodDates(look, now, messages));
    case "lastCall":
      return lookedAt.lastCall(messages.formats.dayTime(look.before));
    case "call":
      return lookedAt.call(look.callId);
    case "incident":
      return lookedAt.incident(messages.formats.dayTime(look.since));
    case "sentCall":
      return lookedAt.sentCall(look.callId);
    case "export":
      return lookedAt.everything;
  }
}

/** Who looked, by name; null where none is known. */
export function lookerName(
  { id, displayName }: { id: string; displayName: string | null },
  { privacy }: Pick<Messages, "privacy">,
): string | null {
  return id === OPERATOR_ID ? privacy.operator : displayName;
}
