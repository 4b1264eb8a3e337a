import type { Bot } from "../bot/bot.ts";
import type { CountBotOutcome } from "../bot/bot-outcome.ts";
import type { TabLink } from "../bot/cards/tab-link.ts";
import { teamsTabLink } from "../bot/cards/teams-tab-link.ts";
import type { AnswerParts } from "../bot/commands/answer-parts.ts";
import { answerQuestion } from "../bot/commands/answer-question.ts";
import type { Alerting } from "./alerting/alerting.ts";
import { canonicalId } from "./calls/canonical-id.ts";
import type { CardSender } from "./calls/card-delivery.ts";
import type { IncidentDesk } from "./calls/incident-desk.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config/config.ts";
import type { Secrets } from "./config/secrets.ts";
import { presentRequestId } from "./http/watch-requests.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { tenantIdOf } from "./service-store.ts";
import type { SimulatedTenant } from "./simulator/simulated-tenant.ts";
import type { Store } from "./store/store.ts";
import { watchAnswer } from "./telemetry/watch-answer.ts";

/** The bot and what it sends unasked, if there is one to be. Loaded only here: botbuilder takes half a second, which the command line does not need. */
export async function startBot(parts: {
  config: Config;
  secrets: Secrets;
  /** Ids in lower case. */
  adminIds: readonly string[];
  tenant: SimulatedTenant | null;
  store: Store;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  answerParts: AnswerParts;
  /** Where the service answers on this machine. */
  address: string;
  alerting: Alerting;
  incidentDesk: IncidentDesk;
  /** Names this process among those that share the store. */
  owner: string;
}): Promise<(Pick<Bot, "router" | "stop"> & { cardSender: CardSender }) | null> {
  const { config, secrets, adminIds, tenant, store, clock, log, metrics, answerParts, alerting, incidentDesk, owner } =
    parts;
  if (config.bot === null && tenant === null) {
    log.warn("no bot is configured: set BOT_ID to answer in Teams");
    return null;
  }
  const [{ createBot }, { createCardSender }, { ChannelCardMaker }, { createDigests }] = await Promise.all([
    import("../bot/bot.ts"),
    import("../bot/alerts/card-sender.ts"),
    import("../bot/alerts/channel-card.ts"),
    import("../bot/digest/digests.ts"),
  ]);
  const { conversations, preferences, participations, people, helpRequests, leases } = store;
  const { defaultTimeZone, areAlertNamesShown: areNamesShown, isAnonymous } = config;
  const cardMaker = new ChannelCardMaker({ people, adminIds, areNamesShown, isAnonymous, clock });
  const count: CountBotOutcome = (outcome, n) => metrics.countTurns(outcome, n);
  const bot = createBot({
    credentials: config.bot && { ...config.bot, appPassword: secrets.botPassword },
    allowedTenantIds: [tenantIdOf(config)],
    answer: (question) => watchAnswer(() => answerQuestion(question, answerParts), metrics, clock),
    createRequestId: presentRequestId,
    tabLink: tabLinkOf(config, tenant, parts.address),
    resolvePerson: (aadObjectId) => personOf(aadObjectId, tenant),
    preferences,
    isAdmin: (personId) => adminIds.includes(personId.toLowerCase()),
    conversations: {
      ...conversations,
      remove: async (conversationId) => {
        await alerting.onConversationGone(conversationId);
        await conversations.remove(conversationId);
      },
    },
    defaultTimeZone,
    acts: {
      desk: incidentDesk,
      helpRequests,
      cardMaker,
      setup: { alerting, alertChannels: store.alertChannels, people: store.people, timeZone: defaultTimeZone },
      onSent: () => alerting.wake(),
    },
    count,
    clock,
    log: log.child({ part: "bot" }),
  });
  const { messenger, router } = bot;
  const alertLog = log.child({ part: "alerting" });
  const cardSender = createCardSender({
    messenger,
    conversations,
    cardMaker,
    timeZone: defaultTimeZone,
    log: alertLog,
  });
  const digests = createDigests({
    preferences,
    participations,
    conversations,
    messenger,
    defaultTimeZone,
    count,
    leases,
    owner,
    clock,
    log: log.child({ part: "digest" }),
  });
  digests.start();
  return {
    router,
    cardSender,
    async stop() {
      await digests.stop();
      await bot.stop();
    },
  };
}

/** In simulated mode whoever is nobody of the tenant (the local client's own users) speaks as the suggested person. */
function personOf(aadObjectId: string, tenant: SimulatedTenant | null): string {
  const personId = canonicalId(aadObjectId);
  if (tenant === null || tenant.people.some(({ id }) => id === personId)) return personId;
  return tenant.suggestedPerson.id;
}

/** A browser on this machine shows the simulated tab, Teams its own; null where there is none. */
function tabLinkOf(config: Config, tenant: SimulatedTenant | null, address: string): TabLink | null {
  if (tenant !== null) return (place) => `${address}/tab/${place}`;
  const teamsAppId = config.tab?.teamsAppId ?? null;
  return teamsAppId === null ? null : teamsTabLink(teamsAppId);
}
