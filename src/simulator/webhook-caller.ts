import { request as httpRequest, Agent as HttpAgent } from "node:http";
import { request as httpsRequest, Agent as HttpsAgent } from "node:https";
import type { Clock } from "../clock.ts";

export type WebhookAnswer = {
  /** 0: no answer came. */
  status: number;
  contentType: string;
  body: string;
  durationMs: number;
};

/** How long Graph waits for an answer. */
export const ANSWER_LIMIT_MS = 10_000;

const LEAP_GRACE_MS = 250;

/** How much of an answer is read. */
const BODY_LIMIT = 100_000;

export function isLoopback(url: URL): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
}

/** Calls the endpoints of subscribers, as Graph's change tracking does. */
export class WebhookCaller {
  private readonly clock: Clock;
  private isStopped = false;
  private readonly httpAgent = new HttpAgent({ keepAlive: true, maxSockets: 16 });
  /** Certificates on the loopback interface are self-made more often than not. */
  private readonly loopbackAgent = new HttpsAgent({ keepAlive: true, maxSockets: 16, rejectUnauthorized: false });
  private readonly httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: 16 });

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Posts and waits for the answer for ten seconds of the clock, or of real time if the clock is not moved. */
  async post(url: string, contentType: string, body: string): Promise<WebhookAnswer> {
    if (this.isStopped) return { status: 0, contentType: "", body: "", durationMs: 0 };
    const abort = new AbortController();
    const started = this.clock.now().getTime();
    const guard = setTimeout(() => abort.abort(), ANSWER_LIMIT_MS);
    const waiting = new AbortController();
    // A driven clock can leap over an answer that is already on its way: it gets a moment of real time to arrive.
    const leap = this.clock.sleep(ANSWER_LIMIT_MS, waiting.signal);
    void leap.then(() => (waiting.signal.aborted ? undefined : setTimeout(() => abort.abort(), LEAP_GRACE_MS).unref()));
    const answer = await this.exchange(url, contentType, body, abort.signal);
    const hasTimedOut = abort.signal.aborted;
    clearTimeout(guard);
    waiting.abort();
    const elapsed = this.clock.now().getTime() - started;
    const durationMs = hasTimedOut ? Math.max(elapsed, ANSWER_LIMIT_MS + 1) : elapsed;
    return { ...answer, durationMs };
  }

  /** Breaks off what is under way; nothing is posted any more. */
  stop(): void {
    this.isStopped = true;
    for (const agent of [this.httpAgent, this.httpsAgent, this.loopbackAgent]) agent.destroy();
  }

  private exchange(
    url: string,
    contentType: string,
    body: string,
    signal: AbortSignal,
  ): Promise<Omit<WebhookAnswer, "durationMs">> {
    const none = { status: 0, contentType: "", body: "" };
    return new Promise((resolve) => {
      const target = new URL(url);
      const isPlain = target.protocol === "http:";
      const agent = isPlain ? this.httpAgent : isLoopback(target) ? this.loopbackAgent : this.httpsAgent;
      const headers = { "Content-Type": contentType, "Content-Length": Buffer.byteLength(body) };
      const call = (isPlain ? httpRequest : httpsRequest)(
        target,
        { method: "POST", headers, agent, signal },
        (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (chunk: string) => {
            if (text.length < BODY_LIMIT) text += chunk;
          });
          response.on("error", () => resolve(none));
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              contentType: response.headers["content-type"] ?? "",
              body: text,
            }),
          );
        },
      );
      call.on("error", () => resolve(none));
      call.end(body);
    });
  }
}
