import type { Answer } from "../../../src/calls/answer.ts";
import type { Command } from "../../../src/calls/command.ts";
import { frameOf, type Question } from "../answer-parts.ts";

/** Help as it was asked for, or in place of an answer with the commands that may have been meant. */
export function helpAnswer(
  question: Question,
  command: Command | null,
  { notUnderstood, nearest }: { notUnderstood: string | null; nearest: string[] },
): Answer {
  const { isAdmin } = question.viewer;
  return { ...frameOf(question, command), intent: "help", notUnderstood, nearest, isAdmin };
}
