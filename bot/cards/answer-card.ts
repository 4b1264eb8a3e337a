import type { Answer } from "../../src/calls/answer.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard } from "./adaptive-card.ts";
import { adminsOnlyCard } from "./admins-only-card.ts";
import { alertRulesCard, alertsCard } from "./alerts-card.ts";
import { callCard } from "./call-card.ts";
import { callsCard } from "./calls-card.ts";
import { choosePersonCard } from "./choose-person-card.ts";
import { comparisonCard } from "./comparison-card.ts";
import { digestCard } from "./digest-card.ts";
import { exportCard } from "./export-card.ts";
import { feedbackCard } from "./feedback-card.ts";
import { forgetMeCard } from "./forget-me-card.ts";
import { helpCard } from "./help-card.ts";
import { languageCard } from "./language-card.ts";
import { organizationCard } from "./organization-card.ts";
import { personCard } from "./person-card.ts";
import { poorCallsCard } from "./poor-calls-card.ts";
import { statusCard } from "./status-card.ts";
import { whoLookedCard } from "./who-looked-card.ts";

/**
 * The card of an answer: a pure function of its value and the messages of a language, whose formats must be in the
 * answer's time zone. Never larger than LARGEST_CARD_BYTES.
 */
export function answerCard(answer: Answer, messages: Messages): AdaptiveCard {
  switch (answer.intent) {
    case "calls":
    case "callsWith":
      return callsCard(answer, messages);
    case "poorCalls":
      return poorCallsCard(answer, messages);
    case "feedback":
      return feedbackCard(answer, messages);
    case "call":
      return callCard(answer, messages);
    case "compareDevices":
    case "compareNetworks":
      return comparisonCard(answer, messages);
    case "export":
      return exportCard(answer, messages);
    case "whoLooked":
      return whoLookedCard(answer, messages);
    case "forgetMe":
      return forgetMeCard(answer, messages);
    case "language":
      return languageCard(answer, messages);
    case "digest":
      return digestCard(answer, messages);
    case "organization":
      return organizationCard(answer, messages);
    case "person":
      return personCard(answer, messages);
    case "choosePerson":
      return choosePersonCard(answer, messages);
    case "status":
      return statusCard(answer, messages);
    case "alertsHere":
    case "alertsOff":
      return alertsCard(answer, messages);
    case "alertRules":
      return alertRulesCard(answer, messages);
    case "adminsOnly":
      return adminsOnlyCard(answer, messages);
    case "help":
      return helpCard(answer, messages);
  }
}
