import { SCHEMA_ROOT } from "./manifest.ts";

/**
 * What Teams takes from a localization file, among what this manifest has.
 * https://learn.microsoft.com/microsoftteams/platform/resources/schema/localization-schema
 */
const LOCALIZED = [
  /^(?:name|description)\.(?:short|full)$/,
  /^staticTabs\[\d\]\.name$/,
  /^bots\[0\]\.commandLists\[\d\]\.commands\[\d+\]\.(?:title|description)$/,
  /^composeExtensions\[0\]\.commands\[\d\]\.(?:parameters\[\d\]\.)?(?:title|description)$/,
];

/** The localization file of a language: every text of its manifest that Teams translates, by its place in it. */
export function localizationFile(manifest: object): Record<string, string> {
  const texts = textsByPlace(manifest).filter(([place]) => LOCALIZED.some((pattern) => pattern.test(place)));
  return { $schema: `${SCHEMA_ROOT}/MicrosoftTeams.Localization.schema.json`, ...Object.fromEntries(texts) };
}

/** Every text with its place as Teams writes it: "bots[0].commandLists[1].commands[0].title". */
export function textsByPlace(value: unknown, place = ""): [place: string, text: string][] {
  if (typeof value === "string") return [[place, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    textsByPlace(part, Array.isArray(value) ? `${place}[${key}]` : place === "" ? key : `${place}.${key}`),
  );
}
