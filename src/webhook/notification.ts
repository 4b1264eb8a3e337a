/**
 * One item of a notification body, read loosely: Microsoft owns the shape, so only what is used is looked at, and an
 * optional member of the wrong type counts as absent.
 */
export type NotificationItem =
  | {
      kind: "change";
      subscriptionId: string;
      clientState: string | undefined;
      tenantId: string | undefined;
      /** Lower case; null when neither resourceData nor the resource path names a well-formed call id. */
      callId: string | null;
      isCallRecord: boolean;
    }
  | {
      kind: "lifecycle";
      subscriptionId: string;
      clientState: string | undefined;
      tenantId: string | undefined;
      lifecycleEvent: string;
    }
  | { kind: "validation" }
  | { kind: "malformed" };

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CALL_RECORD_PATH = /(?:^|\/)communications\/callrecords(?:\/|\()/i;
const CALL_RECORD_TYPE = /(?:^|[.#])callrecord$/i;

/** The items of a notification body (`{"value": [...]}`), or null when it is not one. Looks at no item. */
export function notificationItems(body: unknown): readonly unknown[] | null {
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, "value")) return null;
  const value: unknown = "value" in body ? body.value : null;
  return Array.isArray(value) ? value : null;
}

/**
 * Tells change notifications, lifecycle notifications and Event Hubs validation messages apart by their shape, because
 * both URLs may be the same one and an item may arrive at either.
 * Source: learn.microsoft.com/graph/change-notifications-lifecycle-events and …-delivery-event-hubs.
 */
export function readNotificationItem(value: unknown): NotificationItem {
  const subscriptionId = textOf(value, "subscriptionId");
  if (subscriptionId === undefined) return { kind: "malformed" };
  const clientState = textOf(value, "clientState");
  const tenantId = textOf(value, "tenantId");
  const lifecycleEvent = textOf(value, "lifecycleEvent");
  const resource = textOf(value, "resource");
  const resourceData = partOf(value, "resourceData");
  if (subscriptionId === "NA" && /^validation:/i.test(textOf(value, "changeType") ?? "")) return { kind: "validation" };
  if (lifecycleEvent !== undefined) {
    return { kind: "lifecycle", subscriptionId, clientState, tenantId, lifecycleEvent };
  }
  // Captured notifications differ in the case of the type, and some carry oDataType beside "@odata.type".
  const type = textOf(resourceData, "@odata.type") ?? textOf(resourceData, "oDataType");
  return {
    kind: "change",
    subscriptionId,
    clientState,
    tenantId,
    callId: callIdOf(textOf(resourceData, "id")) ?? callIdOf(lastPathSegment(resource)),
    isCallRecord: type === undefined ? CALL_RECORD_PATH.test(resource ?? "") : CALL_RECORD_TYPE.test(type),
  };
}

function callIdOf(text: string | undefined): string | null {
  return text !== undefined && GUID.test(text) ? text.toLowerCase() : null;
}

/** `communications/callRecords/<id>`, also in OData's other spelling `communications/callRecords('<id>')`. */
function lastPathSegment(resource: string | undefined): string | undefined {
  return resource?.slice(-200).split(/[/(]/).at(-1)?.replace(/[')]/g, "");
}

/** Plain reads, since a burst brings tens of thousands of items a second. Only own members count. */
function partOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function textOf(value: unknown, name: string): string | undefined {
  const part = partOf(value, name);
  return typeof part === "string" ? part : undefined;
}
