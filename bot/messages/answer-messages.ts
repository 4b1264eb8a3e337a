import type { Answer } from "../../src/calls/answer.ts";
import type { Messages } from "./catalog.ts";
import { messagesFor } from "./messages.ts";

/**
 * The messages in which an answer is given: in the language that was just chosen, if it is about that, and in the time
 * zone in which the answer was understood, which for an organization is its own.
 */
export function messagesForAnswer(answer: Answer, locale: string): Messages {
  return messagesFor(answer.intent === "language" ? answer.language : locale, answer.timeZone);
}
