import { createServer } from "node:https";
import type { Server } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TlsMaterial } from "./certificate.ts";

export type OriginRequest = {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: string;
};

export type OriginAnswer = { status: number; headers: Record<string, string>; body: string } | "drop connection";

const BODY_LIMIT = 4_000_000;

/** An HTTPS server that hands whole requests to one function. */
export class HttpsOrigin {
  private readonly server: Server;
  private readonly host: string;

  constructor(tls: TlsMaterial, host: string, answer: (request: OriginRequest) => Promise<OriginAnswer>) {
    this.host = host;
    this.server = createServer({ key: tls.key, cert: tls.cert, keepAlive: true }, (request, response) => {
      void serve(request, response, answer);
    });
  }

  get url(): string {
    const address = this.server.address() as AddressInfo | null;
    return `https://${this.host}:${address?.port ?? 0}`;
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, this.host, () => {
        this.server.removeListener("error", reject);
        resolve();
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  answer: (request: OriginRequest) => Promise<OriginAnswer>,
): Promise<void> {
  try {
    const given = await answer(await readRequest(incoming));
    if (given === "drop connection") {
      incoming.socket.destroy();
      return;
    }
    response.writeHead(given.status, { ...given.headers, "Content-Length": Buffer.byteLength(given.body) });
    response.end(given.body);
  } catch (error) {
    // A simulator that fails should say how: nobody's data is in it.
    if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain" });
    response.end(error instanceof Error ? (error.stack ?? error.message) : "unknown error");
  }
}

async function readRequest(incoming: IncomingMessage): Promise<OriginRequest> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > BODY_LIMIT) throw new Error("The body is too large.");
    chunks.push(bytes);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers))
    headers[name] = Array.isArray(value) ? value.join(",") : (value ?? "");
  const url = new URL(incoming.url ?? "/", `https://${incoming.headers.host ?? "localhost"}`);
  return { method: incoming.method ?? "GET", url, headers, body: Buffer.concat(chunks).toString("utf8") };
}
