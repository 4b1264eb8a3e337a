import { GraphFault } from "./graph-exchange.ts";
import type { Random } from "./random.ts";
import { tooManyRequests } from "./throttle-windows.ts";

/** Everything that can be made to go wrong; rates are chances between 0 and 1, drawn in a seeded order. */
export type Faults = {
  /** Records whose first version answers 404 for a while after its notification. */
  notReady404Rate: number;
  /** Requests that begin a burst of three to twelve 429 answers, with and without Retry-After. */
  throttleBurst: number;
  /** 503 and 504 answers, half of them with Retry-After. */
  serviceUnavailableRate: number;
  internalErrorRate: number;
  slowAnswers: number;
  slowAnswerMs: number;
  /** Connections that end without an answer. */
  droppedConnections: number;
  /** Notifications that come twice. */
  duplicateRate: number;
  /** Notifications that come later than their successors. */
  reorderRate: number;
  /** Notifications that never come. */
  lostNotifications: number;
  /** Handshakes that fail although the endpoint is healthy. */
  validationFailureRate: number;
  /** Renewals that repeat the handshake. */
  revalidateRate: number;
  /** How long a record can be read before List shows it. */
  listLagSeconds: number;
  /** Above 0: the app may not read the logs of telephone calls, which answer 403. */
  callLogPermissionMissing: number;
  /** Above 0: the app holds no permission: its tokens have no roles; call records and subscriptions answer 403. */
  callRecordPermissionMissing: number;
  /** How far the clocks of Graph and of the sign-in service, as their answers show them, are ahead of this one. */
  clockAheadSeconds: number;
  /** Above 0: the secret of the app that reads Graph has expired (AADSTS7000222). */
  clientSecretExpired: number;
  /** Above 0: the bot's secret is refused (AADSTS7000215). */
  botSecretRefused: number;
  /** Above 0: no application has the tab's id URI (AADSTS500011). */
  tabAudienceUnknown: number;
  /** Above 0: the tab's application asks for tokens of version 1, as it does unless told otherwise. */
  tabTokensOfVersion1: number;
};

export const REALISTIC_FAULTS: Faults = {
  notReady404Rate: 0.03,
  throttleBurst: 0,
  serviceUnavailableRate: 0,
  internalErrorRate: 0,
  slowAnswers: 0,
  slowAnswerMs: 3000,
  droppedConnections: 0,
  duplicateRate: 0.02,
  reorderRate: 0.03,
  lostNotifications: 0,
  validationFailureRate: 0,
  revalidateRate: 0.1,
  listLagSeconds: 0,
  callLogPermissionMissing: 0,
  callRecordPermissionMissing: 0,
  clockAheadSeconds: 0,
  clientSecretExpired: 0,
  botSecretRefused: 0,
  tabAudienceUnknown: 0,
  tabTokensOfVersion1: 0,
};

/** A tenant on its best behavior, for tests that want nothing but what they ask for. */
export const NO_FAULTS: Faults = {
  ...REALISTIC_FAULTS,
  notReady404Rate: 0,
  duplicateRate: 0,
  reorderRate: 0,
  revalidateRate: 0,
};

/** Rates to read and set at run time, and things that happen once. */
export type FaultSwitches = Faults & {
  /** Removes a subscription (default: all), silently or with a lifecycle notification. */
  vanishSubscription(subscriptionId?: string, options?: { notify?: boolean }): void;
  /** Tells every subscription that notifications were missed. */
  sendMissed(): void;
  /** Asks for reauthorization of a subscription (default: all) at once; delivery pauses until it is done. */
  requireReauthorization(subscriptionId?: string): void;
  /** Makes every access token issued so far an expired one. */
  expireTokens(): void;
  /** The next so many requests to Graph are throttled. */
  throttleNext(requests: number): void;
};

export type RequestFault = { delayMs: number; drops: boolean };

/** Draws what goes wrong with one request to Graph; throws the answer when it is an error. */
export class RequestFaults {
  private readonly faults: Faults;
  private readonly random: Random;
  private burst = 0;

  constructor(faults: Faults, random: Random) {
    this.faults = faults;
    this.random = random;
  }

  throttleNext(requests: number): void {
    this.burst = requests;
  }

  transport(): RequestFault {
    const isSlow = this.faults.slowAnswers > 0 && this.random.chance(this.faults.slowAnswers);
    const drops = this.faults.droppedConnections > 0 && this.random.chance(this.faults.droppedConnections);
    return { delayMs: isSlow ? this.faults.slowAnswerMs : 0, drops };
  }

  strike(): void {
    if (this.burst === 0 && this.faults.throttleBurst > 0 && this.random.chance(this.faults.throttleBurst)) {
      this.burst = this.random.int(3, 12);
    }
    if (this.burst > 0) {
      this.burst -= 1;
      throw tooManyRequests(this.random.chance(0.7) ? this.random.int(1, 5) : null);
    }
    if (this.faults.serviceUnavailableRate > 0 && this.random.chance(this.faults.serviceUnavailableRate)) {
      const headers: Record<string, string> = this.random.chance(0.5)
        ? { "Retry-After": String(this.random.int(1, 5)) }
        : {};
      if (this.random.chance(0.3)) throw new GraphFault(504, "GatewayTimeout", "The request timed out.", headers);
      throw new GraphFault(503, "ServiceUnavailable", "The service is temporarily unavailable.", headers);
    }
    if (this.faults.internalErrorRate > 0 && this.random.chance(this.faults.internalErrorRate)) {
      throw new GraphFault(500, "InternalServerError", "An error has occurred.");
    }
  }
}
