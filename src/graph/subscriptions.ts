import type { GraphClient } from "./graph-client.ts";
import { GraphError } from "./graph-error.ts";
import { instant, looseObject, text } from "./loose-schema.ts";
import { pagesOf } from "./pages.ts";

/** What the subscription of this product watches; with or without the leading slash, in Graph's answers. */
export const CALL_RECORDS_RESOURCE = "/communications/callRecords";
/** Call record subscriptions live three days minus ninety minutes at most. */
export const LONGEST_SUBSCRIPTION_MINUTES = 4_230;

export type GraphSubscription = {
  subscriptionId: string;
  resource: string | null;
  changeType: string | null;
  notificationUrl: string | null;
  lifecycleNotificationUrl: string | null;
  expires: Date | null;
};

export type NewSubscription = {
  notificationUrl: string;
  lifecycleNotificationUrl: string;
  /** A secret of at most 128 characters; it comes back with every notification. */
  clientState: string;
  expires: Date;
};

/**
 * Graph's subscriptions of this app to call records. Besides the GraphErrors of the client:
 * - `subscription_exists`: a SubscriptionExistsError with the id of the subscription in the way;
 * - `subscription_quota`: all subscriptions that Graph grants are in use (a missing permission stays `graph_forbidden`);
 * - `subscription_validation_failed`: Graph could not reach the notification address. Now and then that happens to a
 *   healthy one, so that it is retryable;
 * - `subscription_not_found`: there is none with that id (any more).
 */
export type SubscriptionApi = {
  create(subscription: NewSubscription, signal?: AbortSignal): Promise<GraphSubscription>;
  /** Moves the expiry; also resumes the delivery after `reauthorizationRequired`. */
  renew(subscriptionId: string, expires: Date, signal?: AbortSignal): Promise<GraphSubscription>;
  /** Resumes the delivery and keeps the expiry. */
  reauthorize(subscriptionId: string, signal?: AbortSignal): Promise<void>;
  get(subscriptionId: string, signal?: AbortSignal): Promise<GraphSubscription>;
  /** All subscriptions of this app, also to other resources. */
  list(signal?: AbortSignal): Promise<GraphSubscription[]>;
  /** A subscription that is gone already counts as removed. */
  remove(subscriptionId: string, signal?: AbortSignal): Promise<void>;
};

export class SubscriptionExistsError extends GraphError {
  /** As named in Graph's message; null when it named none. */
  readonly existingSubscriptionId: string | null;

  constructor(cause: GraphError) {
    super("subscription_exists", "Graph has a subscription of this app to this resource already.", {
      ...detailsOf(cause),
      retryable: false,
    });
    this.existingSubscriptionId = GUID.exec(cause.graphMessage ?? "")?.[0] ?? null;
  }
}

const GUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

const subscriptionSchema = looseObject({
  id: text,
  resource: text,
  changeType: text,
  notificationUrl: text,
  lifecycleNotificationUrl: text,
  expirationDateTime: instant,
});

export function createSubscriptionApi(client: GraphClient): SubscriptionApi {
  const pathOf = (subscriptionId: string): string => `/subscriptions/${encodeURIComponent(subscriptionId)}`;
  return {
    async create({ notificationUrl, lifecycleNotificationUrl, clientState, expires }, signal) {
      const body = {
        // First sightings and later versions alike; "created" besides would only double the first.
        changeType: "updated",
        resource: CALL_RECORDS_RESOURCE,
        notificationUrl,
        lifecycleNotificationUrl,
        clientState,
        expirationDateTime: expires.toISOString(),
      };
      return coded(async () =>
        subscriptionOf(await client.send({ method: "POST", path: "/subscriptions", body, signal })),
      );
    },
    async renew(subscriptionId, expires, signal) {
      const body = { expirationDateTime: expires.toISOString() };
      return coded(async () =>
        subscriptionOf(await client.send({ method: "PATCH", path: pathOf(subscriptionId), body, signal })),
      );
    },
    async reauthorize(subscriptionId, signal) {
      const path = `${pathOf(subscriptionId)}/reauthorize`;
      await coded(() => client.send({ method: "POST", path, signal }));
    },
    async get(subscriptionId, signal) {
      return coded(async () =>
        subscriptionOf(await client.send({ method: "GET", path: pathOf(subscriptionId), signal })),
      );
    },
    async list(signal) {
      const subscriptions: GraphSubscription[] = [];
      for await (const page of pagesOf(client, { path: "/subscriptions", signal })) {
        subscriptions.push(...page.map(subscriptionOf));
      }
      return subscriptions;
    },
    async remove(subscriptionId, signal) {
      try {
        await client.send({ method: "DELETE", path: pathOf(subscriptionId), signal });
      } catch (error) {
        if (!(error instanceof GraphError) || error.status !== 404) throw error;
      }
    },
  };
}

function subscriptionOf(value: unknown): GraphSubscription {
  const subscription = subscriptionSchema.parse(value);
  if (subscription.id === undefined) {
    throw new GraphError("graph_bad_answer", "Microsoft Graph answered with a subscription without an id.", {
      retryable: true,
    });
  }
  return {
    subscriptionId: subscription.id,
    resource: subscription.resource ?? null,
    changeType: subscription.changeType ?? null,
    notificationUrl: subscription.notificationUrl ?? null,
    lifecycleNotificationUrl: subscription.lifecycleNotificationUrl ?? null,
    expires: subscription.expirationDateTime ?? null,
  };
}

async function coded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GraphError ? subscriptionError(error) : error;
  }
}

function subscriptionError(error: GraphError): GraphError {
  switch (error.status) {
    case 400:
      // Graph's code is ValidationError or InvalidRequest; only the message tells a failed handshake from a bad request.
      if (!/validation/i.test(`${error.graphCode} ${error.graphMessage}`)) return error;
      return new GraphError(
        "subscription_validation_failed",
        "Microsoft Graph could not validate the notification address.",
        { ...detailsOf(error), retryable: true, remedy: "retry" },
      );
    case 403:
      // The status is the same for a missing permission; Graph's message tells the quota.
      if (!/quota|limit|maximum|exceed/i.test(`${error.graphCode} ${error.graphMessage}`)) return error;
      return new GraphError("subscription_quota", "Microsoft Graph grants no further subscription.", detailsOf(error));
    case 404:
      return new GraphError("subscription_not_found", "Graph has no such subscription.", detailsOf(error));
    case 409:
      return new SubscriptionExistsError(error);
    default:
      return error;
  }
}

function detailsOf(error: GraphError) {
  const { status, graphCode, graphMessage, retryable, retryAfterMs, requestId, remedy } = error;
  return { status, graphCode, graphMessage, retryable, retryAfterMs, requestId, remedy, cause: error };
}
