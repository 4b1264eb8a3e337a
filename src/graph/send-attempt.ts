import type { Context, Middleware } from "@microsoft/microsoft-graph-client";
import type { Clock } from "../clock.ts";
import { errorCode } from "../service-error.ts";
import type { GraphMetrics } from "../telemetry/graph-metrics.ts";
import { openSpan } from "../telemetry/span.ts";
import { abortedError, GraphError } from "./graph-error.ts";
import { operationOf } from "./graph-limits.ts";
import { planOf, type RequestPlan } from "./graph-request.ts";
import type { Transport } from "./https-transport.ts";
import { middleware } from "./middleware.ts";

/** Told of attempts at requests and of their waits before. */
export type GraphWatch = Pick<GraphMetrics, "onWaited" | "onAnswered">;

type AttemptOptions = { transport: Transport; clock: Clock; timeoutMs: number; watch: GraphWatch | null };

/** The last of the chain: one attempt over the network, bounded in time, measured, and a span of the trace. */
export function createAttempt(options: AttemptOptions): Middleware {
  const { clock, watch } = options;
  return middleware(async (context) => {
    const plan = planOf(context);
    const operation = operationOf(plan.limits);
    const from = clock.now().getTime();
    const span = openSpan(`graph ${operation}`, {
      kind: "client",
      attributes: { "http.request.method": plan.method },
    });
    let status: number | null = null;
    let fault: string | undefined;
    try {
      await span.within(() => send(context, plan, options));
      status = context.response?.status ?? null;
      if (status !== null) span.set({ "http.response.status_code": status });
      if (status !== null && status >= 400) fault = String(status);
    } catch (error) {
      fault = errorCode(error);
      throw error;
    } finally {
      watch?.onAnswered(operation, status, clock.now().getTime() - from);
      span.end(fault);
    }
  });
}

async function send(
  context: Context,
  plan: RequestPlan,
  { transport, clock, timeoutMs }: AttemptOptions,
): Promise<void> {
  const attempt = new AbortController();
  const callOff = (): void => attempt.abort("called off");
  plan.signal?.addEventListener("abort", callOff, { once: true });
  const answered = new AbortController();
  let isTimedOut = false;
  void clock.sleep(timeoutMs, answered.signal).then(() => {
    if (answered.signal.aborted) return;
    isTimedOut = true;
    attempt.abort("timed out");
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
    answered.abort("answered");
    plan.signal?.removeEventListener("abort", callOff);
  }
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
