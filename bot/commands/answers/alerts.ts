import type { Answer } from "../../../src/calls/answer.ts";
import type { CommandOf } from "../../../src/calls/command.ts";
import { frameOf, type AnswerParts, type Question } from "../answer-parts.ts";

/** Alerts are of channels: elsewhere the answer says that there is none. */
export async function answerAlerts(
  command: CommandOf<"alertsHere" | "alertsOff" | "alertRules">,
  question: Question,
  { alerts }: AnswerParts,
): Promise<Answer> {
  const { viewer, conversation } = question;
  const frame = frameOf(question, command);
  const channelId = conversation?.type === "channel" ? conversation.id : null;
  switch (command.intent) {
    case "alertsHere": {
      const channel = alerts && channelId !== null ? await alerts.here(channelId, viewer) : null;
      return { ...frame, intent: "alertsHere", channel };
    }
    case "alertsOff": {
      const wereOn = alerts !== null && channelId !== null && (await alerts.off(channelId));
      return { ...frame, intent: "alertsOff", wereOn };
    }
    case "alertRules":
      return { ...frame, intent: "alertRules", ...((await alerts?.rules()) ?? { rules: [], channels: 0 }) };
  }
}
