import { request as httpRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect as tcpConnect, isIP } from "node:net";
import { connect as tlsConnect, TLSSocket } from "node:tls";
import type { Clock } from "../clock.ts";

export type TlsFinding = {
  /** Why the certificate is not trusted, such as "CERT_HAS_EXPIRED"; null when it is. */
  fault: string | null;
  validTo: Date | null;
  /** "TLSv1.3" */
  protocol: string | null;
};

export type HttpAnswer = {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
  durationMs: number;
  /** Null over plain http. */
  tls: TlsFinding | null;
};

export type HttpExchange = {
  /** One request without anything secret, also to a server whose certificate is bad; follows no redirect. */
  send(request: {
    method: "GET" | "POST";
    url: string;
    headers?: Record<string, string>;
    body?: string;
    signal: AbortSignal;
  }): Promise<HttpAnswer>;
  /** Connects and sends nothing; null over plain http. */
  connect(url: string, signal: AbortSignal): Promise<TlsFinding | null>;
};

const BODY_LIMIT = 100_000;

/**
 * Rejects with the system's own errors ("ECONNREFUSED", "ENOTFOUND").
 *
 * @param ca PEM of whom to trust beside the usual authorities: the simulated tenant's own
 */
export function createHttpExchange(clock: Pick<Clock, "now">, ca: string | null): HttpExchange {
  const trust = { rejectUnauthorized: false, ...(ca !== null && { ca }) };
  return {
    send({ method, url, headers = {}, body = "", signal }) {
      const from = clock.now().getTime();
      return new Promise((resolve, reject) => {
        const length = { "content-length": String(Buffer.byteLength(body)) };
        const options = { method, agent: false, signal, headers: { ...length, ...headers } };
        const receive = (incoming: IncomingMessage): void => {
          const tls = incoming.socket instanceof TLSSocket ? tlsFinding(incoming.socket) : null;
          readBody(incoming).then((text) => {
            const durationMs = clock.now().getTime() - from;
            resolve({ status: incoming.statusCode ?? 0, headers: headersOf(incoming), body: text, durationMs, tls });
          }, reject);
        };
        const asked = url.startsWith("http:")
          ? httpRequest(url, options, receive)
          : httpsRequest(url, { ...options, ...trust }, receive);
        asked.on("error", reject);
        asked.end(body);
      });
    },
    connect(url, signal) {
      const { protocol, hostname, port } = new URL(url);
      const host = hostname.replace(/^\[(.+)\]$/, "$1");
      return new Promise((resolve, reject) => {
        const socket =
          protocol === "http:"
            ? tcpConnect({ host, port: Number(port || 80) }, () => finish(null))
            : tlsConnect(
                { host, port: Number(port || 443), ...(isIP(host) === 0 && { servername: host }), ...trust },
                () => finish(tlsFinding(socket as TLSSocket)),
              );
        const finish = (finding: TlsFinding | null): void => {
          socket.destroy();
          resolve(finding);
        };
        socket.on("error", reject);
        signal.addEventListener("abort", () => socket.destroy(new Error("called off")), { once: true });
      });
    },
  };
}

function tlsFinding(socket: TLSSocket): TlsFinding {
  const validTo = new Date(socket.getPeerCertificate().valid_to);
  // Node's types have an Error here; it is a code.
  const fault: unknown = socket.authorizationError;
  return {
    fault: socket.authorized ? null : typeof fault === "string" ? fault : "UNTRUSTED",
    validTo: Number.isNaN(validTo.getTime()) ? null : validTo,
    protocol: socket.getProtocol(),
  };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    if (!(chunk instanceof Buffer)) continue;
    length += chunk.length;
    if (length > BODY_LIMIT) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
