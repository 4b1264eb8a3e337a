import { HELP_DAYS, LONGEST_NOTE, type HelpRequest } from "../../src/calls/help-request.ts";
import type { Messages } from "../messages/catalog.ts";
import { actAction, inputsAction } from "./act-action.ts";
import type { AdaptiveCard, CardButton } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";
import { note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";

/** Inputs' ids, by which their values come back. */
export const DAYS_INPUT = "days";
export const NOTE_INPUT = "note";

/** The button under a poor call that opens what it takes to send it to the helpdesk. */
export function sendCallAction(callId: string, { sentCalls }: Messages): CardButton {
  const { least, most, usual } = HELP_DAYS;
  return inputsAction(
    sentCalls.send,
    [
      note(sentCalls.explanation),
      { type: "Input.Number", id: DAYS_INPUT, label: sentCalls.howLong, min: least, max: most, value: usual },
      {
        type: "Input.Text",
        id: NOTE_INPUT,
        label: sentCalls.note,
        placeholder: sentCalls.notePlaceholder,
        isMultiline: true,
        maxLength: LONGEST_NOTE,
      },
    ],
    [actAction(sentCalls.sendNow, { act: "sendCall", callId }, "positive")],
  );
}

/** To whoever sent a call, or took it back: until when it is readable, or since when it is not. */
export function sentCallCard(request: HelpRequest, messages: Messages): AdaptiveCard<CardButton> {
  const { sentCalls, formats, joins, labels } = messages;
  const line =
    request.endedAt === null
      ? sentCalls.readableUntil(formats.dayTime(request.until))
      : sentCalls.ended(formats.dayTime(request.endedAt));
  const revoke = actAction(sentCalls.revoke, { act: "revokeCall", callId: request.callId });
  const call = commandAction(messages.cards.showCall, { intent: "call", asked: request.callId }, messages);
  return fitCard<CardButton>(messages.language, () => ({
    summary: joins.sentences([sentCalls.sent, line]),
    body: [
      ...titleLines(sentCalls.sent, joins.labeled(labels.start, formats.dayTime(request.callStart))),
      text(line, { spacing: "Medium" }),
      ...(request.note === null ? [] : [text(joins.quoted(request.note))]),
    ],
    actions: request.endedAt === null ? [revoke, call] : [call],
  }));
}
