import type { Answer } from "../../src/calls/answer.ts";
import type { Command } from "../../src/calls/command.ts";
import { createLocalTime } from "../../src/calls/local-time.ts";
import type { Clock } from "../../src/clock.ts";
import type { Log } from "../../src/log.ts";
import { errorCode } from "../../src/service-error.ts";
import type { CountBotOutcome } from "../bot-outcome.ts";
import type { AdaptiveCard } from "../cards/adaptive-card.ts";
import { answerCard } from "../cards/answer-card.ts";
import { errorCard } from "../cards/error-card.ts";
import { withTabLink, type TabLink } from "../cards/tab-link.ts";
import type { Question } from "../commands/answer-parts.ts";
import { parseQuestion } from "../commands/parse-question.ts";
import { messagesForAnswer } from "../messages/answer-messages.ts";
import type { Asker } from "./asker.ts";
import { inTime } from "./in-time.ts";

export type AnsweringOptions = {
  answer: (question: Question) => Promise<Answer>;
  /** Where the tab is; null or absent: there is none to open. */
  tabLink?: TabLink | null;
  createRequestId: () => string;
  count: CountBotOutcome;
  clock: Clock;
  log: Log;
};

/** `answer` is null when there is none: then the card says so, with a reference and a button to try again. */
export type Answered = { card: AdaptiveCard; answer: Answer | null };

/** Longest question looked at; Teams itself takes messages of 28 KB. */
const LONGEST_QUESTION = 1_000;

/** After a person's activity came. Teams gives a bot about 15 seconds for it; the rest is for sending the answer. */
const ANSWER_WITHIN_MS = 8_000;

/** Asks the one function behind chat and command line, and makes a card of what it says, whatever happens. */
export class Answering {
  readonly #options: AnsweringOptions;

  constructor(options: AnsweringOptions) {
    this.#options = options;
  }

  /** What a text means, without answering it; null when it is not understood. */
  commandOf(text: string, { timeZone }: Asker): Command | null {
    const today = createLocalTime(timeZone).dateOf(this.#options.clock.now());
    return parseQuestion(text.slice(0, LONGEST_QUESTION), today).command;
  }

  /** The answer within so long after the activity came; rejects with what `answer` throws or "answer_timed_out". */
  ask(
    text: string,
    { viewer, since, timeZone, locale }: Asker,
    conversation: Question["conversation"],
    withinMs = ANSWER_WITHIN_MS,
  ): Promise<Answer> {
    const { answer, clock } = this.#options;
    const leftMs = withinMs - (clock.now().getTime() - since.getTime());
    const question = {
      text: text.slice(0, LONGEST_QUESTION),
      viewer,
      personId: viewer.personId,
      now: clock.now(),
      timeZone,
      locale,
      conversation,
    };
    return inTime(answer(question), { code: "answer_timed_out", withinMs: leftMs, clock });
  }

  /** Never rejects: what goes wrong is logged under the reference that the card shows. */
  async answer(text: string, asker: Asker, conversation: Question["conversation"]): Promise<Answered> {
    try {
      const answer = await this.ask(text, asker, conversation);
      const messages = messagesForAnswer(answer, asker.locale);
      const card = answerCard(answer, messages);
      const { tabLink = null } = this.#options;
      // Where others read along, the tab would show each of them their own calls.
      const isOwn = tabLink !== null && conversation?.type === "personal";
      return { answer, card: isOwn ? withTabLink(card, answer, tabLink, messages) : card };
    } catch (error) {
      const requestId = this.failed(error, "question not answered");
      return { answer: null, card: errorCard(requestId, text || null, asker.messages) };
    }
  }

  /** Counts and logs a failure; the reference under which it stands in the log. */
  failed(error: unknown, what: string): string {
    const { createRequestId, count, log } = this.#options;
    const requestId = createRequestId();
    log.error({ code: errorCode(error), requestId, error }, what);
    count("failed", 1);
    return requestId;
  }
}
