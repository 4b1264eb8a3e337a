import { randomUUID } from "node:crypto";
import type { Activity } from "botbuilder";
import { Answering } from "../../../bot/conversation/answering.ts";
import { Askers } from "../../../bot/conversation/asker.ts";
import { answerQuestion } from "../../../bot/commands/answer-question.ts";
import { systemClock, type Clock } from "../../../src/clock.ts";
import type { Route } from "../../../src/http/route.ts";
import { organizationRoutes } from "../../../src/http/routes/organization.ts";
import { overviewRoutes } from "../../../src/http/routes/overview.ts";
import { createLog } from "../../../src/log.ts";
import { createChatAnswers } from "../../../src/service-answers.ts";
import type { Store } from "../../../src/store/store.ts";
import { answerPartsOn } from "../../support/answer-parts-builder.ts";
import { CONTEXT, NOW } from "./department.ts";

/** What people ask of a tenant, answered by the product to the end; each tells how many calls the answer is about. */
export type Questions = {
  /** A message to the bot, from who sends it to the finished card. */
  chat(text: string, personId: string): Promise<number>;
  /** What the tab's overview asks for, to the finished body. */
  overview(personId: string): Promise<number>;
  /** What the admins' page of the organization asks for, to the finished body. */
  organization(): Promise<number>;
};

const CLOCK: Clock = { now: () => NOW, sleep: (ms, signal) => systemClock.sleep(ms, signal) };
const LOG = createLog("silent");
const CONVERSATION = { id: "a:personal", type: "personal" } as const;

export function createQuestions(store: Omit<Store, "close">): Questions {
  const parts = answerPartsOn(store);
  const { timeZone } = CONTEXT;
  const askers = new Askers({
    resolvePerson: (id) => id,
    isAdmin: () => false,
    preferences: store.preferences,
    defaultTimeZone: timeZone,
    clock: CLOCK,
    log: LOG,
  });
  const answering = new Answering({
    answer: (question) => answerQuestion(question, parts),
    createRequestId: randomUUID,
    count: () => undefined,
    clock: CLOCK,
    log: LOG,
  });
  const { participations, callRecords, preferences } = store;
  const asked = { participations, callRecords, preferences, organizationTimeZone: timeZone };
  const overviewRoute = theOne(overviewRoutes(asked));
  const organizationRoute = theOne(
    organizationRoutes({
      chat: createChatAnswers(parts),
      organizationTimeZone: timeZone,
      callRecords,
      rollups: store.rollups,
    }),
  );

  return {
    async chat(text, personId) {
      const asker = await askers.of({ from: { aadObjectId: personId }, locale: "en-GB" } as Activity);
      if (asker === null) throw new Error("Somebody asks who is nobody.");
      const { card, answer } = await answering.answer(text, asker, CONVERSATION);
      if (answer?.intent !== "calls") throw new Error(`"${text}" was not answered.`);
      JSON.stringify(card);
      return answer.summary.calls;
    },
    async overview(personId) {
      const overview = await bodyOf(overviewRoute, personId, false);
      return overview.summary?.calls ?? 0;
    },
    async organization() {
      const page = await bodyOf(organizationRoute, "admin", true);
      return page.organization?.calls ?? 0;
    },
  };
}

type Body = { summary?: { calls: number }; organization?: { calls: number } };

async function bodyOf(route: Route, personId: string, isAdmin: boolean): Promise<Body> {
  const answer = await route.run({
    viewer: { personId, isAdmin, displayName: null },
    params: {},
    query: { period: "last28days" },
    body: undefined,
    contentType: "",
    now: NOW,
    requestId: "bench",
    signal: new AbortController().signal,
    isFromThisMachine: true,
  });
  if (answer.kind !== "json") throw new Error("A page was answered with a file.");
  return JSON.parse(JSON.stringify(answer.value)) as Body;
}

function theOne(routes: readonly Route[]): Route {
  const [route] = routes;
  if (route === undefined || routes.length !== 1) throw new Error("There is another route beside it now.");
  return route;
}
