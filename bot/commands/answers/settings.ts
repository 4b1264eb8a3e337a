import type { Answer } from "../../../src/calls/answer.ts";
import type { CommandOf } from "../../../src/calls/command.ts";
import { dueDigest } from "../../../src/calls/digest-time.ts";
import { readDigest } from "../../digest/read-digest.ts";
import { frameOf, type AnswerParts, type Question } from "../answer-parts.ts";
import { languageFor } from "../../messages/languages.ts";
import { languageAsked } from "../language-choice.ts";

/** Keeps the language in which the viewer wants to be answered; without one, or with an unknown one, tells which is in force. */
export async function answerLanguage(
  command: CommandOf<"language">,
  question: Question,
  { preferences, availableLanguages }: AnswerParts,
): Promise<Answer> {
  const { viewer, locale } = question;
  const frame = { ...frameOf(question, command), intent: command.intent, available: [...availableLanguages] };
  const wanted = command.language === null ? null : languageAsked(command.language, availableLanguages);
  if (wanted !== null) {
    await preferences.save(viewer.personId, { language: wanted });
    return { ...frame, language: wanted, unknown: null };
  }
  const kept = (await preferences.of(viewer.personId)).language;
  return { ...frame, language: kept ?? languageFor(locale).tag, unknown: command.language };
}

/** Turns the viewer's weekly digest on or off, and shows the one of last week. */
export async function answerDigest(
  command: CommandOf<"digest">,
  question: Question,
  { preferences, participations }: AnswerParts,
): Promise<Answer> {
  const { viewer, now, timeZone } = question;
  const { personId } = viewer;
  if (command.change !== null) await preferences.save(personId, { digest: command.change === "on" });
  // What is due already is shown by this answer: the first one sent is next week's.
  const due = command.change === "on" ? dueDigest(now, timeZone) : null;
  if (due !== null) await preferences.claimDigest(personId, due);
  const isOn = command.change === null ? (await preferences.of(personId)).digest : command.change === "on";
  const preview = await readDigest(viewer, now, timeZone, participations);
  return { ...frameOf(question, command), intent: "digest", isOn, preview };
}
