import { z } from "zod";
import { ServiceError, type Remedy } from "../service-error.ts";

export type GraphErrorDetails = {
  /** HTTP status; null when no answer came. */
  status?: number | null;
  /** The code in Graph's error body, or of the sign-in service; its case differs from service to service. */
  graphCode?: string | null;
  /** Graph's own words. They may quote what was asked for: read them, never log them. */
  graphMessage?: string | null;
  /** May the same request succeed later? */
  retryable?: boolean;
  /** How long Graph asked to be left alone, in milliseconds. */
  retryAfterMs?: number | null;
  /** Graph's request-id, which Microsoft's support asks for. */
  requestId?: string | null;
  remedy?: Remedy;
  cause?: unknown;
};

/**
 * A request to Graph that did not succeed. Codes: `graph_bad_request` (400), `graph_unauthorized` (401),
 * `graph_forbidden` (403), `graph_not_found` (404), `graph_conflict` (409), `graph_throttled` (429),
 * `graph_unavailable` (5xx), `graph_unexpected_status`; without an answer: `graph_unreachable`, `graph_timeout`,
 * `graph_aborted`, `graph_sign_in_failed`; for answers that make no sense: `graph_bad_answer`, `graph_foreign_link`,
 * `graph_endless_pages`, `graph_unstable_record`.
 */
export class GraphError extends ServiceError {
  readonly status: number | null;
  readonly graphCode: string | null;
  readonly graphMessage: string | null;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;

  constructor(code: string, message: string, details: GraphErrorDetails = {}) {
    const retryable = details.retryable ?? false;
    super(code, message, { remedy: details.remedy ?? (retryable ? "retry" : "none"), cause: details.cause });
    this.status = details.status ?? null;
    this.graphCode = details.graphCode ?? null;
    this.graphMessage = details.graphMessage ?? null;
    this.retryable = retryable;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.requestId = details.requestId ?? null;
  }
}

const errorBodySchema = z.object({
  error: z.object({
    code: z.string().nullish().catch(null),
    message: z.string().nullish().catch(null),
    innerError: z.object({ "request-id": z.string().nullish() }).nullish().catch(null),
  }),
});

const BY_STATUS: ReadonlyMap<number, { code: string; remedy: Remedy }> = new Map([
  [400, { code: "graph_bad_request", remedy: "none" }],
  [401, { code: "graph_unauthorized", remedy: "fix-configuration" }],
  [403, { code: "graph_forbidden", remedy: "fix-configuration" }],
  [404, { code: "graph_not_found", remedy: "none" }],
  [409, { code: "graph_conflict", remedy: "none" }],
  [429, { code: "graph_throttled", remedy: "retry" }],
]);

/**
 * The error of an answer that is not 2xx. Reads the answer's body, which may be empty, no JSON or of an unusual shape.
 *
 * @param now the instant that a Retry-After date is compared with
 */
export async function graphErrorOfResponse(response: Response, now: Date): Promise<GraphError> {
  const { status } = response;
  const body = errorBodySchema.safeParse(await readJson(response));
  const error = body.success ? body.data.error : null;
  const isServerFault = status >= 500;
  const known = BY_STATUS.get(status) ?? {
    code: isServerFault ? "graph_unavailable" : "graph_unexpected_status",
    remedy: isServerFault ? "retry" : "none",
  };
  return new GraphError(known.code, `Microsoft Graph answered with status ${status}.`, {
    status,
    graphCode: error?.code ?? null,
    graphMessage: error?.message ?? null,
    retryable: status === 429 || status === 408 || isServerFault,
    retryAfterMs: readRetryAfterMs(response.headers.get("retry-after"), now),
    requestId: response.headers.get("request-id") ?? error?.innerError?.["request-id"] ?? null,
    remedy: known.remedy,
  });
}

/** Retry-After in milliseconds: a number of seconds, or a date. Null when absent or unreadable. */
export function readRetryAfterMs(header: string | null, now: Date): number | null {
  const value = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const at = /^[A-Z][a-z]{2}, /.test(value) ? new Date(value).getTime() : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

/** The error of a caller that lost interest. */
export function abortedError(): GraphError {
  return new GraphError("graph_aborted", "The request to Microsoft Graph was called off.", { retryable: true });
}

/** Graph, or something before it, took too long; smaller questions may be answered. */
export function isTimeout(error: GraphError): boolean {
  return error.status === 504 || error.code === "graph_timeout";
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return JSON.parse(await response.text());
  } catch {
    return null;
  }
}
