import type { CallDetail } from "../../src/calls/answer.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard } from "./adaptive-card.ts";
import { callCard } from "./call-card.ts";
import { facts, note } from "./elements.ts";
import { clip } from "../messages/clip.ts";

const LONGEST_NAME = 60;

/** A call that its person sent to the helpdesk, as they see it, for the admin who looks at it. It asks no questions. */
export function viewedCallCard(found: CallDetail, now: Date, messages: Messages): AdaptiveCard {
  const { sentCalls, labels, formats } = messages;
  const { timeZone } = formats;
  const command = { intent: "call", asked: found.call.callId } as const;
  const card = callCard({ ...command, command, timeZone, now, found }, messages);
  const name = clip(found.participation.displayName ?? labels.unknownName, LONGEST_NAME);
  const from = facts([[sentCalls.from, name]]);
  const shown = card.body.filter(({ type }) => type !== "ActionSet");
  return { ...card, actions: [], body: [...shown, ...(from ? [from] : []), note(sentCalls.viewed(name))] };
}
