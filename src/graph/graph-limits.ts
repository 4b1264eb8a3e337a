/** A documented limit that a request counts against. */
export type RequestLimit = {
  /** Requests with the same key share the limit. */
  key: string;
  /** Requests in any `windowMs`. */
  requests: number;
  /** `WINDOW_MS` unless told otherwise. */
  windowMs?: number;
  /** Whether requests are spread over the window when it is filled for longer. */
  isPaced?: boolean;
};

/** Graph's limits for call records and subscriptions are stated for 20 seconds. */
export const WINDOW_MS = 20_000;

/** Those for the logs of telephone calls for a minute. */
const LOG_WINDOW_MS = 60_000;

/** Every request for call records counts against it. */
export const CALL_RECORDS = { key: "callRecords", requests: 1500, isPaced: true };
const CALL_RECORD_LIST = { key: "callRecordList", requests: 40 };
const REQUESTS_PER_CALL_RECORD = 40;
const CALL_LOGS = { key: "callLogs", requests: 200, windowMs: LOG_WINDOW_MS };
const REQUESTS_PER_CALL_LOG = 50;
const SUBSCRIPTION_WRITES = { key: "subscriptionWrites", requests: 500 };
const SUBSCRIPTION_REAUTHORIZATIONS = { key: "subscriptionReauthorizations", requests: 1000 };
const SUBSCRIPTION_READS = { key: "subscriptionReads", requests: 500 };
const SUBSCRIPTION_LIST = { key: "subscriptionList", requests: 25 };

/**
 * The limits that are worked near to, and that several instances therefore share: one record is read, one log pulled and
 * one subscription kept by one instance at a time.
 */
export const SHARED_LIMITS: readonly RequestLimit[] = [CALL_RECORD_LIST, CALL_RECORDS];

/** `getPstnCalls(…)`, also with its namespace before it. */
const LOG_FUNCTION = /^(?:microsoft\.graph\.callRecords\.)?(get[A-Za-z]+)\(/i;

/** The kind of request, by the narrowest of its limits: one of a few words. */
export function operationOf(limits: readonly RequestLimit[]): string {
  return limits[0]?.key.split(":")[0] ?? "other";
}

/**
 * The limits per app and tenant that a request counts against, the narrowest first. Source: "Microsoft Graph
 * service-specific throttling limits", https://learn.microsoft.com/en-us/graph/throttling-limits (2026-02-06).
 *
 * @param path of the URL, with or without the version before it
 */
export function limitsOfRequest(method: string, path: string): RequestLimit[] {
  const parts = path.split("/").filter((part) => part !== "");
  const callRecords = parts.findIndex((part, index) => part === "callRecords" && parts[index - 1] === "communications");
  if (callRecords !== -1) {
    const callId = parts[callRecords + 1];
    if (callId === undefined) return [CALL_RECORD_LIST, CALL_RECORDS];
    const log = LOG_FUNCTION.exec(callId)?.[1];
    if (log !== undefined) {
      const key = `callLog:${log.toLowerCase()}`;
      return [{ key, requests: REQUESTS_PER_CALL_LOG, windowMs: LOG_WINDOW_MS }, CALL_LOGS];
    }
    return [{ key: `callRecord:${callId.toLowerCase()}`, requests: REQUESTS_PER_CALL_RECORD }, CALL_RECORDS];
  }
  const subscriptions = parts.indexOf("subscriptions");
  if (subscriptions === -1) return [];
  if (parts[subscriptions + 2] === "reauthorize") return [SUBSCRIPTION_REAUTHORIZATIONS];
  if (method !== "GET") return [SUBSCRIPTION_WRITES];
  return [parts[subscriptions + 1] === undefined ? SUBSCRIPTION_LIST : SUBSCRIPTION_READS];
}
