import type { Answer } from "../../src/calls/answer.ts";
import type { StoredOfPerson } from "../../src/calls/erasure.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, FactSet } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";
import { container, facts, heading, note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";

type ForgetMe = Extract<Answer, { intent: "forgetMe" }>;

const STORED = ["participations", "sessions", "phoneCalls", "conversations", "looks"] as const;

/** What is about to be erased, with a button that does it; or the receipt of what was. */
export function forgetMeCard(answer: ForgetMe, messages: Messages): AdaptiveCard {
  return answer.stage === "asked" ? askedCard(answer, messages) : doneCard(answer, messages);
}

function askedCard({ stored }: Extract<ForgetMe, { stage: "asked" }>, messages: Messages): AdaptiveCard {
  const { titles, joins } = messages;
  const { forgetMe } = messages.privacy;
  const set = counts(stored, messages);
  return fitCard(messages.language, () => ({
    summary: joins.sentences([titles.forgetMe, forgetMe.question]),
    body: [
      ...titleLines(titles.forgetMe, null),
      text(forgetMe.question, { weight: "Bolder" }),
      ...(set ? [set] : [text(forgetMe.nothingStored)]),
      container([text(forgetMe.consequences)], { style: "warning", spacing: "Medium" }),
    ],
    actions: [
      commandAction(forgetMe.confirm, { intent: "forgetMe", isConfirmed: true }, messages, "destructive"),
      commandAction(forgetMe.cancel, { intent: "help" }, messages),
    ],
  }));
}

function doneCard({ erasure }: Extract<ForgetMe, { stage: "done" }>, messages: Messages): AdaptiveCard {
  const { titles, joins, formats } = messages;
  const { forgetMe } = messages.privacy;
  const set = counts(erasure.erased, messages);
  const receipt = facts([
    [forgetMe.receipt, erasure.receiptId],
    [forgetMe.erasedAt, joins.facts([formats.dayTime(erasure.at), formats.timeZone])],
  ]);
  return fitCard(messages.language, () => ({
    summary: joins.sentences([titles.forgetMe, forgetMe.done]),
    body: [
      ...titleLines(titles.forgetMe, null),
      text(forgetMe.done, { weight: "Bolder" }),
      ...(receipt ? [receipt] : []),
      ...(set ? [heading(forgetMe.erased), set] : []),
      note(forgetMe.receiptNote),
    ],
    actions: [commandAction(titles.help, { intent: "help" }, messages)],
  }));
}

/** Kinds of which there is none are left out. */
function counts(stored: StoredOfPerson, { privacy, formats }: Messages): FactSet | null {
  return facts(
    STORED.map((kind) => [privacy.forgetMe.stored[kind], stored[kind] > 0 ? formats.count(stored[kind]) : null]),
  );
}
