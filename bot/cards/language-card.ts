import type { Answer } from "../../src/calls/answer.ts";
import type { Messages } from "../messages/catalog.ts";
import { languageName } from "../messages/languages.ts";
import type { AdaptiveCard } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";
import { MOST_ACTIONS } from "./chips.ts";
import { text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { clip } from "../messages/clip.ts";

type LanguageAnswer = Extract<Answer, { intent: "language" }>;

/** The language in force, and the others as buttons, each in its own words. */
export function languageCard({ language, unknown, available }: LanguageAnswer, messages: Messages): AdaptiveCard {
  const { titles, joins } = messages;
  const { now, unknown: unknownText, choose } = messages.settings.language;
  const others = available.filter((tag) => tag !== language).slice(0, MOST_ACTIONS - 1);
  const line = now(languageName(language));
  const lines = unknown === null ? [line] : [unknownText(clip(unknown, 60)), line];
  return fitCard(messages.language, () => ({
    summary: joins.sentences([titles.language, ...lines]),
    body: [
      ...titleLines(titles.language, null),
      ...[...lines, ...(others.length > 0 ? [choose] : [])].map((one) => text(one)),
    ],
    actions: [
      ...others.map((tag) => commandAction(languageName(tag), { intent: "language", language: tag }, messages)),
      commandAction(titles.help, { intent: "help" }, messages),
    ],
  }));
}
