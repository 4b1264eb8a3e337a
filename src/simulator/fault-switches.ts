import type { Clock } from "../clock.ts";
import type { AccessTokens } from "./access-tokens.ts";
import type { Faults, FaultSwitches, RequestFaults } from "./faults.ts";
import type { SubscriptionStore } from "./subscription-store.ts";

type SwitchWorld = { store: SubscriptionStore; tokens: AccessTokens; requestFaults: RequestFaults; clock: Clock };

/** The rates themselves, with the actions added: what is set on them is seen everywhere at once. */
export function faultSwitches(rates: Faults, { store, tokens, requestFaults, clock }: SwitchWorld): FaultSwitches {
  const chosen = (id: string | undefined): ReturnType<SubscriptionStore["all"]> =>
    store.all(clock.now().getTime()).filter((subscription) => id === undefined || subscription.id === id);
  return Object.assign(rates, {
    vanishSubscription(id?: string, options: { notify?: boolean } = {}) {
      for (const subscription of chosen(id)) {
        if (options.notify) store.sendLifecycle(subscription, "subscriptionRemoved", clock.now().getTime());
        store.remove(subscription.id);
      }
    },
    sendMissed() {
      for (const subscription of chosen(undefined)) store.sendLifecycle(subscription, "missed", clock.now().getTime());
    },
    requireReauthorization(id?: string) {
      for (const subscription of chosen(id)) store.askForReauthorization(subscription, clock.now().getTime());
    },
    expireTokens: () => tokens.expireAll(clock.now()),
    throttleNext: (requests: number) => requestFaults.throttleNext(requests),
  });
}
