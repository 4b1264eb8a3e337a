import type { Clock } from "../clock.ts";
import { EndpointHealth } from "./endpoint-health.ts";
import type { JsonObject } from "./json-value.ts";
import type { Random } from "./random.ts";
import type { WebhookCaller } from "./webhook-caller.ts";
import { HOUR_MS } from "./zoned-day.ts";

export type NotificationItem = {
  subscriptionId: string;
  url: string;
  kind: "change" | "lifecycle";
  /** Written at delivery, so that it carries the expiry of that moment. */
  body: () => JsonObject;
};

type Delivery = {
  items: NotificationItem[];
  url: string;
  due: number;
  attempts: number;
  firstDue: number;
  wasDelayed: boolean;
};

/** Graph's reaction to a subscription at the moment of delivery. */
export type SubscriptionState = "active" | "paused" | "gone";

/** Items for one URL that come due within this time share a batch. */
const BATCH_WINDOW_MS = 60_000;
const LONGEST_BATCH = 40;
/** What was not accepted for so long after it was first due is lost (graph-callrecords.md §3.4). */
const RETRY_LIMIT_MS = 4 * HOUR_MS;
const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 30 * 60_000;
const CONCURRENT_POSTS = 4;
const SLOW_DELAY_MS = 10 * 60_000;

export type DeliveryCounts = { delivered: number; retried: number; lost: number; dropped: number; posts: number };

/** What is to be delivered and when: batches, retries with exponential back-off, slow and dropping endpoints. */
export class NotificationQueue {
  readonly counts: DeliveryCounts = { delivered: 0, retried: 0, lost: 0, dropped: 0, posts: 0 };
  private readonly clock: Clock;
  private readonly caller: WebhookCaller;
  private readonly random: Random;
  private readonly stateOf: (subscriptionId: string) => SubscriptionState;
  private readonly health = new EndpointHealth();
  private pending: Delivery[] = [];
  private paused: { item: NotificationItem; due: number }[] = [];

  constructor(
    clock: Clock,
    caller: WebhookCaller,
    random: Random,
    stateOf: (subscriptionId: string) => SubscriptionState,
  ) {
    this.clock = clock;
    this.caller = caller;
    this.random = random;
    this.stateOf = stateOf;
  }

  get length(): number {
    return this.pending.length + this.paused.length;
  }

  add(item: NotificationItem, due: number): void {
    this.pending.push({ items: [item], url: item.url, due, attempts: 0, firstDue: due, wasDelayed: false });
  }

  nextDueAt(): number {
    return this.pending.reduce((earliest, { due }) => Math.min(earliest, due), Infinity);
  }

  /** Delivery of a subscription flows again; what waited for more than four hours is dropped. */
  resume(subscriptionId: string, now: number): void {
    const waiting = this.paused.filter(({ item }) => item.subscriptionId === subscriptionId);
    this.paused = this.paused.filter(({ item }) => item.subscriptionId !== subscriptionId);
    for (const { item, due } of waiting) {
      if (now - due > RETRY_LIMIT_MS) this.counts.dropped += 1;
      else this.add(item, now);
    }
  }

  /** Delivers everything that is due up to `through`. */
  async deliver(through: number): Promise<void> {
    const due = this.pending.filter((delivery) => delivery.due <= through).sort((left, right) => left.due - right.due);
    if (due.length === 0) return;
    this.pending = this.pending.filter((delivery) => delivery.due > through);
    const batches = this.batch(due.flatMap((delivery) => this.screen(delivery)));
    while (batches.length > 0) {
      await Promise.all(batches.splice(0, CONCURRENT_POSTS).map((delivery) => this.send(delivery)));
    }
  }

  /** Leaves out what is of subscriptions that are gone or paused, and what its endpoint's state delays or drops. */
  private screen(delivery: Delivery): Delivery[] {
    const state = this.health.stateAt(delivery.url, delivery.due);
    if (state === "drop") {
      this.counts.dropped += delivery.items.length;
      return [];
    }
    if (state === "slow" && !delivery.wasDelayed) {
      this.pending.push({ ...delivery, due: delivery.due + SLOW_DELAY_MS, wasDelayed: true });
      return [];
    }
    const items = delivery.items.filter((item) => {
      if (item.kind === "lifecycle") return true;
      const subscription = this.stateOf(item.subscriptionId);
      if (subscription === "paused") this.paused.push({ item, due: delivery.due });
      return subscription === "active";
    });
    return items.length === 0 ? [] : [{ ...delivery, items }];
  }

  /** First attempts at one URL are put together; a retry repeats its batch as it was. */
  private batch(deliveries: readonly Delivery[]): Delivery[] {
    const batches: Delivery[] = [];
    const open = new Map<string, Delivery & { limit: number }>();
    for (const delivery of deliveries) {
      const current = open.get(delivery.url);
      const fits = current && current.items.length < current.limit && delivery.due - current.due <= BATCH_WINDOW_MS;
      if (delivery.attempts === 0 && fits) {
        current.items.push(...delivery.items);
        continue;
      }
      const batch = { ...delivery, items: [...delivery.items], limit: this.random.int(1, LONGEST_BATCH) };
      batches.push(batch);
      if (delivery.attempts === 0) open.set(delivery.url, batch);
    }
    return batches;
  }

  private async send(delivery: Delivery): Promise<void> {
    this.counts.posts += 1;
    const value = delivery.items.map((item) => item.body());
    const answer = await this.caller.post(delivery.url, "application/json; charset=utf-8", JSON.stringify({ value }));
    // The instant of the schedule: a driven clock may have gone far beyond it in one step.
    this.health.record(delivery.url, delivery.due, answer.durationMs);
    if (answer.status >= 200 && answer.status < 300) {
      this.counts.delivered += delivery.items.length;
      return;
    }
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** delivery.attempts);
    const due = Math.max(delivery.due, delivery.due + answer.durationMs) + wait;
    if (due - delivery.firstDue > RETRY_LIMIT_MS) {
      this.counts.lost += delivery.items.length;
      return;
    }
    this.counts.retried += 1;
    this.pending.push({ ...delivery, due, attempts: delivery.attempts + 1 });
  }

  /** Nothing is waiting for an earlier moment of the clock. */
  get isIdle(): boolean {
    return this.nextDueAt() > this.clock.now().getTime();
  }
}
