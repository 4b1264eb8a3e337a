import type { Clock } from "../clock.ts";
import type { GraphClient } from "../graph/graph-client.ts";
import { GraphError } from "../graph/graph-error.ts";
import { instant, looseObject, text } from "../graph/loose-schema.ts";
import { CALL_RECORDS_RESOURCE } from "../graph/subscriptions.ts";
import { CALL_RECORDS_CHANGE_TYPE, currentSubscription, SUBSCRIPTION_LIFE_MS } from "../ingestion/subscription-plan.ts";
import type { StoredSubscription } from "../store/store.ts";
import { failed, ok, warning, type CheckOutcome, type RunCheck } from "./check.ts";
import { unanswered } from "./graph-checks.ts";
import { WEBHOOK_PATHS } from "./webhook-check.ts";

const subscriptionSchema = looseObject({
  resource: text,
  changeType: text,
  notificationUrl: text,
  lifecycleNotificationUrl: text,
  expirationDateTime: instant,
  encryptionCertificateId: text,
});

type ShownSubscription = ReturnType<typeof subscriptionSchema.parse>;

const ANEW = "Restart the service: it makes a new subscription, and lists the calls of the time between.";
/** It is renewed when half of its life is over; an hour of grace for a service that was busy. */
const NOT_RENEWED_MS = SUBSCRIPTION_LIFE_MS / 2 - 3_600_000;

/** Whether Graph still has the subscription that the service relies on, and delivers it here. */
export function subscriptionCheck(parts: {
  client: Pick<GraphClient, "send">;
  stored: () => Promise<StoredSubscription[]>;
  publicUrl: string;
  clock: Pick<Clock, "now">;
}): RunCheck {
  const { client, stored, publicUrl, clock } = parts;
  return async (signal) => {
    const current = currentSubscription(await stored());
    if (current === null) {
      return failed(
        "The service has made no subscription yet.",
        "Start the service (callwise serve); if it runs, callwise status tells why it could not.",
      );
    }
    let shown: ShownSubscription;
    try {
      const path = `/subscriptions/${encodeURIComponent(current.subscriptionId)}`;
      shown = subscriptionSchema.parse(await client.send({ method: "GET", path, signal }));
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      if (error.status !== 404) return unanswered(error);
      const found =
        current.expiresAt <= clock.now()
          ? `The subscription expired on ${current.expiresAt.toISOString()}.`
          : "Graph does not have the subscription any more, though its time is not over.";
      return failed(found, ANEW);
    }
    return judge(shown, publicUrl, clock.now());
  };
}

function judge(shown: ShownSubscription, publicUrl: string, now: Date): CheckOutcome {
  const [notifications, lifecycle] = WEBHOOK_PATHS.map((path) => `${publicUrl}${path}`);
  const faults = [
    ...(withoutSlash(shown.resource) === withoutSlash(CALL_RECORDS_RESOURCE) ? [] : ["it watches another resource"]),
    ...(shown.changeType?.split(",").includes(CALL_RECORDS_CHANGE_TYPE) === true ? [] : ["it leaves out updates"]),
    ...(shown.notificationUrl === notifications ? [] : ["notificationUrl is not PUBLIC_URL/api/graph/notifications"]),
    ...(shown.lifecycleNotificationUrl === lifecycle
      ? []
      : ["lifecycleNotificationUrl is not PUBLIC_URL/api/graph/lifecycle"]),
    ...(shown.encryptionCertificateId === undefined
      ? []
      : ["it names an encryption certificate, which Graph has no use for with call records and this service has not"]),
  ];
  const expires = shown.expirationDateTime;
  if (expires === undefined || expires <= now) faults.push("it has expired");
  if (faults.length > 0) return failed("Graph has the subscription, but not as it should be.", ANEW, faults);
  const msLeft = (expires ?? now).getTime() - now.getTime();
  const until = `Graph delivers to PUBLIC_URL until ${(expires ?? now).toISOString()}.`;
  if (msLeft >= NOT_RENEWED_MS) return ok(until);
  return warning(
    `${until} It should have been renewed.`,
    "See that the service runs (callwise status); it renews the subscription when half of its time is over.",
  );
}

function withoutSlash(resource: string | undefined): string {
  return resource?.replace(/^\//, "").toLowerCase() ?? "";
}
