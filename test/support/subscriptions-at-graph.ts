import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { GraphError } from "../../src/graph/graph-error.ts";
import {
  SubscriptionExistsError,
  type GraphSubscription,
  type NewSubscription,
  type SubscriptionApi,
} from "../../src/graph/subscriptions.ts";
import { unlessAborted } from "../../src/ingestion/unless-aborted.ts";

/** Graph's side of subscriptions: one at a time, as for one app, resource and change type. */
export class SubscriptionsAtGraph implements SubscriptionApi {
  held: (GraphSubscription & { clientState: string }) | null = null;
  readonly calls: string[] = [];
  readonly #failures: GraphError[] = [];
  /** Runs while Graph works on a create request, before it answers. */
  duringCreate: (request: NewSubscription) => Promise<void> = () => Promise.resolve();
  losesAnswer = false;

  failNext(...errors: GraphError[]): void {
    this.#failures.push(...errors);
  }

  hold(notificationUrl: string, clientState = "unknown to us"): string {
    const subscriptionId = randomUUID();
    this.held = {
      subscriptionId,
      resource: "communications/callRecords",
      changeType: "updated",
      notificationUrl,
      lifecycleNotificationUrl: notificationUrl,
      expires: new Date("2026-03-04T00:00:00Z"),
      clientState,
    };
    return subscriptionId;
  }

  async create(request: NewSubscription, signal = new AbortController().signal): Promise<GraphSubscription> {
    this.#enter("create");
    if (this.held) {
      const graphMessage = `Subscription Id ${this.held.subscriptionId} already exists for the requested combination`;
      throw new SubscriptionExistsError(new GraphError("graph_conflict", "", { status: 409, graphMessage }));
    }
    await unlessAborted(this.duringCreate(request), signal);
    this.hold(request.notificationUrl, request.clientState);
    if (this.losesAnswer) throw new GraphError("graph_timeout", "", { retryable: true });
    return this.#change({ expires: request.expires });
  }

  renew(subscriptionId: string, expires: Date): Promise<GraphSubscription> {
    this.#enter("renew", subscriptionId);
    return Promise.resolve(this.#change({ expires }));
  }

  reauthorize(subscriptionId: string): Promise<void> {
    this.#enter("reauthorize", subscriptionId);
    return Promise.resolve();
  }

  get(subscriptionId: string): Promise<GraphSubscription> {
    this.#enter("get", subscriptionId);
    return Promise.resolve(this.#change({}));
  }

  list(): Promise<GraphSubscription[]> {
    this.#enter("list");
    return Promise.resolve(this.held ? [this.held] : []);
  }

  remove(subscriptionId: string): Promise<void> {
    this.calls.push("remove");
    if (this.held?.subscriptionId === subscriptionId) this.held = null;
    return Promise.resolve();
  }

  #enter(call: string, subscriptionId?: string): void {
    this.calls.push(call);
    const failure = this.#failures.shift();
    if (failure) throw failure;
    if (subscriptionId !== undefined && this.held?.subscriptionId !== subscriptionId) {
      throw new GraphError("subscription_not_found", "", { status: 404 });
    }
  }

  #change(change: Partial<GraphSubscription>): GraphSubscription {
    assert.ok(this.held);
    this.held = { ...this.held, ...change };
    return this.held;
  }
}
