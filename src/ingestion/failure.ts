import { errorCode, ServiceError } from "../service-error.ts";
import type { Failure } from "./back-off.ts";

/**
 * What a thrown error says about the next attempt. Remedy "retry" (throttling, an overloaded or unreachable Graph or
 * store) passes by itself. Remedy "fix-configuration" (consent withdrawn, a secret that ran out) concerns every job
 * alike and ends when somebody mends it, so it does not exhaust them either. Everything else is about this call.
 */
export function failureOf(error: unknown): Failure {
  const code = errorCode(error);
  if (error instanceof ServiceError && (error.remedy === "retry" || error.remedy === "fix-configuration")) {
    return { kind: "later", code, retryAfterMs: retryAfterMsOf(error) };
  }
  return { kind: "other", code };
}

/** What Graph asked to wait, in milliseconds; null when it said nothing. */
export function retryAfterMsOf(error: unknown): number | null {
  const ms: unknown = error instanceof Error && "retryAfterMs" in error ? error.retryAfterMs : null;
  return typeof ms === "number" && Number.isFinite(ms) && ms >= 0 ? ms : null;
}
