import type { Response } from "express";
import { ServiceError } from "../service-error.ts";
import type { ErrorJson } from "./api-types.ts";
import { DetailedError } from "./detailed-error.ts";
import { ParameterFault } from "./route.ts";

/**
 * The codes that the API tells, and the status of each. A ServiceError with one of them is answered with its own
 * message; any other error is a 500 that says nothing of itself. Routers add the codes that their handlers throw.
 */
const STATUSES: Readonly<Record<string, number>> = {
  bad_request: 400,
  building_file_refused: 400,
  sign_in_required: 401,
  token_expired: 401,
  admins_only: 403,
  anonymous_mode: 403,
  not_allowed: 403,
  this_machine_only: 403,
  not_found: 404,
  call_not_found: 404,
  not_an_admin: 400,
  alert_rule_invalid: 400,
  incident_not_found: 404,
  alert_rule_unknown: 404,
  alert_rule_not_tried: 400,
  alert_rule_trial_too_large: 400,
  alert_rule_changed: 409,
  alert_channel_not_found: 404,
  help_request_over: 404,
  incident_busy: 503,
  person_not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  wrong_content_type: 415,
  too_many_requests: 429,
  sign_in_not_configured: 503,
  sign_in_unavailable: 503,
  store_busy: 503,
  store_failing: 503,
};

export type ToldError = {
  status: number;
  code: string;
  message: string;
  /** What stands beside the code in the answer. */
  details?: Readonly<Record<string, unknown>>;
};

/** An error's status and what is told of it; null for one that nobody is told of. */
export function toldError(error: unknown): ToldError | null {
  if (error instanceof ParameterFault) return { status: 400, code: "bad_request", message: faultText(error) };
  if (!(error instanceof ServiceError)) return null;
  const status = Object.hasOwn(STATUSES, error.code) ? STATUSES[error.code] : undefined;
  if (status === undefined) return null;
  const details = error instanceof DetailedError ? error.details : {};
  return { status, code: error.code, message: error.message, details };
}

/** Names the field and never its value. */
function faultText({ place, field, known, fault }: ParameterFault): string {
  const where = { path: "path", query: "query string", body: "body" }[place];
  if (field !== null) return `${field} in the ${where} is not valid: ${fault}`;
  const fields = known.length === 0 ? "It takes no fields." : `Its fields are ${known.join(", ")}.`;
  return `The ${where} ${fault === "has an unknown field" ? fault : "is not an object of the known fields"}. ${fields}`;
}

export function sendError(
  response: Response,
  { status, code, message, details = {} }: ToldError,
  requestId: string,
): void {
  response.set({ "cache-control": "no-store", "x-request-id": requestId });
  if (status === 401) response.set("www-authenticate", "Bearer");
  const body: ErrorJson = { ...details, code, message, requestId };
  response.status(status).json(body);
}
