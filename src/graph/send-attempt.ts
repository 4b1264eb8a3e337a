import type { Context, Middleware } from "@microsoft/microsoft-graph-client";
import type { Clock } from "../clock.ts";
import { abortedError, GraphError } from "./graph-error.ts";
import { planOf } from "./graph-request.ts";
import type { Transport } from "./https-transport.ts";
import { middleware } from "./middleware.ts";

/** The last of the chain: one attempt over the network, bounded in time. */
export function createAttempt(transport: Transport, clock: Clock, timeoutMs: number): Middleware {
  return middleware(async (context) => {
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
