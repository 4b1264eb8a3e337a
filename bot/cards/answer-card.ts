import type { Answer } from "../../src/calls/answer.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard } from "./adaptive-card.ts";
import { callCard } from "./call-card.ts";
import { callsCard } from "./calls-card.ts";
import { helpCard } from "./help-card.ts";
import { poorCallsCard } from "./poor-calls-card.ts";

/**
 * The card of an answer: a pure function of its value and the messages of a language, whose formats must be in the
 * answer's time zone. Never larger than LARGEST_CARD_BYTES.
 */
export function answerCard(answer: Answer, messages: Messages): AdaptiveCard {
  switch (answer.intent) {
    case "calls":
      return callsCard(answer, messages);
    case "poorCalls":
      return poorCallsCard(answer, messages);
    case "call":
      return callCard(answer, messages);
    case "help":
      return helpCard(answer, messages);
  }
}
