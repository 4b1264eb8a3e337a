import { fileURLToPath } from "node:url";
import express, { type Router } from "express";
import type { AnswerParts } from "../bot/commands/answer-parts.ts";
import { LANGUAGES } from "../bot/messages/languages.ts";
import type { IncidentDesk } from "./calls/incident-desk.ts";
import type { StatusFigures } from "./calls/status-figures.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config/config.ts";
import { createApiRouter, type ApiRouterOptions } from "./http/api-router.ts";
import { openApiRoute } from "./http/openapi.ts";
import type { Route } from "./http/route.ts";
import { alertIncidentRoutes } from "./http/routes/alert-incidents.ts";
import { alertRoutes, type AlertRulesPort } from "./http/routes/alerts.ts";
import { accountRoutes } from "./http/routes/account.ts";
import { buildingRoutes } from "./http/routes/buildings.ts";
import { callRoutes } from "./http/routes/call.ts";
import { callsRoutes } from "./http/routes/calls.ts";
import { feedbackRoutes } from "./http/routes/feedback.ts";
import { organizationRoutes } from "./http/routes/organization.ts";
import { overviewRoutes } from "./http/routes/overview.ts";
import { peopleRoutes } from "./http/routes/people.ts";
import { privacyRoutes } from "./http/routes/privacy.ts";
import { helpRequestRoutes } from "./http/routes/help-requests.ts";
import { startRoutes, type SimulatedSignIn } from "./http/routes/start.ts";
import { statusRoutes } from "./http/routes/status.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { createSignIn } from "./http/sign-in.ts";
import { createSigningKeys } from "./http/signing-keys.ts";
import { createTabSite } from "./http/tab-site.ts";
import type { Log } from "./log.ts";
import { createChatAnswers } from "./service-answers.ts";
import { ServiceError } from "./service-error.ts";
import { tenantIdOf } from "./service-store.ts";
import type { SimulatedTenant } from "./simulator/simulated-tenant.ts";
import type { Store } from "./store/store.ts";
import { VERSION } from "./version.ts";

export type ApiParts = {
  config: Config;
  /** Ids of admins, in lower case. */
  adminIds: readonly string[];
  tenant: SimulatedTenant | null;
  store: Store;
  /** What the chat's answers are made of. */
  answerParts: AnswerParts;
  readStatus: () => Promise<StatusFigures>;
  alerting: AlertRulesPort & { wake(): void };
  incidentDesk: IncidentDesk;
  /** Earlier calls are to be brought to the buildings as they are now. */
  onBuildingsChanged: () => void;
  clock: Clock;
  log: Log;
};

const TAB_DIRECTORY = fileURLToPath(new URL("../tab/dist", import.meta.url));

/** Every route of the API. A part of it exports a function that gives its routes, and has its line here. */
function routesOf(parts: ApiParts): Route[] {
  const { alerting, incidentDesk, config, adminIds, tenant, store, readStatus } = parts;
  const { preferences, people } = store;
  const { defaultTimeZone: organizationTimeZone, retentionDays, isAnonymous } = config;
  const asking = {
    ...store,
    chat: createChatAnswers(parts.answerParts),
    organizationTimeZone,
    retentionDays,
    isAnonymous,
  };
  return [
    ...startRoutes({
      version: VERSION,
      isAnonymous,
      clientId: config.tab?.clientId ?? null,
      simulated: tenant && simulatedSignIn(tenant, adminIds),
    }),
    ...accountRoutes({ preferences, people, languages: LANGUAGES, organizationTimeZone, retentionDays }),
    ...overviewRoutes(asking),
    ...callsRoutes(asking),
    ...callRoutes(asking),
    ...feedbackRoutes(asking),
    ...privacyRoutes(asking),
    ...organizationRoutes(asking),
    ...peopleRoutes(asking),
    ...statusRoutes({ readStatus }),
    ...alertRoutes({ alerting, alertChannels: store.alertChannels, incidents: store.incidents, people, adminIds }),
    ...alertIncidentRoutes({ desk: incidentDesk, people }),
    ...helpRequestRoutes({ helpRequests: store.helpRequests, onSent: () => alerting.wake() }),
    ...buildingRoutes({
      buildings: store.buildings,
      people,
      sample: tenant?.buildingFile ?? null,
      onChanged: parts.onBuildingsChanged,
    }),
  ];
}

/** The tab at /tab, and the API that it speaks to at /api; whatever is answered after them has their headers too. */
export function createApi(parts: ApiParts): Router {
  const { config, tenant, clock, log } = parts;
  const isHttps = config.publicUrl?.startsWith("https:") ?? false;
  const routes = routesOf(parts);
  return express
    .Router()
    .use(securityHeaders({ isHttps, framesItself: tenant !== null }))
    .use(createApiRouter({ routes: [...routes, openApiRoute(routes, VERSION)], signIn: signInOf(parts), clock, log }))
    .use(createTabSite({ directory: TAB_DIRECTORY }));
}

/** The very same check for a configured and for the simulated tenant, which has keys of its own. */
function signInOf({ config, adminIds, tenant, clock }: ApiParts): ApiRouterOptions["signIn"] {
  const clientId = tenant?.tabClientId ?? config.tab?.clientId;
  const loginRoot = tenant?.loginRoot ?? config.graph?.loginRoot;
  if (clientId === undefined || loginRoot === undefined) {
    return () => Promise.reject(new ServiceError("sign_in_not_configured", "Nobody can sign in: set TAB_CLIENT_ID."));
  }
  const tenantId = tenantIdOf(config);
  return createSignIn({
    tenantId,
    loginRoot,
    clientId,
    tabHost: config.publicUrl === null ? null : new URL(config.publicUrl).host,
    keys: createSigningKeys({ loginRoot, tenantId, caCertificate: tenant?.caCertificate ?? null }),
    adminIds,
    clock,
  });
}

function simulatedSignIn(tenant: SimulatedTenant, adminIds: readonly string[]): SimulatedSignIn {
  const { people, suggestedPerson } = tenant;
  return {
    people: people.map(({ id, displayName }) => ({ id, displayName, isAdmin: adminIds.includes(id) })),
    suggestedPersonId: suggestedPerson.id,
    async signIn(personId) {
      const person = people.find(({ id }) => id === personId);
      if (person === undefined) throw new TypeError("Somebody signs in who is not in the tenant.");
      return tenant.signInPerson(person);
    },
  };
}
