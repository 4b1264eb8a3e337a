import {
  AuthenticationHandler,
  Client,
  GraphClientError,
  ResponseType,
  type Context,
  type Middleware,
} from "@microsoft/microsoft-graph-client";
import type { TokenCredential } from "@azure/identity";
import type { Clock } from "../clock.ts";
import { createAccessTokenSource } from "./access-token.ts";
import { abortedError, GraphError } from "./graph-error.ts";
import { limitsOfRequest } from "./graph-limits.ts";
import { planOf, RequestPlan } from "./graph-request.ts";
import type { Transport } from "./https-transport.ts";
import { middleware } from "./middleware.ts";
import { createRateLimiter, type RateLimiter, type RequestPriority } from "./rate-limit.ts";
import { createRetry } from "./retry.ts";

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
  clock: Clock;
  /** A number from 0 up to, not including, 1. */
  random: () => number;
  limiter?: RateLimiter;
  /** For one attempt, from its turn to the end of the answer. */
  timeoutMs?: number;
  maxAttempts?: number;
  maxTotalWaitMs?: number;
};

const VERSION = "v1.0";
const DEFAULT_TIMEOUT_MS = 60_000;

/** A client for Microsoft Graph v1.0, signed in as an app. */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { clock, random, transport, maxAttempts, maxTotalWaitMs } = options;
  const root = graphBase(options.graphRoot);
  const versionPath = `${root.pathname.replace(/\/$/, "")}/${VERSION}/`;
  const limiter = options.limiter ?? createRateLimiter({ clock });
  const tokens = createAccessTokenSource(options.createCredential, `${root.origin}/.default`, clock);
  const client = Client.initWithMiddleware({
    baseUrl: root.href,
    defaultVersion: VERSION,
    customHosts: new Set([root.hostname]),
    middleware: [
      carriedErrors(),
      createRetry({
        clock,
        random,
        limiter,
        tokens,
        ...(maxAttempts === undefined ? {} : { maxAttempts }),
        ...(maxTotalWaitMs === undefined ? {} : { maxTotalWaitMs }),
      }),
      new AuthenticationHandler({ getAccessToken: () => tokens.getAccessToken() }),
      rateLimited(limiter),
      sending(transport, clock, options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    ],
  });

  return {
    async send({ method, path, headers = {}, body, priority = "live", signal, returnTimeouts = false }) {
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

function rateLimited(limiter: RateLimiter): Middleware {
  return middleware(async (context, next) => {
    const { limits, priority, signal } = planOf(context);
    const release = await limiter.acquire(limits, priority, signal);
    try {
      await next();
    } finally {
      release();
    }
  });
}

/** The last of the chain: one attempt over the network, bounded in time. */
function sending(transport: Transport, clock: Clock, timeoutMs: number): Middleware {
  return middleware(async (context: Context) => {
    const plan = planOf(context);
    const attempt = new AbortController();
    const callOff = (): void => attempt.abort();
    plan.signal?.addEventListener("abort", callOff, { once: true });
    const answered = new AbortController();
    let isTimedOut = false;
    void clock.sleep(timeoutMs, answered.signal).then(() => {
      if (answered.signal.aborted) return;
      isTimedOut = true;
      attempt.abort();
    });
    try {
      context.response = await transport({
        url: plan.link ?? urlOf(context.request),
        method: plan.method,
        headers: Object.fromEntries(new Headers(context.options?.headers)),
        body: bodyOf(context),
        signal: attempt.signal,
      });
    } catch (error) {
      if (plan.signal?.aborted) throw abortedError();
      throw isTimedOut
        ? new GraphError("graph_timeout", "Microsoft Graph did not answer in time.", { retryable: true, cause: error })
        : new GraphError("graph_unreachable", "Microsoft Graph cannot be reached.", { retryable: true, cause: error });
    } finally {
      answered.abort();
      plan.signal?.removeEventListener("abort", callOff);
    }
  });
}

function urlOf(request: unknown): string {
  if (typeof request !== "string") throw new TypeError("The Graph client made a request without an address.");
  // Spaces of a $filter become %20.
  return new URL(request).href;
}

function bodyOf({ options }: Context): string | null {
  const body: unknown = options?.body;
  return typeof body === "string" ? body : null;
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
