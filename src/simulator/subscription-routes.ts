import type { Faults } from "./faults.ts";
import { GraphFault, badRequest, parseBody } from "./graph-exchange.ts";
import type { GraphRequest, GraphResponse } from "./graph-exchange.ts";
import { shakeHands } from "./handshake.ts";
import type { JsonObject } from "./json-value.ts";
import type { Random } from "./random.ts";
import type { SubscriptionStore } from "./subscription-store.ts";
import { parseChangeTypes, parseExpiry, parseResource, subscriptionJson } from "./subscription.ts";
import type { Subscription } from "./subscription.ts";
import type { ThrottleLimits, ThrottleWindows } from "./throttle-windows.ts";
import { isLoopback } from "./webhook-caller.ts";
import type { WebhookCaller } from "./webhook-caller.ts";
import { HOUR_MS } from "./zoned-day.ts";

export type SubscriptionsWorld = {
  tenantId: string;
  store: SubscriptionStore;
  caller: WebhookCaller;
  throttle: ThrottleWindows;
  faults: Faults;
  random: Random;
  quota: number;
  allowsPlainLoopback: boolean;
  graphRoot: () => string;
  now: () => Date;
};

const CONTEXT = "/v1.0/$metadata#subscriptions/$entity";

/** /subscriptions and below; null for paths that are not of them. */
export async function subscriptionRoutes(
  world: SubscriptionsWorld,
  request: GraphRequest,
): Promise<GraphResponse | null> {
  const match = /^\/subscriptions(?:\/([^/]+))?(?:\/(reauthorize))?$/i.exec(request.path);
  if (!match) return null;
  const [, id, action] = match;
  if (id === undefined) {
    if (request.method === "GET") return listSubscriptions(world, request);
    if (request.method === "POST") return create(world, request);
    throw methodNotAllowed();
  }
  if (action !== undefined) {
    if (request.method !== "POST") throw methodNotAllowed();
    return reauthorize(world, request, id);
  }
  switch (request.method) {
    case "GET":
      admit(world, request, "subscriptionGet");
      return { status: 200, body: show(world, find(world, request, id), false) };
    case "PATCH":
      return renew(world, request, id);
    case "DELETE":
      admit(world, request, "subscriptionChanges");
      world.store.remove(find(world, request, id).id);
      return { status: 204, body: null };
    default:
      throw methodNotAllowed();
  }
}

function admit(world: SubscriptionsWorld, request: GraphRequest, limit: keyof ThrottleLimits): void {
  const account = `${request.app.clientId}/${world.tenantId}`;
  world.throttle.admit(
    [
      ["global", account],
      [limit, account],
    ],
    world.now().getTime(),
  );
}

function show(world: SubscriptionsWorld, subscription: Subscription, showsSecret: boolean): JsonObject {
  return subscriptionJson(subscription, showsSecret, `${world.graphRoot()}${CONTEXT}`);
}

/** Only the calling app's own subscriptions can be seen. */
function find(world: SubscriptionsWorld, request: GraphRequest, id: string): Subscription {
  const subscription = world.store.get(id, world.now().getTime());
  if (subscription?.app.clientId === request.app.clientId) return subscription;
  throw new GraphFault(404, "ResourceNotFound", "The object was not found.");
}

function listSubscriptions(world: SubscriptionsWorld, request: GraphRequest): GraphResponse {
  admit(world, request, "subscriptionList");
  const own = world.store.all(world.now().getTime()).filter(({ app }) => app.clientId === request.app.clientId);
  const value = own.map((subscription) => {
    const json = show(world, subscription, false);
    delete json["@odata.context"];
    return json;
  });
  return { status: 200, body: { "@odata.context": `${world.graphRoot()}/v1.0/$metadata#subscriptions`, value } };
}

async function create(world: SubscriptionsWorld, request: GraphRequest): Promise<GraphResponse> {
  admit(world, request, "subscriptionChanges");
  const body = parseBody(request);
  const now = world.now().getTime();
  const changeTypes = parseChangeTypes(body["changeType"]);
  const { key, people } = parseResource(body["resource"]);
  const expiresAt = parseExpiry(body["expirationDateTime"], now);
  const notificationUrl = parseUrl(world, body["notificationUrl"], "notificationUrl");
  const lifecycle = body["lifecycleNotificationUrl"];
  const lifecycleNotificationUrl = isMissing(lifecycle) ? null : parseUrl(world, lifecycle, "lifecycleNotificationUrl");
  if (lifecycleNotificationUrl === null && expiresAt - now > HOUR_MS) {
    const message =
      "lifecycleNotificationUrl is a required property for subscription creation on this resource when the expirationDateTime value is set to greater than 1 hour.";
    throw badRequest(message, "InvalidRequest");
  }
  const clientState = parseClientState(body["clientState"]);
  if (body["includeResourceData"] === true) {
    throw badRequest("Resource data is not supported for notifications of this resource.", "InvalidRequest");
  }
  refuseDuplicate(world, request, changeTypes.join(","), key, now);
  const urls = [
    ...new Set([notificationUrl, ...(lifecycleNotificationUrl === null ? [] : [lifecycleNotificationUrl])]),
  ];
  await validate(world, urls);
  // Another creation may have come through while the endpoint was answering.
  refuseDuplicate(world, request, changeTypes.join(","), key, world.now().getTime());
  if (world.store.all(now).length >= world.quota) {
    const message = `Subscription quota exceeded: the organization has reached its limit of ${world.quota} subscriptions for this resource.`;
    throw new GraphFault(403, "Forbidden", message);
  }
  const tls = body["latestSupportedTlsVersion"];
  const subscription: Subscription = {
    id: world.random.guid(),
    app: request.app,
    resource: body["resource"] as string,
    people,
    changeTypes,
    notificationUrl,
    lifecycleNotificationUrl,
    clientState,
    latestSupportedTlsVersion: typeof tls === "string" ? tls : "v1_2",
    createdAt: now,
    expiresAt,
    seen: new Set(),
    pausedAt: null,
    askedFor: null,
  };
  world.store.add(subscription);
  return { status: 201, body: show(world, subscription, true) };
}

function refuseDuplicate(
  world: SubscriptionsWorld,
  request: GraphRequest,
  changeType: string,
  key: string,
  now: number,
): void {
  const twin = world.store
    .all(now)
    .find(
      (known) =>
        known.app.clientId === request.app.clientId &&
        known.changeTypes.join(",") === changeType &&
        parseResource(known.resource).key === key,
    );
  if (!twin) return;
  throw new GraphFault(
    409,
    "ExtensionError",
    `Subscription Id ${twin.id} already exists for the requested combination`,
  );
}

async function validate(world: SubscriptionsWorld, urls: readonly string[]): Promise<void> {
  if (world.faults.validationFailureRate > 0 && world.random.chance(world.faults.validationFailureRate)) {
    throw badRequest(
      "Subscription validation request failed. Subscription validation request timed out.",
      "ValidationError",
    );
  }
  await Promise.all(urls.map((url) => shakeHands(world.caller, url, world.random.guid())));
}

async function renew(world: SubscriptionsWorld, request: GraphRequest, id: string): Promise<GraphResponse> {
  admit(world, request, "subscriptionChanges");
  const subscription = find(world, request, id);
  const body = parseBody(request);
  const changed = Object.keys(body).filter((name) => name !== "expirationDateTime" && name !== "notificationUrl");
  if (changed.length > 0) throw badRequest(`The property '${changed[0]}' cannot be updated.`, "InvalidRequest");
  const now = world.now().getTime();
  const expiresAt = isMissing(body["expirationDateTime"])
    ? subscription.expiresAt
    : parseExpiry(body["expirationDateTime"], now);
  if (subscription.lifecycleNotificationUrl === null && expiresAt - subscription.createdAt > HOUR_MS) {
    throw badRequest(
      "lifecycleNotificationUrl is required for subscriptions of more than 1 hour and cannot be added.",
      "InvalidRequest",
    );
  }
  const notificationUrl = isMissing(body["notificationUrl"])
    ? null
    : parseUrl(world, body["notificationUrl"], "notificationUrl");
  if (notificationUrl !== null) await validate(world, [notificationUrl]);
  else await revalidate(world, subscription);
  subscription.expiresAt = expiresAt;
  subscription.notificationUrl = notificationUrl ?? subscription.notificationUrl;
  world.store.reauthorize(subscription, world.now().getTime());
  return { status: 200, body: show(world, subscription, false) };
}

async function reauthorize(world: SubscriptionsWorld, request: GraphRequest, id: string): Promise<GraphResponse> {
  admit(world, request, "subscriptionReauthorize");
  const subscription = find(world, request, id);
  await revalidate(world, subscription);
  world.store.reauthorize(subscription, world.now().getTime());
  return { status: 200, body: null };
}

/** Renewals have been seen to repeat the handshake. */
async function revalidate(world: SubscriptionsWorld, subscription: Subscription): Promise<void> {
  if (world.faults.revalidateRate <= 0 || !world.random.chance(world.faults.revalidateRate)) return;
  await validate(world, [subscription.notificationUrl]);
}

function parseUrl(world: SubscriptionsWorld, value: unknown, name: string): string {
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : null;
  const isAllowed =
    url?.protocol === "https:" || (url?.protocol === "http:" && world.allowsPlainLoopback && isLoopback(url));
  if (url && isAllowed) return value as string;
  throw badRequest(`The ${name} is invalid: it must be an absolute https URL.`, "InvalidRequest");
}

function parseClientState(value: unknown): string | null {
  if (isMissing(value)) return null;
  if (typeof value !== "string" || value.length > 128) {
    throw badRequest("The value of clientState exceeds the maximum length of 128 characters.", "InvalidRequest");
  }
  return value;
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined;
}

function methodNotAllowed(): GraphFault {
  return new GraphFault(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
}
