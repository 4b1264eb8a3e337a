import type { Messages } from "./catalog.ts";
import { chinese } from "./chinese.ts";
import { english } from "./english.ts";

type Language = {
  /** BCP 47 */
  tag: string;
  /** As its speakers call it. */
  ownName: string;
  /** `locale` is the person's, well-formed. Throws RangeError for an unknown time zone. */
  messages: (locale: string, timeZone: string) => Messages;
};

/**
 * Every language that Callwise speaks, the one for everybody else first. A new language is its line here; the type
 * checker then asks for its catalog, for its grammar in `GRAMMARS`, and for its name in every other grammar.
 */
export const LANGUAGES = [
  { tag: "en", ownName: "English", messages: english },
  { tag: "zh-CN", ownName: "简体中文", messages: (_, timeZone) => chinese(timeZone) },
] as const satisfies readonly [Language, ...Language[]];

export type LanguageTag = (typeof LANGUAGES)[number]["tag"];

const [firstLanguage, ...OTHER_LANGUAGES] = LANGUAGES;

/** For everybody whose language is not spoken. */
export const DEFAULT_LANGUAGE = firstLanguage;

export const LANGUAGE_TAGS: readonly [LanguageTag, ...LanguageTag[]] = [
  DEFAULT_LANGUAGE.tag,
  ...OTHER_LANGUAGES.map(({ tag }) => tag),
];

/**
 * The language for a person with this locale, whatever its region and script: Traditional Chinese readers are answered
 * in Simplified Chinese, which serves them better than English. Anybody else is answered in the first language.
 */
export function languageFor(locale: string): (typeof LANGUAGES)[number] {
  const wanted = wellFormed(locale);
  if (wanted === null) return DEFAULT_LANGUAGE;
  return LANGUAGES.find(({ tag }) => new Intl.Locale(tag).language === wanted.language) ?? DEFAULT_LANGUAGE;
}

/** A locale as clients and shells write it ("zh_cn", "zh-Hans-CN", "en_US.UTF-8"); null when it is none. */
export function wellFormed(locale: string): Intl.Locale | null {
  try {
    return new Intl.Locale(
      locale
        .trim()
        .replace(/[.@].*$/s, "")
        .replaceAll("_", "-"),
    );
  } catch {
    return null;
  }
}

/** A language by its own name; a tag that is not spoken here stays as it is. */
export function languageName(tag: string): string {
  return LANGUAGES.find((language) => language.tag === tag)?.ownName ?? tag;
}
