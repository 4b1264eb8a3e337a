import type { KnownSubscriptions } from "./known-subscriptions.ts";
import type { NotificationItem } from "./notification.ts";

/** Why an item was not taken. Each is counted, none is answered differently: a retry would not mend it. */
export const DROP_REASONS = [
  "malformed",
  "wrong_tenant",
  "unknown_subscription",
  "wrong_client_state",
  "wrong_resource",
  "wrong_call_id",
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

export type CheckedNotification =
  | { kind: "call"; callId: string }
  | { kind: "lifecycle"; lifecycleEvent: string; subscriptionId: string }
  | { kind: "validation" }
  | { kind: "dropped"; reason: DropReason };

/** Whether an item comes from Graph and concerns this tenant's call records. Cheap checks first. */
export function checkNotification(
  item: NotificationItem,
  tenantId: string,
  known: Pick<KnownSubscriptions, "check">,
): CheckedNotification {
  if (item.kind === "malformed") return dropped("malformed");
  if (item.kind === "validation") return { kind: "validation" };
  if (item.tenantId?.toLowerCase() !== tenantId.toLowerCase()) return dropped("wrong_tenant");
  const subscription = known.check(item.subscriptionId, item.clientState);
  if (subscription === "unknown") return dropped("unknown_subscription");
  if (subscription === "wrongClientState") return dropped("wrong_client_state");
  if (item.kind === "lifecycle") {
    return { kind: "lifecycle", lifecycleEvent: item.lifecycleEvent, subscriptionId: item.subscriptionId };
  }
  if (!item.isCallRecord) return dropped("wrong_resource");
  if (item.callId === null) return dropped("wrong_call_id");
  return { kind: "call", callId: item.callId };
}

function dropped(reason: DropReason): CheckedNotification {
  return { kind: "dropped", reason };
}
