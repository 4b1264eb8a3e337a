import { z } from "zod";
import type { BotOptions } from "../../bot/bot.ts";
import type { CallDetail } from "../../src/calls/answer.ts";
import { buildActivity, buildClick } from "./activity-builder.ts";
import { BotServer, type BotResponse } from "./bot-server.ts";
import { FakeConnector } from "./fake-connector.ts";
import { ADELE, ALEX } from "./sample-calls.ts";

const clickResponse = z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() });

/** Somebody else than Alex, as the sender of an activity. */
export const FROM_ADELE = { from: { id: "29:adele", aadObjectId: ADELE.id } };

/** The bot with somewhere to send its messages: what people do in a chat, Alex unless told otherwise. Knows Adele, too. */
export class BotChat {
  readonly connector = new FakeConnector();
  readonly server: BotServer;

  private constructor(over: Partial<BotOptions>, details?: CallDetail[]) {
    const known = [ALEX.id, ADELE.id];
    this.server = new BotServer({ resolvePerson: (id) => known.find((each) => each === id) ?? null, ...over }, details);
  }

  /** `details` are Alex's calls, newest first. */
  static async open(over: Partial<BotOptions> = {}, details?: CallDetail[]): Promise<BotChat> {
    const chat = new BotChat(over, details);
    await chat.connector.start();
    await chat.server.start();
    return chat;
  }

  send(over: Record<string, unknown>): Promise<BotResponse> {
    return this.server.post(buildActivity({ serviceUrl: this.connector.serviceUrl, ...over }));
  }

  say(text: string, over: Record<string, unknown> = {}): Promise<BotResponse> {
    return this.send({ text, ...over });
  }

  /** Clicks a button of a card that carries these data. */
  async click(data: unknown, over: Record<string, unknown> = {}): Promise<z.infer<typeof clickResponse>> {
    const where = { serviceUrl: this.connector.serviceUrl, replyToId: "card-1", ...over };
    return clickResponse.parse(JSON.parse((await this.server.post(buildClick({ verb: "ask", data }, where))).body));
  }

  invoke(name: string, value: unknown, over: Record<string, unknown> = {}): Promise<BotResponse> {
    return this.send({ type: "invoke", name, value, ...over });
  }

  /** How often each outcome was counted. */
  counted(outcome: Parameters<BotServer["counts"]["get"]>[0]): number {
    return this.server.counts.get(outcome) ?? 0;
  }

  async close(): Promise<void> {
    await this.server.stop();
    await this.connector.stop();
  }
}
