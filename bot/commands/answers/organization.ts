import type { Answer } from "../../../src/calls/answer.ts";
import type { CommandOf } from "../../../src/calls/command.ts";
import { createLocalTime } from "../../../src/calls/local-time.ts";
import { daysOf, resolvePeriod } from "../../../src/calls/period.ts";
import { frameOf, type AnswerParts, type Question } from "../answer-parts.ts";

/** Classified participations that a value needs before its poor share is listed: one poor call more or less is 5 %. */
const MINIMUM_CLASSIFIED = 20;

/** Everyone's figures. They are kept by day of the organization's own time zone, so the period is understood in that. */
export async function answerOrganization(
  command: CommandOf<"organization">,
  question: Question,
  { rollups, organizationTimeZone: timeZone }: AnswerParts,
): Promise<Answer> {
  const { now } = question;
  const today = createLocalTime(timeZone).dateOf(now);
  const organization = await rollups.summary(daysOf(command.periodName, today), MINIMUM_CLASSIFIED, now);
  const period = resolvePeriod(command.periodName, now, timeZone);
  return { ...frameOf(question, command), timeZone, intent: "organization", period, organization };
}
