import { createHmac } from "node:crypto";
import { incidentJson, type IncidentJson } from "../answers/incident-json.ts";
import type { CardSender, CardToSend, ChannelCard, SendOutcome } from "../calls/card-delivery.ts";
import { presentHandling, type HandledIncident } from "../calls/incident-handling.ts";
import { incidentIdOf } from "../calls/incident.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { errorCode } from "../service-error.ts";
import type { People } from "../store/store.ts";
import { digestCardId, helpCardId } from "./channel-cards.ts";

export type WebhookSenderOptions = {
  /** https; http on this very machine. It may hold a password, so it is logged as little as the secret. */
  url: string;
  secret: string;
  /** Whether people are named: affected ones and those who ask for help. */
  areNamesShown: boolean;
  people: Pick<People, "names">;
  clock: Clock;
  log: Log;
  request?: typeof fetch;
};

/** What a webhook is sent. Ids of people are in none of it, names where the settings say so. */
export type WebhookBody = {
  /** Of this very news: the same for a repeat of it. */
  id: string;
  at: string;
  /** It was sent before, and nobody knows whether it arrived. */
  mayBeRepeat: boolean;
} & (
  | { type: "incident"; incident: WebhookIncident }
  | { type: "digest"; date: string; incidents: WebhookIncident[] }
  | {
      type: "helpRequest";
      helpRequest: { id: string; callStart: string; note: string | null; until: string; endedAt: string | null };
      person?: string | null;
    }
);

export type WebhookIncident = IncidentJson & {
  acknowledgedAt: string | null;
  mutedUntil: string | null;
  isAssigned: boolean;
  people?: (string | null)[];
};

const WITHIN_MS = 10_000;
/** Of what a webhook says: nobody reads it. */
const NEVER_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
/** A person affected stands by name in no longer list than this. */
const MOST_NAMES = 40;

/**
 * Tells another tool by HTTP POST, signed: `callwise-timestamp` is in seconds, `callwise-signature` is "v1=" and the
 * HMAC-SHA256 of `${timestamp}.${body}` in hexadecimal. Follows no redirect, reads no answer but its status.
 */
export function createWebhookSender(options: WebhookSenderOptions): CardSender {
  const { url, secret, clock, log, request = fetch } = options;

  async function send(cardToSend: CardToSend): Promise<SendOutcome> {
    const late = new AbortController();
    const done = new AbortController();
    void clock.sleep(WITHIN_MS, done.signal).then(() => late.abort());
    try {
      const body = JSON.stringify(await bodyOf(cardToSend, options));
      const timestamp = String(Math.floor(clock.now().getTime() / 1000));
      const response = await request(url, {
        method: "POST",
        redirect: "error",
        signal: late.signal,
        headers: {
          "content-type": "application/json",
          "user-agent": "Callwise",
          "callwise-timestamp": timestamp,
          "callwise-signature": webhookSignature(secret, timestamp, body),
        },
        body,
      });
      await response.body?.cancel();
      if (response.ok) return { kind: "sent", activityId: "webhook" };
      const seconds = Number(response.headers.get("retry-after") ?? NaN);
      return {
        kind: "refused",
        code: String(response.status),
        retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null,
      };
    } catch (error) {
      const code = causeCode(error);
      log.debug({ code }, "webhook not told");
      return NEVER_CONNECTED.has(code)
        ? { kind: "refused", code, retryAfterMs: null }
        : { kind: "unknown", code: late.signal.aborted ? "webhook_timed_out" : code };
    } finally {
      done.abort();
    }
  }

  return { post: (_conversationId, card) => send(card), update: (_conversationId, _activityId, card) => send(card) };
}

/** What stands in the header `callwise-signature`. */
export function webhookSignature(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}

async function bodyOf({ card, mayBeRepeat }: CardToSend, options: WebhookSenderOptions): Promise<WebhookBody> {
  const frame = { id: newsId(card), at: options.clock.now().toISOString(), mayBeRepeat };
  switch (card.kind) {
    case "incident":
      return { ...frame, type: "incident", incident: await toldIncident(card.incident, options) };
    case "digest": {
      const incidents = await Promise.all(card.incidents.map((incident) => toldIncident(incident, options)));
      return { ...frame, type: "digest", date: card.date, incidents };
    }
    case "helpRequest": {
      const { id, personId, callStart, note, until, endedAt } = card.request;
      const [person = null] = options.areNamesShown ? await namesOf([personId], options) : [];
      return {
        ...frame,
        type: "helpRequest",
        helpRequest: {
          id,
          callStart: callStart.toISOString(),
          // What somebody wrote may name them.
          note: options.areNamesShown ? note : null,
          until: until.toISOString(),
          endedAt: endedAt?.toISOString() ?? null,
        },
        ...(options.areNamesShown && { person }),
      };
    }
  }
}

function newsId(card: ChannelCard): string {
  switch (card.kind) {
    case "incident":
      return `${incidentIdOf(card.incident)}@${card.incident.revision}`;
    case "digest":
      return digestCardId(card.date);
    case "helpRequest":
      return `${helpCardId(card.request.id)}@${card.request.revision}`;
  }
}

async function toldIncident(incident: HandledIncident, options: WebhookSenderOptions): Promise<WebhookIncident> {
  const { acknowledged, muted, assigned } = presentHandling(incident, options.clock.now());
  const affected = incident.affected?.personIds ?? [];
  const people = options.areNamesShown ? { people: await namesOf(affected.slice(0, MOST_NAMES), options) } : {};
  return {
    ...incidentJson(incident),
    acknowledgedAt: acknowledged?.at.toISOString() ?? null,
    mutedUntil: muted?.until.toISOString() ?? null,
    isAssigned: assigned !== null,
    ...people,
  };
}

async function namesOf(ids: readonly string[], { people }: WebhookSenderOptions): Promise<(string | null)[]> {
  const names = await people.names(ids);
  return ids.map((id) => names.get(id) ?? null);
}

/** Of what fetch throws, the system's own code, which stands in its cause. */
function causeCode(error: unknown): string {
  return error instanceof Error && error.cause !== undefined ? errorCode(error.cause) : errorCode(error);
}
