import { badRequest } from "./graph-exchange.ts";
import type { RegisteredApp } from "./graph-exchange.ts";
import { parseInstant } from "./odata-query.ts";
import { instantText } from "./instant-text.ts";
import type { JsonObject } from "./json-value.ts";
import { HOUR_MS, MINUTE_MS } from "./zoned-day.ts";

export const LONGEST_LIFE_MS = 4230 * MINUTE_MS;
export const SHORTEST_LIFE_MS = 45 * MINUTE_MS;

export type ChangeType = "created" | "updated";

export type Subscription = {
  id: string;
  app: RegisteredApp;
  resource: string;
  /** People any of whom must take part; null: every call. */
  people: readonly string[] | null;
  changeTypes: readonly ChangeType[];
  notificationUrl: string;
  lifecycleNotificationUrl: string | null;
  clientState: string | null;
  latestSupportedTlsVersion: string;
  createdAt: number;
  expiresAt: number;
  /** Records that it has been told of. */
  seen: Set<string>;
  /** When delivery paused for want of a reauthorization; null while it flows. */
  pausedAt: number | null;
  /** For which expiry reauthorization was asked. */
  askedFor: number | null;
};

/** The subscription as Graph shows it. The secret is shown to its creator once and not again. */
export function subscriptionJson(subscription: Subscription, showsSecret: boolean, context: string): JsonObject {
  return {
    "@odata.context": context,
    id: subscription.id,
    resource: subscription.resource,
    applicationId: subscription.app.clientId,
    changeType: subscription.changeTypes.join(","),
    clientState: showsSecret ? subscription.clientState : null,
    notificationUrl: subscription.notificationUrl,
    notificationQueryOptions: null,
    lifecycleNotificationUrl: subscription.lifecycleNotificationUrl,
    expirationDateTime: instantText(subscription.expiresAt, 3),
    creatorId: subscription.app.clientId,
    includeResourceData: null,
    latestSupportedTlsVersion: subscription.latestSupportedTlsVersion,
    encryptionCertificate: null,
    encryptionCertificateId: null,
    notificationUrlAppId: null,
  };
}

/** `created,updated` in any order; anything else is refused. */
export function parseChangeTypes(value: unknown): ChangeType[] {
  const names = typeof value === "string" ? value.split(",").map((name) => name.trim().toLowerCase()) : [];
  const known = names.filter((name): name is ChangeType => name === "created" || name === "updated");
  if (known.length === 0 || known.length !== names.length) {
    throw badRequest(
      "Subscription changeType is invalid for the resource: only 'created' and 'updated' are supported.",
      "InvalidRequest",
    );
  }
  return [...new Set(known)].sort();
}

const EQUALS = /^(\w+)\/id\s+eq\s+'([^']+)'$/i;
const ONE_OF = /^(\w+)\/id\s+in\s*\(([^)]*)\)$/i;

/** The resource: every call record, or those in which somebody takes part (operators eq, or, in). */
export function parseResource(value: unknown): { key: string; people: string[] | null } {
  const text = typeof value === "string" ? value : "";
  const match = /^\/?communications\/callRecords\/?(?:\?\$filter=(.+))?$/i.exec(text);
  if (!match) throw badRequest(`Resource '${text.slice(0, 80)}' is not supported for subscriptions.`, "InvalidRequest");
  const filter = match[1] === undefined ? null : decodeURIComponent(match[1]).trim();
  if (filter === null) return { key: "communications/callRecords", people: null };
  const any = /^participants\/any\(\s*(\w+)\s*:\s*(.+)\)$/i.exec(filter);
  const people = (any?.[2] ?? "").split(/\s+or\s+/i).flatMap((clause) => peopleOf(clause.trim(), any?.[1] ?? ""));
  if (!any || people.length === 0)
    throw badRequest("The filter of the subscription resource is not supported.", "InvalidRequest");
  return { key: `communications/callRecords?${[...people].sort().join(",")}`, people };
}

function peopleOf(clause: string, variable: string): string[] {
  const equals = EQUALS.exec(clause);
  if (equals?.[1] === variable) return [equals[2] ?? ""];
  const oneOf = ONE_OF.exec(clause);
  if (oneOf?.[1] !== variable)
    throw badRequest("The filter of the subscription resource is not supported.", "InvalidRequest");
  return (oneOf[2] ?? "").split(",").map((id) => id.trim().replace(/^'|'$/g, ""));
}

/** The expiry asked for: refused when past or too far, raised when too near. */
export function parseExpiry(value: unknown, now: number): number {
  if (typeof value !== "string") throw badRequest("Subscription expirationDateTime is required.", "InvalidRequest");
  const asked = parseInstant(value);
  if (asked <= now) throw badRequest("Subscription expirationDateTime must be in the future.", "InvalidRequest");
  if (asked > now + LONGEST_LIFE_MS + MINUTE_MS) {
    throw badRequest("Subscription expiration can only be 4230 minutes in the future.", "InvalidRequest");
  }
  return Math.max(asked, now + SHORTEST_LIFE_MS);
}

/** How long before its expiry a subscription is told to reauthorize. */
export function reauthorizationLead(life: number): number {
  return Math.min(3 * HOUR_MS, life * 0.15);
}
