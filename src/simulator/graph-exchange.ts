import type { JsonObject } from "./json-value.ts";

/** An app registered in the tenant. */
export type RegisteredApp = {
  clientId: string;
  clientSecret: string | null;
  /** PEM; when given, client assertions must be signed with its key. */
  certificate: string | null;
};

/** A request to Graph after its token was checked; batches are made of these too. */
export type GraphRequest = {
  method: string;
  /** Below the version: /communications/callRecords/… */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body: string;
  app: RegisteredApp;
};

export type GraphResponse = { status: number; headers?: Record<string, string>; body: JsonObject | null };

/** An answer that is an error, in Graph's shape. */
export class GraphFault extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  /** The body of an error (graph-callrecords.md §4). */
  toResponse(ids: { requestId: string; clientRequestId: string; date: string }): GraphResponse {
    const innerError = { date: ids.date, "request-id": ids.requestId, "client-request-id": ids.clientRequestId };
    const error = { code: this.code, message: this.message, innerError };
    return { status: this.status, headers: this.headers, body: { error } };
  }
}

export function badRequest(message: string, code = "BadRequest"): GraphFault {
  return new GraphFault(400, code, message);
}

export function notFound(message: string): GraphFault {
  return new GraphFault(404, "NotFound", message);
}

export function parseBody(request: GraphRequest): JsonObject {
  try {
    const parsed: unknown = JSON.parse(request.body);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed as JsonObject;
  } catch {
    // Falls through to the error that Graph gives for anything it cannot read.
  }
  throw badRequest(
    "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
  );
}
