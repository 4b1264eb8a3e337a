import { WEBHOOK_CHANNEL_ID, type AlertChannel } from "../calls/alert-channel.ts";
import type { AlertRule, AlertRuleChange, AlertRuleTrial } from "../calls/alert-rule.ts";
import type { CardSender } from "../calls/card-delivery.ts";
import type { Incident } from "../calls/incident.ts";
import { isCallRuleKind } from "../calls/rule-change.ts";
import type { Viewer } from "../calls/viewer.ts";
import type { Clock } from "../clock.ts";
import { createLeasedUpkeep, type LeasedUpkeep } from "../leased-upkeep.ts";
import type { Log } from "../log.ts";
import { ServiceError } from "../service-error.ts";
import type { Store } from "../store/store.ts";
import { inSpan } from "../telemetry/span.ts";
import type { AlertPace } from "./alert-pace.ts";
import { createCallRules, type CallRuleParts } from "./call-rules.ts";
import { createChannelCards } from "./channel-cards.ts";
import { dispatchDigests } from "./dispatch-digests.ts";
import { dispatchHelpRequests } from "./dispatch-help-requests.ts";
import { dispatchIncidents } from "./dispatch-incidents.ts";
import type { IncidentRule } from "./incident-rule.ts";
import { paceOf, readRules, type ReadRulesOptions } from "./read-rules.ts";
import { createRuleSettings, type PresentRule } from "./rule-settings.ts";
import { sendDeliveries, type SendDeliveriesOptions } from "./send-deliveries.ts";
import { tryCallRule } from "./try-call-rule.ts";

export type AlertingOptions = {
  store: Pick<
    Store,
    | "alertChannels"
    | "alertRules"
    | "incidents"
    | "deliveries"
    | "helpRequests"
    | "conversations"
    | "leases"
    | "ruleReadings"
    | "buildings"
  >;
  /** Those about the service itself; the ones about calls are there anyway. */
  rules: readonly IncidentRule[];
  pace: AlertPace;
  /** See CallRuleParts. */
  isAnonymous?: boolean;
  /** IANA: of the organization, whose days the daily digests are of. */
  timeZone: string;
  /** Names this process among those that share the store. */
  owner: string;
  /** Counts deliveries by what became of them. */
  count: SendDeliveriesOptions["count"];
  /** Told of the kind of rule of every incident that opens or is resolved; nobody is unless given. */
  onIncident?: NonNullable<ReadRulesOptions["onChange"]>;
  clock: Clock;
  random: () => number;
  log: Log;
};

export type Alerting = {
  /** Turns alerts on in a channel; asking again leaves it as it is. What is wrong at present is told there, too. */
  here(conversationId: string, viewer: Viewer): Promise<AlertChannel>;
  /** Whether they were on there. */
  off(conversationId: string): Promise<boolean>;
  rules(): Promise<{ rules: AlertRule[]; channels: number }>;
  /**
   * Changes a rule.
   * Throws ServiceError "not_allowed", "alert_rule_unknown", "alert_rule_invalid", "alert_rule_changed".
   */
  saveRule(change: AlertRuleChange, viewer: Viewer): Promise<AlertRule>;
  /**
   * What a rule would have told of in the last seven days, with a change that is not kept. Throws like `saveRule`; and
   * "alert_rule_not_tried" for a rule about the service itself, of whose past nothing is stored, and like `tryCallRule`.
   */
  tryRule(change: AlertRuleChange, viewer: Viewer): Promise<AlertRuleTrial>;
  /** Sends what was just changed at once instead of at the next look into the outbox. */
  wake(): void;
  /**
   * The bot was removed from a conversation or it was deleted: no alerts there any more, nor in the other channels of
   * a team whose own conversation it was.
   */
  onConversationGone(conversationId: string): Promise<void>;
  /** Begins to read the rules and to send what they find, in the background, one instance at a time. */
  start(sender: CardSender): void;
  /** Ends the delivery at work, and leaves the others for the next start. */
  stop(): Promise<void>;
};

const READ_LEASE_MS = 180_000;
const SEND_LEASE_MS = 120_000;

/** Rules → incidents → deliveries. Each step is kept before the next begins, so that it can go on after any stop. */
export function createAlerting(options: AlertingOptions): Alerting {
  const { store, pace, timeZone, owner, onIncident, clock, log } = options;
  const { alertChannels, alertRules, incidents, deliveries, helpRequests, conversations, leases } = store;
  const cards = createChannelCards({ incidents, helpRequests, timeZone, clock });
  const { ruleReadings, buildings } = store;
  const callParts: CallRuleParts = {
    ruleReadings,
    buildings,
    timeZone,
    pace,
    isAnonymous: options.isAnonymous ?? false,
    log,
  };
  const rules = createRuleSettings({ rules: [...options.rules, ...createCallRules(callParts)], alertRules, clock });
  let upkeeps: LeasedUpkeep[] = [];
  let trying: Promise<unknown> = Promise.resolve();

  function wake(): void {
    for (const upkeep of upkeeps) upkeep.wake();
  }

  async function remove(conversationId: string): Promise<void> {
    await alertChannels.remove(conversationId);
    await deliveries.removeChannel(conversationId, "all");
  }

  async function isOfTeam(conversationId: string, teamId: string): Promise<boolean> {
    return (await conversations.find(conversationId))?.teamId === teamId;
  }

  return {
    async here(conversationId, { personId }) {
      const channel = await alertChannels.add({ conversationId, since: clock.now(), setBy: personId });
      await incidents.dispatchOpenAgain();
      wake();
      return channel;
    },

    wake,

    async off(conversationId) {
      const wereOn = await alertChannels.remove(conversationId);
      await deliveries.removeChannel(conversationId, "waiting");
      return wereOn;
    },

    async rules() {
      const [present, open, channels] = await Promise.all([rules.all(), incidents.open(), alertChannels.all()]);
      const ofTeams = channels.filter(({ conversationId }) => conversationId !== WEBHOOK_CHANNEL_ID);
      return { rules: present.map((rule) => shownRule(rule, open)), channels: ofTeams.length };
    },

    async saveRule(change, viewer) {
      const rule = await rules.save(change, viewer);
      wake();
      return shownRule(rule, await incidents.open());
    },

    async tryRule(change, viewer) {
      const { kind, settings, rule } = await rules.changed(change, viewer);
      if (settings === null || !isCallRuleKind(kind)) {
        throw new ServiceError("alert_rule_not_tried", "Only rules about calls can be tried on what is stored.");
      }
      // Each holds a window's calls: one at a time.
      const trial = trying.then(() =>
        tryCallRule({ kind, settings, pace: paceOf(rule, settings, pace) }, callParts, clock.now()),
      );
      trying = trial.catch(() => undefined);
      return trial;
    },

    async onConversationGone(goneId) {
      for (const { conversationId } of await alertChannels.all()) {
        if (conversationId === goneId) await remove(conversationId);
        else if (await isOfTeam(conversationId, goneId)) {
          await remove(conversationId);
          await conversations.remove(conversationId);
        }
      }
    },

    start(sender) {
      const shared = { leases, owner, clock, log };
      const sending = createLeasedUpkeep({
        name: "alertDeliveries",
        leaseMs: SEND_LEASE_MS,
        everyMs: pace.sendEveryMs,
        round: async (signal) => {
          const into = { deliveries, alertChannels, clock };
          await dispatchIncidents({ ...into, incidents });
          await dispatchHelpRequests({ ...into, helpRequests });
          await sendDeliveries({ ...options, deliveries, cards, alertChannels, sender }, signal);
        },
        ...shared,
      });
      const reading = createLeasedUpkeep({
        name: "alertRules",
        leaseMs: READ_LEASE_MS,
        everyMs: pace.readEveryMs,
        round: async () => {
          const into = { incidents, pace, ...(onIncident && { onChange: onIncident }), clock, log };
          await inSpan("alert rules", {}, () => readRules({ rules, ...into }));
          await dispatchDigests({ deliveries, alertChannels, cards, timeZone, clock });
          sending.wake();
        },
        ...shared,
      });
      upkeeps = [sending, reading];
      for (const upkeep of upkeeps) upkeep.start();
    },

    async stop() {
      await Promise.all(upkeeps.map((upkeep) => upkeep.stop()));
    },
  };
}

function shownRule(rule: PresentRule, open: readonly Incident[]): AlertRule {
  const { id, kind, isOn, settings, updatedAt, updatedBy } = rule;
  const openSince = open.find(({ ruleId }) => ruleId === id)?.since ?? null;
  return { id, kind, isOn, settings, updatedAt, updatedBy, openSince };
}
