import type { Bot } from "../bot/bot.ts";
import type { AnswerParts } from "../bot/commands/answer-parts.ts";
import { answerQuestion } from "../bot/commands/answer-question.ts";
import type { Alerting } from "./alerting/alerting.ts";
import { canonicalId } from "./calls/canonical-id.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config/config.ts";
import type { Secrets } from "./config/secrets.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { tenantIdOf } from "./service-store.ts";
import type { SimulatedTenant } from "./simulator/simulated-tenant.ts";
import type { Store } from "./store/store.ts";

/** The bot, if there is one to be. Loaded only here: botbuilder takes half a second, which the command line does not need. */
export async function startBot(parts: {
  config: Config;
  secrets: Secrets;
  tenant: SimulatedTenant | null;
  store: Store;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  answerParts: AnswerParts;
  alerting: Alerting;
}): Promise<Bot | null> {
  const { config, secrets, tenant, store, clock, log, metrics, answerParts, alerting } = parts;
  if (config.bot === null && tenant === null) {
    log.warn("no bot is configured: set BOT_ID to answer in Teams");
    return null;
  }
  const [{ createBot }, { createCardSender }] = await Promise.all([
    import("../bot/bot.ts"),
    import("../bot/alerts/card-sender.ts"),
  ]);
  const { conversations } = store;
  const bot = createBot({
    credentials: config.bot && { ...config.bot, appPassword: secrets.botPassword },
    allowedTenantIds: [tenantIdOf(config)],
    answer: (question) => answerQuestion(question, answerParts),
    resolvePerson: (aadObjectId) => personOf(aadObjectId, tenant),
    preferences: store.preferences,
    isAdmin: (personId) => config.adminIds.includes(personId.toLowerCase()),
    conversations: {
      ...conversations,
      remove: async (conversationId) => {
        await alerting.onConversationGone(conversationId);
        await conversations.remove(conversationId);
      },
    },
    defaultTimeZone: config.defaultTimeZone,
    count: (outcome, n) => metrics.countTurns(outcome, n),
    clock,
    log: log.child({ part: "bot" }),
  });
  const { messenger } = bot;
  const timeZone = config.defaultTimeZone;
  alerting.start(createCardSender({ messenger, conversations, timeZone, log: log.child({ part: "alerting" }) }));
  return bot;
}

/** In simulated mode whoever is nobody of the tenant (the local client's own users) speaks as the suggested person. */
function personOf(aadObjectId: string, tenant: SimulatedTenant | null): string {
  const personId = canonicalId(aadObjectId);
  if (tenant === null || tenant.people.some(({ id }) => id === personId)) return personId;
  return tenant.suggestedPerson.id;
}
