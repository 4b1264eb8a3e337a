import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { createBot, type Bot, type BotOptions } from "../../bot/bot.ts";
import type { BotOutcome } from "../../bot/bot-outcome.ts";
import type { AnswerParts, Question } from "../../bot/commands/answer-parts.ts";
import { answerQuestion } from "../../bot/commands/answer-question.ts";
import type { CallDetail } from "../../src/calls/answer.ts";
import { createLog } from "../../src/log.ts";
import type { Preference, StoredConversation } from "../../src/store/store.ts";
import { DrivenClock } from "./driven-clock.ts";
import { ALEX, SAMPLE_NOW, sampleDetails, sampleReads } from "./sample-calls.ts";

export const BOT_TENANT = "00000000-0000-4000-8000-00000000ca11";

const NOTHING_STORED = { participations: 0, sessions: 0, phoneCalls: 0, conversations: 0, looks: 0 };

export type BotResponse = { status: number; headers: http.IncomingHttpHeaders; body: string };

/**
 * The bot on loopback before the sample calls, without sign-in unless told otherwise, with a memory of what it was
 * asked, counted, logged and kept. Only Alex's id is known.
 */
export class BotServer {
  readonly clock = new DrivenClock(SAMPLE_NOW);
  readonly questions: Question[] = [];
  readonly preferences = new Map<string, Partial<Preference>>();
  readonly conversations = new Map<string, StoredConversation>();
  readonly counts = new Map<BotOutcome, number>();
  readonly log: string[] = [];
  readonly bot: Bot;
  /** What every question fails with while it is set. */
  failure: Error | null = null;
  readonly #server: http.Server;
  #silence: Promise<void> = Promise.resolve();

  constructor(over: Partial<BotOptions> = {}, details: CallDetail[] = sampleDetails()) {
    const parts = this.#answerParts(details);
    let requests = 0;
    this.bot = createBot({
      credentials: null,
      allowedTenantIds: [BOT_TENANT],
      answer: async (question) => {
        this.questions.push(question);
        await this.#silence;
        if (this.failure) throw this.failure;
        return answerQuestion(question, parts);
      },
      resolvePerson: (aadObjectId) => (aadObjectId === ALEX.id ? ALEX.id : null),
      isAdmin: () => false,
      preferences: parts.preferences,
      conversations: {
        save: async (conversation) => {
          await this.#silence;
          this.conversations.set(conversation.conversationId, conversation);
        },
        remove: (conversationId) => {
          this.conversations.delete(conversationId);
          return Promise.resolve();
        },
      },
      defaultTimeZone: "UTC",
      createRequestId: () => `request-${++requests}`,
      count: (outcome, n) => void this.counts.set(outcome, (this.counts.get(outcome) ?? 0) + n),
      clock: this.clock,
      log: createLog("debug", { write: (line) => void this.log.push(line) }),
      ...over,
    });
    this.#server = http.createServer(express().use(this.bot.router));
  }

  async start(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return this;
  }

  /** From now on nothing comes out of the store, until the function returned is called. */
  silenceStore(): () => void {
    let speak = (): void => undefined;
    this.#silence = new Promise((resolve) => (speak = resolve));
    return speak;
  }

  get port(): number {
    const address = this.#server.address() as AddressInfo;
    return address.port;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}/api/messages`;
  }

  #answerParts(details: CallDetail[]): AnswerParts {
    const notAsked = (): Promise<never> => Promise.reject(new Error("not part of the sample"));
    return {
      participations: {
        ...sampleReads(details),
        peopleByPublicAddress: () => Promise.resolve(new Map()),
      },
      people: { named: () => Promise.resolve([]), names: () => Promise.resolve(new Map()) },
      preferences: {
        of: async (personId) => {
          await this.#silence;
          return { language: null, timeZone: null, digest: false, ...this.preferences.get(personId) };
        },
        save: (personId, change) => {
          this.preferences.set(personId, { ...this.preferences.get(personId), ...change });
          return Promise.resolve();
        },
        claimDigest: () => Promise.resolve(true),
      },
      accessLog: { of: () => Promise.resolve({ looks: [], more: 0 }) },
      erasures: {
        stored: () => Promise.resolve(NOTHING_STORED),
        erase: (personId) => {
          this.preferences.delete(personId);
          for (const [id, conversation] of this.conversations)
            if (conversation.personId === personId) this.conversations.delete(id);
          return Promise.resolve({ receiptId: "receipt-1", at: SAMPLE_NOW, erased: NOTHING_STORED });
        },
      },
      rollups: { summary: notAsked },
      readStatus: notAsked,
      alerts: null,
      isAnonymous: false,
      availableLanguages: ["en", "zh-CN"],
      organizationTimeZone: "UTC",
    };
  }

  /** Sends a request as it is: fetch would not let a test lie about its host. */
  async request(
    body: string | Buffer,
    { method = "POST", headers = {} }: { method?: string; headers?: http.OutgoingHttpHeaders } = {},
  ): Promise<BotResponse> {
    const request = http.request(this.endpoint, {
      method,
      agent: false,
      headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...headers },
    });
    // A refused body may not be read to its end.
    request.on("error", () => undefined);
    request.end(body);
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    let text = "";
    for await (const chunk of response) text += String(chunk);
    return { status: response.statusCode ?? 0, headers: response.headers, body: text };
  }

  post(activity: unknown, headers?: http.OutgoingHttpHeaders): Promise<BotResponse> {
    return this.request(JSON.stringify(activity), headers ? { headers } : {});
  }

  async stop(): Promise<void> {
    await this.bot.stop();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
