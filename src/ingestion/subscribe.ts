import { randomBytes, randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import {
  CALL_RECORDS_RESOURCE,
  SubscriptionExistsError,
  type GraphSubscription,
  type SubscriptionApi,
} from "../graph/subscriptions.ts";
import type { Log } from "../log.ts";
import { ServiceError } from "../service-error.ts";
import type { StoredSubscription, Subscriptions } from "../store/store.ts";
import {
  CALL_RECORDS_CHANGE_TYPE,
  isPendingSubscription,
  pendingSubscriptionId,
  SUBSCRIPTION_LIFE_MS,
} from "./subscription-plan.ts";

export type SubscribeOptions = {
  api: SubscriptionApi;
  subscriptions: Subscriptions;
  /** Called after every change of the stored subscriptions, so that the webhook in this process knows at once. */
  onChanged: () => Promise<void>;
  notificationUrl: string;
  lifecycleNotificationUrl: string;
  clock: Pick<Clock, "now">;
  log: Log;
};

export type Subscriber = {
  /**
   * Has Graph create the subscription, and stores it. Its client state is stored before Graph is asked, under a pending
   * id, and stays there when the answer is lost: the next call uses it again.
   * Throws ServiceError "subscription_held_elsewhere" (remedy "fix-configuration") when another deployment of the same
   * app takes the only subscription Graph allows it, after it was taken over once.
   */
  subscribe(stored: readonly StoredSubscription[], signal: AbortSignal): Promise<StoredSubscription>;
  /** Marks it as replaced: its late notifications are still accepted. */
  retire(subscription: StoredSubscription): Promise<void>;
};

/** 96 random bytes make the 128 characters that Graph takes at most. */
const CLIENT_STATE_BYTES = 96;

export function createSubscriber(options: SubscribeOptions): Subscriber {
  const { api, subscriptions, onChanged, notificationUrl, lifecycleNotificationUrl, clock, log } = options;
  let hasTakenOver = false;

  const newEnd = (): Date => new Date(clock.now().getTime() + SUBSCRIPTION_LIFE_MS);

  async function savePending(stored: readonly StoredSubscription[]): Promise<StoredSubscription> {
    const now = clock.now();
    const left = stored.find(
      (one) => isPendingSubscription(one.subscriptionId) && one.notificationUrl === notificationUrl,
    );
    const pending: StoredSubscription = {
      subscriptionId: left?.subscriptionId ?? pendingSubscriptionId(randomUUID()),
      clientState: left?.clientState ?? randomBytes(CLIENT_STATE_BYTES).toString("base64url"),
      resource: CALL_RECORDS_RESOURCE,
      changeType: CALL_RECORDS_CHANGE_TYPE,
      notificationUrl,
      createdAt: now,
      expiresAt: newEnd(),
      lastReauthorizedAt: null,
      reauthorizationAskedAt: null,
      retiredAt: null,
    };
    await subscriptions.save(pending);
    await onChanged();
    return pending;
  }

  async function create(pending: StoredSubscription, signal: AbortSignal): Promise<StoredSubscription> {
    const { clientState, expiresAt } = pending;
    const request = { notificationUrl, lifecycleNotificationUrl, clientState, expires: expiresAt };
    const { subscriptionId, expires } = await api.create(request, signal);
    return { ...pending, subscriptionId, expiresAt: expires ?? expiresAt, lastReauthorizedAt: clock.now() };
  }

  /** One that was ours all along goes on, if its client state is known and its URL is right. */
  async function adopt(
    existingId: string,
    stored: readonly StoredSubscription[],
    signal: AbortSignal,
  ): Promise<StoredSubscription | null> {
    const ours = stored.find((one) => one.subscriptionId.toLowerCase() === existingId.toLowerCase());
    if (ours?.notificationUrl !== notificationUrl) return null;
    // Written down by removeExisting with a client state that may not be the true one.
    if (ours.retiredAt !== null && ours.lastReauthorizedAt === null) return null;
    try {
      const end = newEnd();
      const { expires } = await api.renew(ours.subscriptionId, end, signal);
      return {
        ...ours,
        expiresAt: expires ?? end,
        lastReauthorizedAt: clock.now(),
        reauthorizationAskedAt: null,
        retiredAt: null,
      };
    } catch (error) {
      if (hasCode(error, "subscription_not_found")) return null;
      throw error;
    }
  }

  /**
   * Removes one whose client state is not known, since Graph never tells it: a create whose answer was lost, or what an
   * earlier installation left. One at another URL may belong to another deployment that runs: it is taken over once,
   * so that two of them do not take it from each other for ever.
   */
  async function removeExisting(
    existingId: string,
    pending: StoredSubscription,
    stored: readonly StoredSubscription[],
    signal: AbortSignal,
  ): Promise<void> {
    const existing = await getOrNull(existingId, signal);
    if (!existing) return;
    const wasOurs = stored.some((one) => one.subscriptionId.toLowerCase() === existingId.toLowerCase());
    if (existing.notificationUrl !== notificationUrl && !wasOurs) {
      if (hasTakenOver) {
        throw new ServiceError(
          "subscription_held_elsewhere",
          "Another deployment of the same app keeps taking its only subscription to call records.",
          { remedy: "fix-configuration" },
        );
      }
      hasTakenOver = true;
      log.warn({ subscriptionId: existingId }, "subscription of this app at another url taken over");
    }
    await api.remove(existingId, signal);
    if (wasOurs) return;
    // If it came of a create whose answer was lost, its late notifications carry the pending client state.
    await subscriptions.save({
      ...pending,
      subscriptionId: existingId,
      expiresAt: existing.expires ?? pending.expiresAt,
      retiredAt: clock.now(),
    });
  }

  async function getOrNull(subscriptionId: string, signal: AbortSignal): Promise<GraphSubscription | null> {
    try {
      return await api.get(subscriptionId, signal);
    } catch (error) {
      if (hasCode(error, "subscription_not_found")) return null;
      throw error;
    }
  }

  /** Should Graph's answer not name the one in the way. */
  async function findExisting(signal: AbortSignal): Promise<string | null> {
    const isSame = ({ resource, changeType }: GraphSubscription): boolean =>
      resource?.replace(/^\//, "").toLowerCase() === CALL_RECORDS_RESOURCE.slice(1).toLowerCase() &&
      changeType?.toLowerCase() === CALL_RECORDS_CHANGE_TYPE;
    return (await api.list(signal)).find(isSame)?.subscriptionId ?? null;
  }

  async function createOrAdopt(
    pending: StoredSubscription,
    stored: readonly StoredSubscription[],
    signal: AbortSignal,
  ): Promise<StoredSubscription> {
    try {
      return await create(pending, signal);
    } catch (error) {
      if (!(error instanceof SubscriptionExistsError)) throw error;
      const existingId = error.existingSubscriptionId ?? (await findExisting(signal));
      if (existingId === null) throw error;
      const adopted = await adopt(existingId, stored, signal);
      if (adopted) return adopted;
      await removeExisting(existingId, pending, stored, signal);
      return create(pending, signal);
    }
  }

  return {
    async subscribe(stored, signal) {
      const pending = await savePending(stored);
      const subscription = await createOrAdopt(pending, stored, signal);
      await subscriptions.save(subscription);
      await subscriptions.remove(pending.subscriptionId);
      await onChanged();
      return subscription;
    },
    async retire(subscription) {
      await subscriptions.save({ ...subscription, retiredAt: clock.now() });
    },
  };
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof ServiceError && error.code === code;
}
