import type { Answer } from "../../src/calls/answer.ts";
import { describePeriod } from "../messages/describe-period.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";
import { periodChips, plainCalls } from "./chips.ts";
import { facts, note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { clip } from "../messages/clip.ts";

/** What is in the file; the file itself is a message of its own. Without calls there is none. */
export function exportCard(answer: Extract<Answer, { intent: "export" }>, messages: Messages): AdaptiveCard {
  const { period, calls, file, now } = answer;
  const { titles, joins, formats } = messages;
  const words = messages.privacy.export;
  const understood = describePeriod(period, now, messages);
  const actions = [
    commandAction(titles.calls, plainCalls("calls", period.name), messages),
    ...periodChips(period.name, 3, (periodName) => ({ intent: "export", periodName }), messages),
  ];
  if (calls === 0) {
    const reason = messages.empty.calls(period, period.start <= now);
    return fitCard(messages.language, () => ({
      summary: joins.sentences([titles.export, understood, reason]),
      body: [...titleLines(titles.export, understood), text(reason, { spacing: "Medium" })],
      actions,
    }));
  }
  const kilobytes = Math.max(0.1, new TextEncoder().encode(file.content).length / 1000);
  const set = facts([
    [words.file, clip(file.name, 120)],
    [words.calls, formats.count(calls)],
    [words.size, `${formats.decimal(kilobytes, kilobytes < 10 ? 1 : 0)} KB`],
  ]);
  return fitCard(messages.language, () => ({
    summary: joins.sentences([titles.export, understood, messages.callCount(calls)]),
    body: [...titleLines(titles.export, understood), ...(set ? [set] : []), text(words.follows), note(words.content)],
    actions,
  }));
}
