import type { Answer } from "../../src/calls/answer.ts";
import { addDays, createLocalTime } from "../../src/calls/local-time.ts";
import type { Messages } from "../messages/catalog.ts";
import { describePeriod } from "../messages/describe-period.ts";
import type { Attachment } from "./reply.ts";

/**
 * Asks in Teams' own card whether a file may be put into the person's OneDrive. It carries the command, with the days
 * it was understood as, and not the content: that is made again when the person says yes.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */
export function fileConsent(answer: Extract<Answer, { intent: "export" }>, messages: Messages): Attachment {
  const { period, now, timeZone, file, calls } = answer;
  const { dateOf } = createLocalTime(timeZone);
  const to = addDays(dateOf(period.end), -1);
  const text = messages.commands.phrase({
    intent: "export",
    periodName: { kind: "range", from: dateOf(period.start), to },
  });
  return {
    contentType: "application/vnd.microsoft.teams.card.file.consent",
    name: file.name,
    content: {
      description: messages.conversation.file.description(
        describePeriod(period, now, messages),
        messages.callCount(calls),
      ),
      sizeInBytes: Buffer.byteLength(file.content),
      acceptContext: { text },
      declineContext: { text },
    },
  };
}
