import { BlockList, isIP } from "node:net";
import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import { errorCode } from "../service-error.ts";
import { failed, ok, warning, type CheckOutcome, type RunCheck } from "./check.ts";
import type { HttpAnswer, HttpExchange, TlsFinding } from "./http-exchange.ts";

/** learn.microsoft.com/graph/change-notifications-delivery-webhooks: the handshake within ten seconds. */
const ANSWER_WITHIN_MS = 10_000;
/** Later answers than this count against an endpoint, until Graph delays or discards notifications. */
const SLOW_FROM_MS = 3_000;
const CERTIFICATE_DAYS = 14;
const DAY_MS = 24 * 3_600_000;

export const WEBHOOK_PATHS = ["/api/graph/notifications", "/api/graph/lifecycle"] as const;

export type WebhookCheckParts = {
  publicUrl: string;
  http: Pick<HttpExchange, "send">;
  /** IP addresses of a host name. */
  resolve: (host: string) => Promise<string[]>;
  /** Graph is on this machine too: simulated, or a stand-in. */
  isGraphLocal: boolean;
  clock: Pick<Clock, "now">;
};

/** Both addresses as Graph validates them. A request from this machine: that others get through is not shown by it. */
export function webhookCheck(parts: WebhookCheckParts): RunCheck {
  const { publicUrl, http, isGraphLocal, clock } = parts;
  return async (signal) => {
    if (publicUrl.startsWith("http:") && !isGraphLocal) {
      return failed(
        "PUBLIC_URL is not https: Graph delivers to https only.",
        "Put a proxy with a public certificate before the service and set PUBLIC_URL to its https address.",
      );
    }
    const slow: string[] = [];
    let tls: TlsFinding | null = null;
    for (const path of WEBHOOK_PATHS) {
      const token = `Validation: Testing client application reachability, Request-Id: ${randomUUID()} +1`;
      const query = new URLSearchParams({ validationToken: token }).toString();
      let answer: HttpAnswer;
      try {
        answer = await http.send({
          method: "POST",
          url: `${publicUrl}${path}?${query}`,
          headers: { "content-type": "text/plain; charset=utf-8" },
          signal,
        });
      } catch (error) {
        return unreachable(error);
      }
      const fault = tlsFault(answer.tls) ?? answerFault(answer, token, path);
      if (fault !== null) return fault;
      if (answer.durationMs > SLOW_FROM_MS) slow.push(`${path} took ${(answer.durationMs / 1000).toFixed(1)} seconds`);
      tls = answer.tls;
    }
    return (
      (await remaining(parts, slow, tls, clock.now())) ?? ok(`${ECHO} Asked from this machine, not from Microsoft's.`)
    );
  };
}

const ECHO = "Both addresses repeat Graph's validation token as they should.";

function unreachable(error: unknown): CheckOutcome {
  const code = errorCode(error);
  const found = `Nobody answers at PUBLIC_URL (${code}).`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return failed(found, "Correct the host name in PUBLIC_URL, or register it in the public DNS.");
  }
  return failed(
    found,
    "Start the service (callwise serve), and see that the proxy at PUBLIC_URL passes requests on to HOST and PORT.",
  );
}

function tlsFault(tls: TlsFinding | null): CheckOutcome | null {
  if (tls === null) return null;
  if (tls.fault !== null) {
    const expired = tls.fault === "CERT_HAS_EXPIRED";
    return failed(
      expired
        ? `The certificate at PUBLIC_URL expired on ${tls.validTo?.toISOString().slice(0, 10) ?? "an earlier day"}.`
        : `The certificate at PUBLIC_URL is not trusted (${tls.fault}).`,
      expired
        ? "Renew the certificate: Graph delivers nothing to an expired one."
        : "Use a certificate of a public authority for the host name in PUBLIC_URL, with its intermediate certificates.",
    );
  }
  if (tls.protocol !== null && /^(SSL|TLSv1$|TLSv1\.1$)/.test(tls.protocol)) {
    return failed(`PUBLIC_URL speaks ${tls.protocol} only.`, "Turn on TLS 1.2 or newer at the proxy.");
  }
  return null;
}

function answerFault(
  { status, headers, body, durationMs }: HttpAnswer,
  token: string,
  path: string,
): CheckOutcome | null {
  if (durationMs > ANSWER_WITHIN_MS) {
    return failed(
      `${path} takes ${(durationMs / 1000).toFixed(1)} seconds to answer; Graph waits ten.`,
      "See what holds the service or its proxy up: processor, memory, a proxy that wakes it first.",
    );
  }
  const type = headers["content-type"] ?? "";
  if (status === 200 && /^text\/plain\b/i.test(type) && body === token) return null;
  const found =
    status === 200
      ? `${path} does not repeat the validation token as plain text.`
      : `${path} answers with status ${status} instead of 200.`;
  return failed(
    found,
    status >= 300 && status < 400
      ? "Set PUBLIC_URL to the address that it redirects to: Graph follows no redirect."
      : "See that PUBLIC_URL leads to this service, and that no proxy, sign-in page or firewall rule before it answers or changes the request.",
  );
}

/** What will do today. */
async function remaining(
  { publicUrl, resolve, isGraphLocal }: Pick<WebhookCheckParts, "publicUrl" | "resolve" | "isGraphLocal">,
  slow: readonly string[],
  tls: TlsFinding | null,
  now: Date,
): Promise<CheckOutcome | null> {
  if (slow.length > 0) {
    return warning(
      ECHO,
      "Graph delays notifications to an endpoint slower than three seconds: see what holds it up.",
      slow,
    );
  }
  const days = tls?.validTo ? Math.floor((tls.validTo.getTime() - now.getTime()) / DAY_MS) : null;
  if (days !== null && days < CERTIFICATE_DAYS) {
    return warning(
      `${ECHO} The certificate expires in ${days} days.`,
      "Renew it, and see why that was not done by itself.",
    );
  }
  const host = new URL(publicUrl).hostname.replace(/^\[(.+)\]$/, "$1");
  const addresses = isIP(host) > 0 ? [host] : await resolve(host).catch(() => []);
  if (!isGraphLocal && addresses.length > 0 && addresses.every(isPrivate)) {
    return warning(
      `${ECHO} But here its host has a private address, where Graph cannot come.`,
      "Unless the public DNS gives another one, make the service reachable from the internet.",
    );
  }
  return null;
}

/** RFC 1918, 6598, 3927, 4193 and loopback. */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  PRIVATE.addSubnet(network, prefix, "ipv4");
}
PRIVATE.addSubnet("fc00::", 7, "ipv6");
PRIVATE.addSubnet("fe80::", 10, "ipv6");
PRIVATE.addAddress("::1", "ipv6");

function isPrivate(address: string): boolean {
  return PRIVATE.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}
