import { errorCode, ServiceError } from "../service-error.ts";
import type { Failure } from "./back-off.ts";

/**
 * What a thrown error says about the next attempt: an error whose remedy is "retry" (throttling, an overloaded or
 * unreachable Graph or store) passes by itself; every other one may need somebody.
 */
export function failureOf(error: unknown): Failure {
  const code = errorCode(error);
  if (error instanceof ServiceError && error.remedy === "retry") {
    return { kind: "later", code, retryAfterMs: retryAfterMsOf(error) };
  }
  return { kind: "other", code };
}

/** What Graph asked to wait, in milliseconds; null when it said nothing. */
export function retryAfterMsOf(error: unknown): number | null {
  const ms: unknown = error instanceof Error && "retryAfterMs" in error ? error.retryAfterMs : null;
  return typeof ms === "number" && Number.isFinite(ms) && ms >= 0 ? ms : null;
}
