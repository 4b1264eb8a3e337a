import type { Context, Middleware } from "@microsoft/microsoft-graph-client";
import type { Clock } from "../clock.ts";
import type { AccessTokenSource } from "./access-token.ts";
import { abortedError, GraphError, graphErrorOfResponse, isTimeout } from "./graph-error.ts";
import { planOf, responseOf } from "./graph-request.ts";
import { middleware } from "./middleware.ts";
import type { RateLimiter } from "./rate-limit.ts";

export type RetryOptions = {
  clock: Clock;
  /** A number from 0 up to, not including, 1. */
  random: () => number;
  limiter: Pick<RateLimiter, "pause">;
  tokens: Pick<AccessTokenSource, "discard">;
  maxAttempts?: number;
};

const BASE_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;
/** All waits of one request together; a longer wait is the queue's business. */
const MAX_TOTAL_WAIT_MS = 120_000;

/**
 * Sends a request again when that may help: after 429, 408, 5xx and requests without an answer. Waits as long as
 * Retry-After says, else between nothing and a bound that doubles (full jitter). After 429 every other request under
 * the same limit waits too. A refused token is replaced once. All else, and a wait longer than the request's budget, is
 * thrown as a GraphError.
 */
export function createRetry(options: RetryOptions): Middleware {
  const { clock, random, limiter, tokens, maxAttempts = 5 } = options;
  return middleware(async (context, next) => {
    const plan = planOf(context);
    let waitedMs = 0;
    let isTokenRenewed = false;
    for (let attempt = 1; ; attempt++) {
      const error = await attemptRequest(context, next, clock);
      if (error === null) return;
      if (error.status === 401 && !isTokenRenewed) {
        isTokenRenewed = true;
        tokens.discard(bearerToken(context));
        attempt--;
        continue;
      }
      const delayMs = error.retryAfterMs ?? random() * Math.min(LONGEST_DELAY_MS, BASE_DELAY_MS * 2 ** (attempt - 1));
      if (error.status === 429) limiter.pause(plan.limits, delayMs);
      if (plan.returnTimeouts && isTimeout(error)) throw error;
      if (!error.retryable || attempt >= maxAttempts || waitedMs + delayMs > MAX_TOTAL_WAIT_MS) throw error;
      if (plan.signal?.aborted) throw abortedError();
      await clock.sleep(delayMs, plan.signal);
      waitedMs += delayMs;
      if (plan.signal?.aborted) throw abortedError();
    }
  });
}

/** Null when the answer is a good one. */
async function attemptRequest(context: Context, next: () => Promise<void>, clock: Clock): Promise<GraphError | null> {
  try {
    await next();
  } catch (error) {
    if (error instanceof GraphError && error.code !== "graph_aborted") return error;
    throw error;
  }
  const response = responseOf(context);
  return response.ok ? null : graphErrorOfResponse(response, clock.now());
}

function bearerToken(context: Context): string {
  const headers = new Headers(context.options?.headers);
  return headers.get("authorization")?.replace(/^Bearer /, "") ?? "";
}
