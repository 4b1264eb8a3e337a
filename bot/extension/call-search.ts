import type { InvokeResponse, TurnContext } from "botbuilder";
import type { Answer } from "../../src/calls/answer.ts";
import { ANY_CALL } from "../../src/calls/call-filter.ts";
import type { Participation } from "../../src/calls/participation.ts";
import type { CountBotOutcome } from "../bot-outcome.ts";
import type { Answering } from "../conversation/answering.ts";
import type { Asker, Askers } from "../conversation/asker.ts";
import { CARD_TYPE } from "../conversation/reply.ts";
import type { Messages } from "../messages/catalog.ts";
import { extensionQuery } from "./extension-query.ts";
import { sharedCallCard, whoElse } from "./shared-call-card.ts";

export type CallSearchOptions = { askers: Askers; answering: Answering; count: CountBotOutcome };

/** More are not shown by Teams at once. */
const MOST_RESULTS = 25;
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
      const page = calls.slice(query.skip, query.skip + Math.min(query.count, MOST_RESULTS));
      count("searched", 1);
      if (page.length === 0 && query.skip === 0) return messageResponse(messages.conversation.extension.noCalls);
      return resultResponse(page.map((call) => resultOf(call, messages)));
    } catch (error) {
      return messageResponse(messages.conversation.extension.failed(answering.failed(error, "search not answered")));
    }
  }

  /** Newest first. */
  async #find(text: string, asker: Asker): Promise<Participation[]> {
    const answer = await this.#options.answering.ask(this.#questionOf(text, asker), asker, null);
    if (answer.intent !== "choosePerson") return callsOf(answer);
    const found = new Map<string, Participation>();
    for (const { command } of answer.choices.slice(0, MOST_CHOICES)) {
      const chosen = await this.#options.answering.ask(asker.messages.commands.phrase(command), asker, null);
      for (const call of callsOf(chosen)) found.set(call.callId, call);
    }
    return [...found.values()].sort((a, b) => b.start.getTime() - a.start.getTime());
  }

  /** What was typed may be a question about calls, a part of one ("last week"), or a name. Other questions are none. */
  #questionOf(text: string, asker: Asker): string {
    const { answering } = this.#options;
    const { commands, conversation } = asker.messages;
    const isAboutCalls = (question: string): boolean => {
      const command = answering.commandOf(question, asker);
      return command !== null && ["calls", "poorCalls", "feedback", "callsWith", "call"].includes(command.intent);
    };
    const readable = [text, conversation.extension.asQuestion(text)].find((each) => text !== "" && isAboutCalls(each));
    if (readable !== undefined) return readable;
    return commands.phrase({
      intent: text === "" ? "calls" : "callsWith",
      periodName: { kind: "lastDays", count: NAME_SEARCH_DAYS },
      filter: { ...ANY_CALL, person: text === "" ? null : text },
      view: "list",
      page: 1,
    });
  }
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
  const text = joins.facts([formats.duration(call.durationSeconds), words.quality[call.quality]]);
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
