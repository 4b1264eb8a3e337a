import express, { type NextFunction, type Request, type Response, type Router } from "express";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { errorCode } from "../service-error.ts";
import type { NotifiedCall } from "../store/store.ts";
import { presentTraceparent } from "../telemetry/span.ts";
import { checkNotification, type CheckedNotification, type DropReason } from "./check-notification.ts";
import type { EnqueueBatcher } from "./enqueue-batcher.ts";
import type { KnownSubscriptions, SubscriptionCheck } from "./known-subscriptions.ts";
import { notificationItems, readNotificationItem } from "./notification.ts";
import { createTimeLimit } from "./time-limit.ts";
import { answerHandshake } from "./validation-handshake.ts";

/** What is counted: requests by how they were answered, items by what became of them. */
export type WebhookOutcome =
  | "request_handshake"
  | "request_rejected_handshake"
  | "request_accepted"
  | "request_unavailable"
  | "request_malformed"
  | "request_too_large"
  | "request_wrong_content_type"
  | "request_method_not_allowed"
  | "item_enqueued"
  | "item_lifecycle"
  | "item_validation"
  | `item_dropped_${DropReason}`;

export type ReceivedLifecycleNotification = { lifecycleEvent: string; subscriptionId: string; at: Date };

export type WebhookOptions = {
  tenantId: string;
  known: Pick<KnownSubscriptions, "prepare" | "check">;
  /** Resolves when the items are stored: the promise made by the 202. */
  enqueue: EnqueueBatcher["add"];
  onEnqueued?: () => void;
  /** Takes the need down and returns at once; it must survive a crash by the receiver's own periodic check. */
  onLifecycle: (notification: ReceivedLifecycleNotification) => void;
  count: (outcome: WebhookOutcome, n: number) => void;
  /** Called with the milliseconds that each answer took. */
  onAnswered?: (ms: number) => void;
  clock: Clock;
  log: Log;
  /** Largest body in bytes. A notification takes about 600, so the default fits some 7,000 in one batch. */
  bodyLimit?: number;
  /** Graph calls an endpoint slow from 3 s on, and then delays or discards: a slow store is a 503 before that. */
  answerWithinMs?: number;
};

const RETRY_AFTER_SECONDS = 5;

/** More items than real ones fit into the largest body: checking millions of tiny ones would hold up everything else. */
const MAX_ITEMS = 20_000;

/**
 * Where Graph delivers: POST /notifications and POST /lifecycle, alike but for their names, since an item is told apart
 * by its shape. A request is answered when its good items are stored, and holds no other work.
 *
 * Graph repeats whatever is not answered with a 2xx, for up to four hours, so the answer decides:
 * - 202 when every good item is stored. Items that fail a check are dropped and counted under it: a retry would bring
 *   the same item again, and tell a stranger what was wrong with it.
 * - 503 with Retry-After when the store fails, is slow, or too much waits already: the retry is wanted.
 * - 400, 413, 415 for what Graph never sends. If a proxy on the way damaged a real notification, or a batch outgrew the
 *   limit, the retry gives time to mend that, where a 2xx would lose the batch silently.
 * - 405 for anything but POST.
 *
 * Nothing is thrown and no body is logged. Source: learn.microsoft.com/graph/change-notifications-delivery-webhooks.
 */
export function createWebhookRouter(options: WebhookOptions): Router {
  const { count, log, clock, bodyLimit = 4 * 1024 * 1024, answerWithinMs = 2_500 } = options;
  const inTime = createTimeLimit(answerWithinMs, clock, () => new StoreTooSlow());

  function refuse(response: Response, status: number, outcome: WebhookOutcome): void {
    count(outcome, 1);
    response.status(status).end();
  }

  function beforeBody(request: Request, response: Response, next: NextFunction): void {
    const handshake = answerHandshake(request, response);
    if (handshake) return count(`request_${handshake}`, 1);
    if (Number(request.get("content-length") ?? 0) > bodyLimit) {
      // Answered without reading what follows, so the connection cannot be used again.
      response.set("Connection", "close");
      return refuse(response, 413, "request_too_large");
    }
    next();
  }

  async function receive(request: Request, response: Response): Promise<void> {
    if (request.body === undefined) {
      response.set("Connection", "close");
      return refuse(response, 415, "request_wrong_content_type");
    }
    const items = notificationItems(request.body);
    if (!items) return refuse(response, 400, "request_malformed");
    if (items.length > MAX_ITEMS) return refuse(response, 413, "request_too_large");
    try {
      // What is late may still be stored; Graph's repeat then changes nothing.
      await inTime(take(items, options));
    } catch (error) {
      log.warn({ code: errorCode(error), items: items.length }, "notifications not stored, Graph will repeat them");
      response.set("Retry-After", String(RETRY_AFTER_SECONDS));
      return refuse(response, 503, "request_unavailable");
    }
    count("request_accepted", 1);
    response.status(202).end();
  }

  /** Errors of the body parser: oversize in chunks, an unknown encoding, broken JSON, a connection cut short. */
  function refuseBody(error: unknown, _request: Request, response: Response, next: NextFunction): void {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    if (status === 413) refuse(response, 413, "request_too_large");
    else if (status === 415) refuse(response, 415, "request_wrong_content_type");
    else if (status !== null && status < 500) refuse(response, 400, "request_malformed");
    else {
      log.error({ error }, "notification request failed");
      response.set("Retry-After", String(RETRY_AFTER_SECONDS));
      refuse(response, 503, "request_unavailable");
    }
  }

  function measure(_request: Request, response: Response, next: NextFunction): void {
    const from = clock.now().getTime();
    response.once("close", () => options.onAnswered?.(clock.now().getTime() - from));
    next();
  }

  // No inflation: Graph does not compress, and a small body could become a large one.
  const parseBody = express.json({ limit: bodyLimit, inflate: false, type: "application/json" });
  const router = express.Router({ caseSensitive: false });
  for (const path of ["/notifications", "/lifecycle"]) {
    router.post(path, measure, beforeBody, parseBody, receive);
    router.all(path, (_request, response) => {
      response.set("Allow", "POST");
      refuse(response, 405, "request_method_not_allowed");
    });
  }
  router.use(refuseBody);
  return router;
}

class StoreTooSlow extends Error {
  readonly code = "enqueue_too_slow";
}

async function take(values: readonly unknown[], options: WebhookOptions): Promise<void> {
  const { tenantId, known, clock, count } = options;
  const at = clock.now();
  const traceparent = presentTraceparent();
  const items = values.map(readNotificationItem);
  await known.prepare(new Set(items.flatMap((item) => ("subscriptionId" in item ? [item.subscriptionId] : []))));
  const asKnown = rememberLast(known);

  const calls: NotifiedCall[] = [];
  const tally = new Map<WebhookOutcome, number>();
  for (const item of items) {
    const checked = checkNotification(item, tenantId, asKnown);
    if (checked.kind === "call") calls.push({ callId: checked.callId, at, traceparent });
    if (checked.kind === "lifecycle") {
      options.onLifecycle({ lifecycleEvent: checked.lifecycleEvent, subscriptionId: checked.subscriptionId, at });
    }
    const outcome = outcomeOf(checked);
    if (outcome) tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
  }
  if (calls.length > 0) {
    await options.enqueue(calls);
    tally.set("item_enqueued", calls.length);
    options.onEnqueued?.();
  }
  for (const [outcome, n] of tally) count(outcome, n);
}

/** All items of a request are of one subscription as a rule: the same is not compared fifty times. */
function rememberLast(known: Pick<KnownSubscriptions, "check">): Pick<KnownSubscriptions, "check"> {
  let last: { id: string; state: string | undefined; result: SubscriptionCheck } | null = null;
  return {
    check(id, state) {
      if (last === null || last.id !== id || last.state !== state) last = { id, state, result: known.check(id, state) };
      return last.result;
    },
  };
}

/** Null for calls, which are counted once they are stored. */
function outcomeOf(checked: CheckedNotification): WebhookOutcome | null {
  switch (checked.kind) {
    case "call":
      return null;
    case "lifecycle":
      return "item_lifecycle";
    case "validation":
      return "item_validation";
    case "dropped":
      return `item_dropped_${checked.reason}`;
  }
}

function statusOf(error: unknown): number | null {
  return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : null;
}
