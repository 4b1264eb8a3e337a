import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const sentShape = z.object({
  type: z.string(),
  text: z.string().optional(),
  summary: z.string().optional(),
  attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown() })).default([]),
});

export type SentActivity = z.infer<typeof sentShape> & { path: string };

/** Stands where Teams' connector stands: takes what the bot sends, or answers with `status` instead. */
export class FakeConnector {
  readonly sent: SentActivity[] = [];
  status = 201;
  /** Of every answer, beside its content type. */
  headers: Record<string, string> = {};
  /** Nothing is answered. */
  hangs = false;
  /** Asked for, whatever was answered. */
  requests = 0;
  readonly #server = http.createServer((request, response) => void this.#take(request, response));

  async start(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return this;
  }

  get serviceUrl(): string {
    const address = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${address.port}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    this.requests += 1;
    let body = "";
    for await (const chunk of request) body += String(chunk);
    if (this.hangs) return;
    // A conversation that is made, not a message.
    if (request.url === "/v3/conversations" && this.status < 300) {
      response.writeHead(201, { "content-type": "application/json" }).end('{"id":"created-1"}');
      return;
    }
    if (this.status < 300) this.sent.push({ path: request.url ?? "", ...sentShape.parse(JSON.parse(body)) });
    response.writeHead(this.status, { "content-type": "application/json", ...this.headers }).end('{"id":"sent-1"}');
  }
}
