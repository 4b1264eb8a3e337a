import { Agent, request as httpsRequest } from "node:https";
import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip as gunzipWithCallback } from "node:zlib";

export type TransportRequest = {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | null;
  signal: AbortSignal;
};

/** Sends one request and reads the whole answer, whose text or JSON may be asked for; rejects when none comes. */
export type Transport = (request: TransportRequest) => Promise<Response>;

/** Enough for 75 requests a second of most of a second each; more would only queue at Graph. */
const MAX_CONNECTIONS = 64;
/** A page of 60 sessions is a few megabytes at most. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

const UTF_8 = new TextDecoder();

const gunzip = promisify(gunzipWithCallback);

/**
 * A transport over kept-alive connections. Node's own fetch would take neither a certificate to trust nor a bound on
 * its connections without another package, hence node:https.
 *
 * @param caCertificate PEM; when given, only servers that present a certificate signed by it are trusted
 */
export function createHttpsTransport(caCertificate?: string): { send: Transport; close(): void } {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: MAX_CONNECTIONS,
    scheduling: "lifo",
    ...(caCertificate === undefined ? {} : { ca: caCertificate }),
  });
  return {
    send: (request) => sendOverHttps(agent, request),
    close: () => agent.destroy(),
  };
}

function sendOverHttps(agent: Agent, { url, method, headers, body, signal }: TransportRequest): Promise<Response> {
  return new Promise((resolve, reject) => {
    const outgoing = httpsRequest(
      url,
      { agent, method, signal, headers: { ...headers, "accept-encoding": "gzip" } },
      (incoming) => {
        readResponse(incoming).then(resolve, (error: unknown) => {
          incoming.destroy();
          reject(error instanceof Error ? error : new Error("The answer could not be read."));
        });
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body ?? undefined);
  });
}

/** An answer whose text is here already: Node's own would read it through a stream once more. */
class HeldResponse extends Response {
  override readonly text: () => Promise<string>;
  override readonly json: () => Promise<unknown>;

  constructor(text: string, init: ResponseInit) {
    super(null, init);
    this.text = () => Promise.resolve(text);
    this.json = () => Promise.resolve(text).then(JSON.parse);
  }
}

async function readResponse(incoming: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    if (!(chunk instanceof Buffer)) continue;
    size += chunk.length;
    if (size > LARGEST_ANSWER) throw new Error("The answer is larger than any that Graph gives.");
    chunks.push(chunk);
  }
  const status = incoming.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const bytes = Buffer.concat(chunks);
  const isZipped = headers.get("content-encoding")?.toLowerCase() === "gzip" && bytes.length > 0;
  const body = isZipped ? await gunzip(bytes, { maxOutputLength: LARGEST_ANSWER }) : bytes;
  return new HeldResponse(UTF_8.decode(body), { status, headers });
}
