export type HealthState = "healthy" | "slow" | "drop";

const WINDOW_MS = 10 * 60_000;
const SLOW_MS = 3000;
const VERY_SLOW_MS = 10_000;
const SLOW_SHARE = 0.1;
const VERY_SLOW_SHARE = 0.15;
/** Graph does not say from how many answers on it judges an endpoint; one slow answer alone must not be enough. */
const SMALLEST_SAMPLE = 10;

type Endpoint = { answers: { at: number; ms: number }[]; slowUntil: number; dropUntil: number };

/**
 * How subscribers' endpoints answer: more than 10 % of answers slower than 3 s in ten minutes make one slow, more than
 * 15 % slower than 10 s make Graph drop its notifications for ten minutes (graph-callrecords.md §3.4).
 */
export class EndpointHealth {
  private readonly endpoints = new Map<string, Endpoint>();

  record(url: string, at: number, ms: number): void {
    const endpoint = this.endpoints.get(url) ?? { answers: [], slowUntil: 0, dropUntil: 0 };
    this.endpoints.set(url, endpoint);
    endpoint.answers = endpoint.answers.filter((answer) => answer.at > at - WINDOW_MS);
    endpoint.answers.push({ at, ms });
    const total = endpoint.answers.length;
    if (total < SMALLEST_SAMPLE) return;
    const slow = endpoint.answers.filter((answer) => answer.ms > SLOW_MS).length;
    const verySlow = endpoint.answers.filter((answer) => answer.ms > VERY_SLOW_MS).length;
    if (slow / total > SLOW_SHARE) endpoint.slowUntil = at + WINDOW_MS;
    if (verySlow / total > VERY_SLOW_SHARE) endpoint.dropUntil = at + WINDOW_MS;
  }

  stateAt(url: string, at: number): HealthState {
    const endpoint = this.endpoints.get(url);
    if (endpoint && at < endpoint.dropUntil) return "drop";
    return endpoint && at < endpoint.slowUntil ? "slow" : "healthy";
  }
}
