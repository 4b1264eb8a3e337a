import type { LanguageTag } from "../../bot/messages/languages.ts";
import type { TabLanguage } from "./tab-messages.ts";

/** Each language is a chunk of its own, loaded when somebody reads it. The first one is for everybody else. */
const LANGUAGES: Readonly<Record<LanguageTag, () => Promise<TabLanguage>>> = {
  en: () => import("./english-tab.ts"),
  "zh-CN": () => import("./chinese-tab.ts"),
};

/** For a locale or a language tag, whatever its region and script. Rejects when the chunk cannot be had. */
export function loadLanguage(locale: string): Promise<TabLanguage> {
  const wanted = languageOf(locale);
  const [, load] = Object.entries(LANGUAGES).find(([tag]) => languageOf(tag) === wanted) ?? ["en", LANGUAGES.en];
  return load();
}

function languageOf(locale: string): string | null {
  try {
    return new Intl.Locale(locale.replaceAll("_", "-")).language;
  } catch {
    return null;
  }
}
