import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";

/** Stands where another tool listens for alerts. */
export class WebhookReceiver {
  readonly received: { headers: http.IncomingHttpHeaders; body: string }[] = [];
  status = 204;
  /** Of every answer. */
  headers: Record<string, string> = {};
  /** Nothing is answered. */
  hangs = false;
  readonly #server = http.createServer((request, response) => void this.#take(request, response));

  async start(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/alerts?key=hidden`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    this.received.push({ headers: request.headers, body });
    if (!this.hangs) response.writeHead(this.status, this.headers).end("whatever");
  }
}
