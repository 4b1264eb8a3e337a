import type { LanguageTag } from "../../bot/messages/languages.ts";
import type { TabLanguage } from "./tab-messages.ts";

/** Each language is a chunk of its own, loaded when somebody reads it. English is for everybody else. */
const LANGUAGES: Readonly<Record<LanguageTag, () => Promise<TabLanguage>>> = {
  en: () => import("./english-tab.ts"),
  "zh-CN": () => import("./chinese-tab.ts"),
};

const loaded = new Map<LanguageTag, TabLanguage>();

/** The language of a locale or a language tag, where it was loaded before. */
export function loadedLanguage(locale: string): TabLanguage | null {
  return loaded.get(tagOf(locale)) ?? null;
}

/** For a locale or a language tag, whatever its region and script. Rejects when the chunk cannot be had. */
export async function loadLanguage(locale: string): Promise<TabLanguage> {
  const tag = tagOf(locale);
  const language = await LANGUAGES[tag]();
  loaded.set(tag, language);
  return language;
}

function tagOf(locale: string): LanguageTag {
  const wanted = languageOf(locale);
  // The list of languages itself would bring every catalog with it.
  const tags = Object.keys(LANGUAGES) as LanguageTag[];
  return tags.find((tag) => languageOf(tag) === wanted) ?? "en";
}

function languageOf(locale: string): string | null {
  try {
    return new Intl.Locale(locale.replaceAll("_", "-")).language;
  } catch {
    return null;
  }
}
