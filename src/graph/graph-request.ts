import type { Context } from "@microsoft/microsoft-graph-client";
import type { RequestLimit } from "./graph-limits.ts";
import type { RequestPriority } from "./rate-limit.ts";

/** What one request to Graph needs beyond what the Graph client knows of it; travels with it through the middleware. */
export class RequestPlan {
  readonly method: string;
  readonly limits: RequestLimit[];
  readonly priority: RequestPriority;
  readonly signal: AbortSignal | undefined;
  readonly returnTimeouts: boolean;
  /** The exact address of a link that Graph gave: the client would take its query apart and put it together anew. */
  readonly link: string | undefined;

  constructor(plan: {
    method: string;
    limits: RequestLimit[];
    priority: RequestPriority;
    signal: AbortSignal | undefined;
    returnTimeouts: boolean;
    link: string | undefined;
  }) {
    this.method = plan.method;
    this.limits = plan.limits;
    this.priority = plan.priority;
    this.signal = plan.signal;
    this.returnTimeouts = plan.returnTimeouts;
    this.link = plan.link;
  }
}

/** The plan of the request that goes through the middleware. */
export function planOf(context: Context): RequestPlan {
  const plan: unknown = context.middlewareControl?.getMiddlewareOptions(RequestPlan);
  if (!(plan instanceof RequestPlan)) throw new TypeError("A request to Graph has no plan.");
  return plan;
}

/** The answer that the rest of the chain has put into the context. */
export function responseOf(context: Context): Response {
  if (context.response === undefined) throw new TypeError("The chain to Graph ended without an answer.");
  return context.response;
}
