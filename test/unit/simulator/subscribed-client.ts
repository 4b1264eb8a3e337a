import type { ScriptedCall } from "../../../src/simulator/scripted-call.ts";
import type { SimulatedTenantOptions } from "../../../src/simulator/simulated-tenant.ts";
import { Subscriber } from "./subscriber.ts";
import { NOW, TenantClient } from "./tenant-client.ts";
import type { Answer } from "./tenant-client.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export type WireSubscription = {
  id: string;
  changeType: string;
  resource: string;
  clientState: string | null;
  expirationDateTime: string;
  applicationId: string;
  lifecycleNotificationUrl: string | null;
};

/** The id of the n-th scripted call. */
export function callId(index: number): string {
  return `aaaaaaaa-0000-4000-8000-${String(index).padStart(12, "0")}`;
}

/** A two-party call whose versions become available so many minutes after NOW. */
export function scripted(
  index: number,
  minutes: readonly number[],
  people: readonly string[] = ["a", "b"],
): ScriptedCall {
  const end = new Date(Date.parse(NOW) - MINUTE);
  const versions = minutes.map((minute, version) => ({
    number: version + 1,
    availableAt: new Date(Date.parse(NOW) + minute * MINUTE),
  }));
  return {
    id: callId(index),
    start: new Date(end.getTime() - HOUR),
    end,
    participants: people.map((person) => ({ person })),
    versions,
  };
}

/** A tenant with nothing but scripted calls, and somebody to be notified. */
export class SubscribedClient {
  readonly client: TenantClient;
  readonly subscriber: Subscriber;

  private constructor(client: TenantClient, subscriber: Subscriber) {
    this.client = client;
    this.subscriber = subscriber;
  }

  static async start(
    calls: readonly ScriptedCall[],
    over: Partial<SimulatedTenantOptions> = {},
  ): Promise<SubscribedClient> {
    const quiet = { pastDays: 0, callsPerPersonDay: 0, tokenLifetimeSeconds: 4_000_000 };
    const client = await TenantClient.start({ ...quiet, extraCalls: calls, ...over });
    return new SubscribedClient(client, await Subscriber.start());
  }

  subscribe(over: Record<string, unknown> = {}, minutes = 4230): Promise<Answer<WireSubscription>> {
    const expiry = new Date(this.client.clock.now().getTime() + minutes * MINUTE);
    return this.client.post("/subscriptions", {
      changeType: "updated",
      resource: "/communications/callRecords",
      notificationUrl: this.subscriber.url,
      lifecycleNotificationUrl: this.subscriber.url,
      expirationDateTime: expiry.toISOString(),
      clientState: "a secret",
      ...over,
    });
  }

  async stop(): Promise<void> {
    await this.client.stop();
    await this.subscriber.stop();
  }
}
