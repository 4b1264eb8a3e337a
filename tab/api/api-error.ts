/**
 * Why a request gave no answer. `code` is the service's own; "network" when the service could not be reached, and
 * "unreadable" when what came is not the service's. `status` is 0 without an answer.
 */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly requestId: string | null;
  /** The whole answer, where a route says more than a code; null where there is none. */
  readonly body: unknown;

  constructor(code: string, status: number, requestId: string | null, body: unknown = null) {
    super(`${code} (${status})`);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.body = body;
  }

  get isNetwork(): boolean {
    return this.status === 0;
  }

  /** Whether the same request may well succeed in a moment. */
  get isPassing(): boolean {
    return this.isNetwork || this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}
