import { randomUUID } from "node:crypto";
import type { Request, RequestHandler } from "express";
import type { Clock } from "../clock.ts";
import { presentLogFields, withLogFields } from "../telemetry/log-fields.ts";
import { openSpan } from "../telemetry/span.ts";

export type WatchRequestsOptions = {
  observe: (request: { method: string; route: string; status: number; seconds: number }) => void;
  clock: Pick<Clock, "now">;
};

/** What a proxy on the way may have named the request; any other text is a stranger's and not taken into the log. */
const WELL_FORMED = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * Gives every request an id, that of `x-request-id` if it is a well-formed one: it stands in the answer's header and
 * body, and in every line that is logged meanwhile. Measures the request, and begins its trace.
 */
export function watchRequests({ observe, clock }: WatchRequestsOptions): RequestHandler {
  return (request, response, next) => {
    const given = request.get("x-request-id") ?? "";
    const requestId = WELL_FORMED.test(given) ? given.toLowerCase() : randomUUID();
    const method = METHODS.includes(request.method) ? request.method : "other";
    const from = clock.now().getTime();
    const span = openSpan(method, { kind: "server", attributes: { "http.request.method": method } });
    response.set("x-request-id", requestId);
    response.once("close", () => {
      const route = routeOf(request);
      // Who hangs up before the answer began has not been given its status.
      const status = response.headersSent ? response.statusCode : 499;
      observe({ method, route, status, seconds: (clock.now().getTime() - from) / 1000 });
      span.rename(`${method} ${route}`);
      span.set({ "http.route": route, "http.response.status_code": status });
      span.end(status >= 500 ? String(status) : undefined);
    });
    withLogFields({ requestId }, () => span.within(next));
  };
}

/** The id of the request that is answered now; a new one where nobody watches the requests. */
export function presentRequestId(): string {
  return presentLogFields().requestId ?? randomUUID();
}

/** Its template, never its path, which may name people; "other" for what no route answers, such as the tab's files. */
function routeOf(request: Request): string {
  const route: unknown = request.route;
  if (typeof route !== "object" || route === null || !("path" in route) || typeof route.path !== "string") {
    return "other";
  }
  return request.baseUrl + route.path;
}
