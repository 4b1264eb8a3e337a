import type { CallPlan } from "./call-model.ts";
import type { CallWorld, Release } from "./call-world.ts";
import type { Faults } from "./faults.ts";
import type { JsonObject } from "./json-value.ts";
import type { NotificationQueue, SubscriptionState } from "./notification-queue.ts";
import type { Random } from "./random.ts";
import { reauthorizationLead } from "./subscription.ts";
import type { ChangeType, Subscription } from "./subscription.ts";

/** Casings of the type that have been captured in the field. */
const ODATA_TYPES = [
  "#Microsoft.Graph.callRecord",
  "#Microsoft.Graph.callrecord",
  "#microsoft.graph.callRecord",
] as const;

export type StoreWorld = { tenantId: string; world: CallWorld; faults: Faults; random: Random };

/** The tenant's subscriptions and what they are told. */
export class SubscriptionStore {
  private readonly context: StoreWorld;
  private readonly subscriptions = new Map<string, Subscription>();
  private queue: NotificationQueue | null = null;

  constructor(context: StoreWorld) {
    this.context = context;
  }

  attach(queue: NotificationQueue): void {
    this.queue = queue;
  }

  stateOf(subscriptionId: string): SubscriptionState {
    const subscription = this.subscriptions.get(subscriptionId);
    if (!subscription) return "gone";
    return subscription.pausedAt === null ? "active" : "paused";
  }

  add(subscription: Subscription): void {
    this.subscriptions.set(subscription.id, subscription);
  }

  remove(id: string): void {
    this.subscriptions.delete(id);
  }

  /** Those that live at this moment. */
  all(now: number): Subscription[] {
    return [...this.subscriptions.values()].filter((subscription) => subscription.expiresAt > now);
  }

  get(id: string, now: number): Subscription | null {
    const subscription = this.subscriptions.get(id.toLowerCase());
    return subscription && subscription.expiresAt > now ? subscription : null;
  }

  /** For whoever looks at the tenant from outside. */
  describe(now: number): object[] {
    return this.all(now).map(({ seen, pausedAt, expiresAt, createdAt, app, ...rest }) => ({
      ...rest,
      applicationId: app.clientId,
      createdAt: new Date(createdAt),
      expiresAt: new Date(expiresAt),
      recordsSeen: seen.size,
      isPaused: pausedAt !== null,
    }));
  }

  /** Renewed or reauthorized: delivery flows again. */
  reauthorize(subscription: Subscription, now: number): void {
    subscription.pausedAt = null;
    this.queue?.resume(subscription.id, now);
  }

  /** Puts what a new record version means for every subscription into the queue. */
  announce(release: Release): void {
    for (const subscription of this.subscriptions.values()) {
      if (subscription.createdAt > release.at || subscription.expiresAt <= release.at) continue;
      if (!this.isConcerned(subscription, release.plan)) continue;
      const isFirst = !subscription.seen.has(release.plan.id);
      subscription.seen.add(release.plan.id);
      for (const changeType of subscription.changeTypes) {
        if (changeType === "updated" || isFirst) this.enqueue(subscription, changeType, release);
      }
    }
  }

  /** Lifecycle notifications that are due by the clock, and the end of what has expired. */
  age(through: number): void {
    for (const subscription of [...this.subscriptions.values()]) {
      const { createdAt, expiresAt } = subscription;
      const askAt = expiresAt - reauthorizationLead(expiresAt - createdAt);
      if (askAt <= through && subscription.askedFor !== expiresAt) {
        subscription.askedFor = expiresAt;
        this.askForReauthorization(subscription, askAt);
      }
      if (expiresAt <= through) this.subscriptions.delete(subscription.id);
    }
  }

  /** When something of the above happens next. */
  nextAgeAt(): number {
    let next = Infinity;
    for (const { createdAt, expiresAt, askedFor } of this.subscriptions.values()) {
      const askAt = expiresAt - reauthorizationLead(expiresAt - createdAt);
      next = Math.min(next, askedFor === expiresAt ? expiresAt : askAt);
    }
    return next;
  }

  askForReauthorization(subscription: Subscription, at: number): void {
    subscription.pausedAt ??= at;
    this.sendLifecycle(subscription, "reauthorizationRequired", at);
  }

  sendLifecycle(subscription: Subscription, lifecycleEvent: string, at: number): void {
    const url = subscription.lifecycleNotificationUrl;
    if (url === null) return;
    const body = (): JsonObject => ({
      lifecycleEvent,
      subscriptionId: subscription.id,
      subscriptionExpirationDateTime: expiryText(subscription, "0000"),
      clientState: subscription.clientState,
      tenantId: this.context.tenantId,
    });
    this.queue?.add({ subscriptionId: subscription.id, url, kind: "lifecycle", body }, at);
  }

  private isConcerned(subscription: Subscription, plan: CallPlan): boolean {
    if (!subscription.people) return true;
    const participants = this.context.world.contentOf(plan).participants;
    return participants.some((identity) => subscription.people?.includes(identity.id));
  }

  private enqueue(subscription: Subscription, changeType: ChangeType, release: Release): void {
    const { faults, random, world } = this.context;
    const rate = (chance: number): boolean => chance > 0 && random.chance(chance);
    if (rate(faults.lostNotifications)) return;
    const item = {
      subscriptionId: subscription.id,
      url: subscription.notificationUrl,
      kind: "change" as const,
      body: this.changeBody(subscription, changeType, release.plan.id),
    };
    const factor = world.settings.delayFactor;
    const delay = rate(faults.reorderRate) ? random.between(20_000, 300_000) * factor : 0;
    this.queue?.add(item, release.at + delay);
    if (rate(faults.duplicateRate)) this.queue?.add(item, release.at + delay + random.between(0, 120_000) * factor);
  }

  private changeBody(subscription: Subscription, changeType: ChangeType, callId: string): () => JsonObject {
    const { random, tenantId } = this.context;
    const resource = `communications/callRecords/${callId}`;
    const type = random.pick(ODATA_TYPES);
    const isRepetitive = random.chance(0.1);
    const copies = isRepetitive ? { oDataType: type, oDataId: resource } : {};
    return () => ({
      subscriptionId: subscription.id,
      clientState: subscription.clientState,
      changeType,
      resource,
      subscriptionExpirationDateTime: expiryText(subscription, ""),
      resourceData: { "@odata.type": type, "@odata.id": resource, id: callId, ...copies },
      tenantId,
    });
  }
}

function expiryText(subscription: Subscription, digits: string): string {
  return new Date(subscription.expiresAt).toISOString().replace("Z", `${digits}+00:00`);
}
