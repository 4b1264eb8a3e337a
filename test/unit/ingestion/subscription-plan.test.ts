import assert from "node:assert/strict";
import { CALL_RECORDS_RESOURCE } from "../../../src/graph/subscriptions.ts";
import { nextSubscriptionStep, SUBSCRIPTION_LIFE_MS } from "../../../src/ingestion/subscription-plan.ts";
import type { StoredSubscription } from "../../../src/store/store.ts";

const URL = "https://hooks.example.org/api/graph/notifications";
const DAY_MS = 86_400_000;
const NOW = new Date("2030-03-04T08:00:00Z");

function heldFor(days: number): StoredSubscription {
  return {
    subscriptionId: "held",
    clientState: "secret",
    resource: CALL_RECORDS_RESOURCE,
    changeType: "updated",
    notificationUrl: URL,
    createdAt: new Date(NOW.getTime() - days * DAY_MS),
    expiresAt: new Date(NOW.getTime() + SUBSCRIPTION_LIFE_MS),
    lastReauthorizedAt: NOW,
    reauthorizationAskedAt: null,
    retiredAt: null,
  };
}

describe("subscription plan", () => {
  it("replaces a subscription whose secret has served for 30 days, not before", () => {
    assert.equal(nextSubscriptionStep([heldFor(29.9)], URL, NOW, false).kind, "verify");
    const worn = heldFor(30);
    assert.deepEqual(nextSubscriptionStep([worn], URL, NOW, false), { kind: "replace", current: worn });
  });
});
