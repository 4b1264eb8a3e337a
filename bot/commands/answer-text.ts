import type { Answer } from "../../src/calls/answer.ts";
import type { Messages } from "../messages/catalog.ts";
import { alertRuleLines, alertsHereLines, alertsOffLines, choosePersonLines } from "./admin-text.ts";
import { callDetailLines } from "./call-text.ts";
import { callsLines, personLines } from "./calls-text.ts";
import { comparisonLines } from "./comparison-text.ts";
import { organizationLines } from "./organization-text.ts";
import { exportLines, forgetMeLines, whoLookedLines } from "./privacy-text.ts";
import { digestLines, languageLines } from "./settings-text.ts";
import { statusLines } from "./status-figures-text.ts";
import { alignCells, printable } from "./text-lines.ts";

const LONGEST_ECHO = 80;

/** An answer as plain text for a terminal: aligned lines, no closing line break. Of an export it tells what it holds. */
export function answerText(answer: Answer, messages: Messages): string {
  return answerLines(answer, messages).map(printable).join("\n");
}

function answerLines(answer: Answer, messages: Messages): string[] {
  switch (answer.intent) {
    case "calls":
    case "poorCalls":
    case "feedback":
    case "callsWith":
      return callsLines(answer, messages);
    case "person":
      return personLines(answer, messages);
    case "call":
      return answer.found === null ? [messages.empty.call(answer.asked)] : callDetailLines(answer.found, messages);
    case "compareDevices":
    case "compareNetworks":
      return comparisonLines(answer, messages);
    case "export":
      return exportLines(answer, messages);
    case "whoLooked":
      return whoLookedLines(answer, messages);
    case "forgetMe":
      return forgetMeLines(answer, messages);
    case "language":
      return languageLines(answer, messages);
    case "digest":
      return digestLines(answer, messages);
    case "organization":
      return organizationLines(answer, messages);
    case "choosePerson":
      return choosePersonLines(answer, messages);
    case "status":
      return statusLines(answer.status, messages);
    case "alertsHere":
      return alertsHereLines(answer, messages);
    case "alertsOff":
      return alertsOffLines(answer, messages);
    case "alertRules":
      return alertRuleLines(answer, messages);
    case "adminsOnly":
      return [answer.isAnonymous ? messages.admin.anonymous : messages.admin.adminsOnly(messages.titles[answer.asked])];
    case "help":
      return helpLines(answer, messages);
  }
}

function helpLines(
  { notUnderstood, nearest, isAdmin }: Extract<Answer, { intent: "help" }>,
  { help }: Messages,
): string[] {
  const commands = help.commands
    .filter(({ group }) => isAdmin || group !== "admins")
    .map(({ command, description }) => [`  ${command}`, description]);
  return [
    ...(notUnderstood === null ? [] : [help.notUnderstood(shortened(notUnderstood))]),
    ...(nearest.length > 0 ? [help.nearest, ...nearest.map((command) => `  ${command}`)] : []),
    ...(notUnderstood === null ? [] : [""]),
    help.intro,
    ...alignCells(commands),
    help.periods,
    help.filters,
  ];
}

/** Enough to be recognized. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST_ECHO ? `${characters.slice(0, LONGEST_ECHO - 1).join("")}…` : text;
}
