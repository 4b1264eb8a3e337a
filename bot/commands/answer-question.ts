import type { Answer } from "../../src/calls/answer.ts";
import type { Command } from "../../src/calls/command.ts";
import { createLocalTime } from "../../src/calls/local-time.ts";
import type { CommandMessages } from "../messages/catalog.ts";
import { frameOf, type AnswerParts, type Question } from "./answer-parts.ts";
import { answerAlerts } from "./answers/alerts.ts";
import { answerCall } from "./answers/call.ts";
import { answerCalls } from "./answers/calls.ts";
import { answerComparison } from "./answers/comparison.ts";
import { answerExport } from "./answers/export.ts";
import { helpAnswer } from "./answers/help.ts";
import { answerOrganization } from "./answers/organization.ts";
import { answerPerson } from "./answers/person.ts";
import { answerForgetMe, answerWhoLooked } from "./answers/privacy.ts";
import { answerDigest, answerLanguage } from "./answers/settings.ts";
import { parseQuestion } from "./parse-question.ts";

export type { AnswerParts, Question } from "./answer-parts.ts";

const ADMINS_ONLY: ReadonlySet<Command["intent"]> = new Set([
  "organization",
  "status",
  "alertsHere",
  "alertsOff",
  "alertRules",
  "person",
] as const);

/**
 * The one answer to a question, for the bot and `callwise ask` alike. What is not understood is answered by help, and
 * what only admins may ask by saying so.
 * Throws ServiceError "not_allowed" when the viewer may not see the person's calls, and what the store throws.
 */
export async function answerQuestion(question: Question, parts: AnswerParts): Promise<Answer> {
  const { text, now, timeZone } = question;
  const parsed = parseQuestion(text, createLocalTime(timeZone).dateOf(now));
  if (parsed.command === null) return helpAnswer(question, null, { notUnderstood: text, nearest: parsed.nearest });
  return answerCommand(parsed.command, parsed.phrases, question, parts);
}

/** The answer to a question that is understood; `phrases` are of the language it was asked in. Throws like `answerQuestion`. */
export async function answerCommand(
  command: Command,
  phrases: CommandMessages,
  question: Question,
  parts: AnswerParts,
): Promise<Answer> {
  if (ADMINS_ONLY.has(command.intent) && !question.viewer.isAdmin) {
    return { ...frameOf(question, command), intent: "adminsOnly", asked: command.intent, isAnonymous: false };
  }
  if (command.intent === "person" && parts.isAnonymous) {
    return { ...frameOf(question, command), intent: "adminsOnly", asked: command.intent, isAnonymous: true };
  }
  switch (command.intent) {
    case "calls":
    case "poorCalls":
    case "feedback":
    case "callsWith":
      return answerCalls(command, question, parts);
    case "call":
      return answerCall(command, phrases, question, parts);
    case "compareDevices":
    case "compareNetworks":
      return answerComparison(command, question, parts);
    case "export":
      return answerExport(command, question, parts);
    case "whoLooked":
      return answerWhoLooked(command, question, parts);
    case "forgetMe":
      return answerForgetMe(command, question, parts);
    case "language":
      return answerLanguage(command, question, parts);
    case "digest":
      return answerDigest(command, question, parts);
    case "organization":
      return answerOrganization(command, question, parts);
    case "person":
      return answerPerson(command, question, parts);
    case "status":
      return { ...frameOf(question, command), intent: "status", status: await parts.readStatus() };
    case "alertsHere":
    case "alertsOff":
    case "alertRules":
      return answerAlerts(command, question, parts);
    case "help":
      return helpAnswer(question, command, { notUnderstood: null, nearest: [] });
  }
}
