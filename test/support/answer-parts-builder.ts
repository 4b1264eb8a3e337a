import type { AnswerParts } from "../../bot/commands/answer-parts.ts";
import { LANGUAGE_TAGS } from "../../bot/messages/languages.ts";
import type { StatusFigures } from "../../src/calls/status-figures.ts";
import type { Store } from "../../src/store/store.ts";
import { sampleAnswers } from "./sample-answers.ts";

/** The parts of answers on a store, as the command line has them: without alerts, in Berlin. */
export function answerPartsOn(store: Omit<Store, "close">, over: Partial<AnswerParts> = {}): AnswerParts {
  const { participations, people, preferences, accessLog, erasures, rollups } = store;
  return {
    participations,
    people,
    preferences,
    accessLog,
    erasures,
    rollups,
    readStatus: () => Promise.resolve(sampleStatus()),
    alerts: null,
    isAnonymous: false,
    availableLanguages: LANGUAGE_TAGS,
    organizationTimeZone: "Europe/Berlin",
    ...over,
  };
}

export function sampleStatus(): StatusFigures {
  const [answer] = sampleAnswers().status;
  if (answer?.intent !== "status") throw new Error("there is no sample of a status");
  return answer.status;
}
