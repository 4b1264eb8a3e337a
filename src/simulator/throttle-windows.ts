import { GraphFault } from "./graph-exchange.ts";

export type ThrottleLimit = { requests: number; seconds: number };
export type ThrottleLimits = Readonly<
  Record<
    | "global"
    | "callRecordsAppTenant"
    | "oneCallRecord"
    | "listCallRecords"
    | "callLogsAppTenant"
    | "callLogsCollection"
    | "subscriptionChanges"
    | "subscriptionReauthorize"
    | "subscriptionGet"
    | "subscriptionList",
    ThrottleLimit
  >
>;

/**
 * Microsoft Graph service-specific throttling limits (learn.microsoft.com/graph/throttling-limits, 2026-02-06). The
 * limits per app over all tenants and per tenant over all apps are above these and cannot be met with one tenant.
 */
export const DOCUMENTED_LIMITS: ThrottleLimits = {
  global: { requests: 130_000, seconds: 10 },
  callRecordsAppTenant: { requests: 1500, seconds: 20 },
  oneCallRecord: { requests: 40, seconds: 20 },
  listCallRecords: { requests: 40, seconds: 20 },
  callLogsAppTenant: { requests: 200, seconds: 60 },
  callLogsCollection: { requests: 50, seconds: 60 },
  subscriptionChanges: { requests: 500, seconds: 20 },
  subscriptionReauthorize: { requests: 1000, seconds: 20 },
  subscriptionGet: { requests: 500, seconds: 20 },
  subscriptionList: { requests: 25, seconds: 20 },
};

/** Sliding windows of request times. Requests that are refused count too, as Graph's do. */
export class ThrottleWindows {
  private readonly limits: ThrottleLimits;
  private readonly windows = new Map<string, number[]>();
  private lastSweep = 0;
  /** How many requests were refused, by limit. */
  readonly refused: Record<string, number> = {};
  /** The most requests that one window has seen, by limit. */
  readonly busiest: Record<string, number> = {};

  constructor(limits: ThrottleLimits) {
    this.limits = limits;
  }

  /** Counts a request against every limit it falls under, and throws 429 when one is exceeded. */
  admit(names: readonly (readonly [keyof ThrottleLimits, string])[], now: number): void {
    this.sweep(now);
    let waitMs = 0;
    for (const [name, key] of names) {
      const limit = this.limits[name];
      const times = this.timesOf(`${name}/${key}`, now - limit.seconds * 1000);
      times.push(now);
      this.busiest[name] = Math.max(this.busiest[name] ?? 0, times.length);
      if (times.length <= limit.requests) continue;
      this.refused[name] = (this.refused[name] ?? 0) + 1;
      const blocking = times[times.length - limit.requests] ?? now;
      waitMs = Math.max(waitMs, blocking + limit.seconds * 1000 - now);
    }
    if (waitMs > 0) throw tooManyRequests(Math.max(1, Math.ceil(waitMs / 1000)));
  }

  /** How many requests the window that ends now has seen, of a limit; of one by record, the most of any record. */
  present(name: keyof ThrottleLimits, now: number): number {
    const after = now - this.limits[name].seconds * 1000;
    let most = 0;
    for (const [key, times] of this.windows) {
      if (key.startsWith(`${name}/`)) most = Math.max(most, times.filter((time) => time > after).length);
    }
    return most;
  }

  private timesOf(key: string, after: number): number[] {
    const times = this.windows.get(key) ?? [];
    let gone = 0;
    while (gone < times.length && (times[gone] ?? 0) <= after) gone += 1;
    if (gone > 0) times.splice(0, gone);
    this.windows.set(key, times);
    return times;
  }

  /** Windows of single call records that nobody asks for any more are forgotten. */
  private sweep(now: number): void {
    if (now - this.lastSweep < 60_000) return;
    this.lastSweep = now;
    for (const [key, times] of this.windows)
      if ((times[times.length - 1] ?? 0) < now - 60_000) this.windows.delete(key);
  }
}

export function tooManyRequests(retryAfterSeconds: number | null): GraphFault {
  const headers: Record<string, string> =
    retryAfterSeconds === null ? {} : { "Retry-After": String(retryAfterSeconds) };
  return new GraphFault(429, "TooManyRequests", "Too many requests. Please retry later.", headers);
}
