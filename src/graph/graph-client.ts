import { Client, GraphClientError, ResponseType, type Middleware } from "@microsoft/microsoft-graph-client";
import type { TokenCredential } from "@azure/identity";
import type { Clock } from "../clock.ts";
import { createAccessTokenSource, type AccessTokenSource } from "./access-token.ts";
import { abortedError, GraphError } from "./graph-error.ts";
import { limitsOfRequest, operationOf } from "./graph-limits.ts";
import { planOf, RequestPlan } from "./graph-request.ts";
import type { Transport } from "./https-transport.ts";
import { middleware } from "./middleware.ts";
import type { RateLimiter, RequestPriority } from "./rate-limit.ts";
import { createRetry } from "./retry.ts";
import { createAttempt, type GraphWatch } from "./send-attempt.ts";

export type GraphRequest = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path and query under the version ("/subscriptions"), or a link that Graph gave. */
  path: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  priority?: RequestPriority;
  signal?: AbortSignal | undefined;
  /** Do not send again after a timeout (504, or none of our own): the caller has another way to ask. */
  returnTimeouts?: boolean;
};

export type GraphClient = {
  /**
   * Sends one request as often as it takes and returns the parsed JSON, or null for an empty answer. Waits where
   * Graph's limits say so. Links are followed only to the place the client was made for.
   *
   * @throws GraphError with one of the codes listed there
   */
  send(request: GraphRequest): Promise<unknown>;
};

export type GraphClientOptions = {
  /** Root of Graph, with or without the version: "https://graph.microsoft.com". */
  graphRoot: string;
  /** Makes a credential with an empty cache; called again after Graph refused a token. */
  createCredential: () => TokenCredential;
  transport: Transport;
  limiter: RateLimiter;
  clock: Clock;
  /** A number from 0 up to, not including, 1. */
  random: () => number;
  /** For one attempt, from its turn to the end of the answer. */
  timeoutMs?: number;
  maxAttempts?: number;
  /** Told of every attempt; nobody is unless given. */
  watch?: GraphWatch;
};

const VERSION = "v1.0";
const DEFAULT_TIMEOUT_MS = 60_000;

/** A client for Microsoft Graph v1.0, signed in as an app. */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { clock, random, transport, limiter, maxAttempts, watch = null, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const root = graphBase(options.graphRoot);
  const versionPath = `${root.pathname.replace(/\/$/, "")}/${VERSION}/`;
  const tokens = createAccessTokenSource(options.createCredential, `${root.origin}/.default`, clock);
  const client = Client.initWithMiddleware({
    baseUrl: root.href,
    defaultVersion: VERSION,
    middleware: [
      carriedErrors(),
      createRetry({
        clock,
        random,
        limiter,
        tokens,
        ...(maxAttempts === undefined ? {} : { maxAttempts }),
      }),
      authenticated(tokens),
      rateLimited(limiter, clock, watch),
      createAttempt({ transport, clock, timeoutMs, watch }),
    ],
  });

  return {
    async send({ method, path, headers = {}, body, priority = "reading", signal, returnTimeouts = false }) {
      if (signal?.aborted) throw abortedError();
      const link = URL.canParse(path) ? sameOriginLink(path, root, versionPath) : undefined;
      const plan = new RequestPlan({
        method,
        limits: limitsOfRequest(method, link?.pathname ?? path.split("?")[0] ?? ""),
        priority,
        signal,
        returnTimeouts,
        link: link?.href,
      });
      const request = client
        .api(link === undefined ? path : link.pathname.slice(versionPath.length - 1))
        .middlewareOptions([plan])
        .responseType(ResponseType.RAW)
        .headers({ accept: "application/json", "user-agent": "callwise", ...headers });
      try {
        const response: unknown = await sendWith(request, method, body);
        return await readJson(response);
      } catch (error) {
        throw error instanceof GraphClientError && error.customError instanceof Error ? error.customError : error;
      }
    },
  };
}

type ClientRequest = ReturnType<Client["api"]>;

function sendWith(request: ClientRequest, method: GraphRequest["method"], body: unknown): Promise<unknown> {
  switch (method) {
    case "GET":
      return request.get();
    case "POST":
      return request.post(body ?? {});
    case "PATCH":
      return request.patch(body ?? {});
    case "DELETE":
      return request.delete();
  }
}

function graphBase(graphRoot: string): URL {
  return new URL(graphRoot.replace(/\/+$/, "").replace(/\/(v1\.0|beta)$/i, ""));
}

function sameOriginLink(link: string, root: URL, versionPath: string): URL {
  const url = new URL(link);
  if (url.origin !== root.origin || !url.pathname.startsWith(versionPath)) {
    throw new GraphError("graph_foreign_link", "Microsoft Graph gave a link that leads elsewhere; it is not followed.");
  }
  return url;
}

/** The Graph client turns every error into one that says less, except for its own: those carry ours past it. */
function carriedErrors(): Middleware {
  return middleware(async (_context, next) => {
    try {
      await next();
    } catch (error) {
      const carrier = new GraphClientError("A request to Microsoft Graph failed.");
      carrier.customError = error;
      throw carrier;
    }
  });
}

/** The Graph client's own handler would add the token of every further attempt to the one before. */
function authenticated(tokens: AccessTokenSource): Middleware {
  return middleware(async (context, next) => {
    const headers = new Headers(context.options?.headers);
    headers.set("authorization", `Bearer ${await tokens.getAccessToken()}`);
    context.options = { ...context.options, headers };
    await next();
  });
}

function rateLimited(limiter: RateLimiter, clock: Clock, watch: GraphWatch | null): Middleware {
  return middleware(async (context, next) => {
    const { limits, priority, signal } = planOf(context);
    const from = clock.now().getTime();
    const release = await limiter.acquire(limits, priority, signal);
    watch?.onWaited(operationOf(limits), clock.now().getTime() - from);
    try {
      await next();
    } finally {
      release();
    }
  });
}

async function readJson(response: unknown): Promise<unknown> {
  if (!(response instanceof Response)) throw new TypeError("The Graph client returned no answer.");
  const text = await response.text();
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new GraphError("graph_bad_answer", "Microsoft Graph answered with something that is not JSON.", {
      status: response.status,
      retryable: true,
    });
  }
}
