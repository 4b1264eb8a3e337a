import type { InvokeResponse, TurnContext } from "botbuilder";
import type { Answer } from "../../src/calls/answer.ts";
import { ANY_CALL } from "../../src/calls/call-filter.ts";
import type { Command } from "../../src/calls/command.ts";
import type { Participation } from "../../src/calls/participation.ts";
import { presence } from "../cards/call-row.ts";
import type { CountBotOutcome } from "../bot-outcome.ts";
import type { Answering } from "../conversation/answering.ts";
import type { Asker, Askers } from "../conversation/asker.ts";
import { CARD_TYPE } from "../conversation/reply.ts";
import type { Messages } from "../messages/catalog.ts";
import { extensionQuery } from "./extension-query.ts";
import { sharedCallCard, whoElse } from "./shared-call-card.ts";

export type CallSearchOptions = { askers: Askers; answering: Answering; count: CountBotOutcome };

/**
 * Teams gives a search five seconds.
 * https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search
 */
const SEARCH_WITHIN_MS = 4_000;
/** Where a name is looked for; a search that names a time says its own. */
const NAME_SEARCH_DAYS = 90;
const MOST_CHOICES = 3;

/** The message extension: finds calls of the person who searches, and of nobody else, and makes cards to share. */
export class CallSearch {
  readonly #options: CallSearchOptions;

  constructor(options: CallSearchOptions) {
    this.#options = options;
  }

  async onQuery(context: TurnContext): Promise<InvokeResponse> {
    const { askers, answering, count } = this.#options;
    const query = extensionQuery(context.activity.value);
    if (query === null) {
      count("malformed", 1);
      return { status: 400, body: { code: "unknown_query" } };
    }
    const asker = await askers.of(context.activity);
    if (asker === null) {
      count("refused_unknown_person", 1);
      return messageResponse(askers.messagesOf(context.activity).conversation.extension.unknownPerson);
    }
    const { messages } = asker;
    try {
      const calls = await this.#find(query.text, asker);
      const page = calls.slice(query.skip, query.skip + query.count);
      count("searched", 1);
      if (page.length === 0 && query.skip === 0) return messageResponse(messages.conversation.extension.noCalls);
      return resultResponse(page.map((call) => resultOf(call, messages)));
    } catch (error) {
      return messageResponse(messages.conversation.extension.failed(answering.failed(error, "search not answered")));
    }
  }

  /** Newest first. A name that several people bear finds the calls with the first of them. */
  async #find(text: string, asker: Asker): Promise<Participation[]> {
    const question = this.#questionOf(text, asker);
    if (question === null) return [];
    const ask = (asked: string): Promise<Answer> => this.#options.answering.ask(asked, asker, null, SEARCH_WITHIN_MS);
    const answer = await ask(question);
    if (answer.intent !== "choosePerson") return callsOf(answer);
    const questions = answer.choices
      .slice(0, MOST_CHOICES)
      .map(({ command }) => asker.messages.commands.phrase(command));
    const chosen = await Promise.all(questions.map(ask));
    const found = new Map(chosen.flatMap(callsOf).map((call) => [call.callId, call]));
    return [...found.values()].sort((a, b) => b.start.getTime() - a.start.getTime());
  }

  /** What was typed may be a question about calls, a part of one ("last week"), or a name. Other questions are none. */
  #questionOf(text: string, asker: Asker): string | null {
    const { answering } = this.#options;
    const { commands, conversation } = asker.messages;
    const named = commands.phrase({
      intent: text === "" ? "calls" : "callsWith",
      periodName: { kind: "lastDays", count: NAME_SEARCH_DAYS },
      filter: { ...ANY_CALL, person: text === "" ? null : text },
      view: "list",
      page: 1,
    });
    const readings = text === "" ? [named] : [text, conversation.extension.asQuestion(text), named];
    return readings.find((reading) => isAboutCalls(answering.commandOf(reading, asker))) ?? null;
  }
}

function isAboutCalls(command: Command | null): boolean {
  return command !== null && ["calls", "poorCalls", "feedback", "callsWith", "call"].includes(command.intent);
}

function callsOf(answer: Answer): Participation[] {
  switch (answer.intent) {
    case "calls":
    case "poorCalls":
    case "feedback":
    case "callsWith":
      return answer.calls;
    case "call":
      return answer.found === null ? [] : [answer.found.participation];
    default:
      return [];
  }
}

function resultOf(call: Participation, messages: Messages): object {
  const { formats, words, joins } = messages;
  const title = joins.facts([whoElse(call, messages) ?? words.callType[call.callType], formats.dayTime(call.start)]);
  const text = joins.facts([presence(call, messages), words.quality[call.quality]]);
  return {
    contentType: CARD_TYPE,
    content: sharedCallCard(call, messages),
    preview: {
      contentType: "application/vnd.microsoft.card.thumbnail",
      content: { title: escapeHtml(title), text: escapeHtml(text) },
    },
  };
}

/** Thumbnail cards are read as HTML. */
function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function resultResponse(attachments: object[]): InvokeResponse {
  return { status: 200, body: { composeExtension: { type: "result", attachmentLayout: "list", attachments } } };
}

function messageResponse(text: string): InvokeResponse {
  return { status: 200, body: { composeExtension: { type: "message", text } } };
}
