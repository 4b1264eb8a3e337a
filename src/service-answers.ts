import { answerCard } from "../bot/cards/answer-card.ts";
import { answerJson } from "../bot/commands/answer-json.ts";
import type { AnswerParts, Question } from "../bot/commands/answer-parts.ts";
import { answerCommand, answerQuestion } from "../bot/commands/answer-question.ts";
import { answerText } from "../bot/commands/answer-text.ts";
import { oneLine } from "../bot/commands/text-lines.ts";
import { messagesForAnswer } from "../bot/messages/answer-messages.ts";
import { DEFAULT_LANGUAGE, LANGUAGE_TAGS } from "../bot/messages/languages.ts";
import { messagesFor } from "../bot/messages/messages.ts";
import type { Config } from "./config/config.ts";
import type { ChatAnswers } from "./http/chat-answers.ts";
import type { Store } from "./store/store.ts";

/** What the answers are made of, for the chat and the command line alike. */
export function answerPartsOf({
  store,
  config,
  readStatus,
  alerts,
}: {
  store: Store;
  config: Pick<Config, "defaultTimeZone" | "isAnonymous">;
  readStatus: AnswerParts["readStatus"];
  alerts: AnswerParts["alerts"];
}): AnswerParts {
  const { participations, people, preferences, accessLog, erasures, rollups } = store;
  return {
    participations,
    people,
    preferences,
    accessLog,
    erasures,
    rollups,
    readStatus,
    alerts,
    availableLanguages: LANGUAGE_TAGS,
    organizationTimeZone: config.defaultTimeZone,
    isAnonymous: config.isAnonymous,
  };
}

/** The chat's answers as values, for the tab, which asks without words. */
export function createChatAnswers(parts: AnswerParts): ChatAnswers {
  const { tag: locale } = DEFAULT_LANGUAGE;
  return (command, { viewer, personId = viewer.personId, now, timeZone }) => {
    const question = { text: "", viewer, personId, now, timeZone, locale, conversation: null };
    return answerCommand(command, messagesFor(locale, timeZone).commands, question, parts);
  };
}

/** `line` is text on one line; of an export it only tells what `text` prints. */
export type AskingFormat = "text" | "line" | "card" | "json";

/** The one function behind the chat and `callwise ask`. Card and JSON are on one line; the text of an export is its file. */
export function createAsking(parts: AnswerParts): (question: Question, format: AskingFormat) => Promise<string> {
  return async (question, format) => {
    const answer = await answerQuestion(question, parts);
    const messages = messagesForAnswer(answer, question.locale);
    switch (format) {
      case "text":
        return answer.intent === "export" ? answer.file.content : `${answerText(answer, messages)}\n`;
      case "line":
        return `${oneLine(answerText(answer, messages))}\n`;
      case "card":
        return `${JSON.stringify(answerCard(answer, messages))}\n`;
      case "json":
        return `${JSON.stringify(answerJson(answer, messages))}\n`;
    }
  };
}
