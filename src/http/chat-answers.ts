import type { Answer } from "../calls/answer.ts";
import type { Command } from "../calls/command.ts";
import type { Viewer } from "../calls/viewer.ts";

/** Who asks, when, and whose days count. */
export type ChatAsker = {
  viewer: Viewer;
  /** Whose calls; the viewer's own unless given. */
  personId?: string;
  now: Date;
  timeZone: string;
};

/**
 * The chat's own answers, so that no figure is computed in two ways: the value of an answer, before it becomes a card or
 * a text. Throws what the chat's answers throw.
 */
export type ChatAnswers = (command: Command, asker: ChatAsker) => Promise<Answer>;

/** The part of an answer with this intent. Throws for any other: then the question was not one of those. */
export function answerOf<Intent extends Answer["intent"]>(
  answer: Answer,
  intent: Intent,
): Extract<Answer, { intent: Intent }> {
  if (!isOf(answer, intent)) throw new TypeError(`asked for ${intent}, answered ${answer.intent}`);
  return answer;
}

function isOf<Intent extends Answer["intent"]>(
  answer: Answer,
  intent: Intent,
): answer is Extract<Answer, { intent: Intent }> {
  return answer.intent === intent;
}
