import type { Messages } from "./catalog.ts";
import { languageFor, wellFormed } from "./languages.ts";

/**
 * What Callwise says to a person with this locale (a BCP 47 tag, also as shells write it; a malformed one counts as
 * unknown) and IANA time zone. In English the locale's region decides how dates and numbers look.
 * Throws RangeError for an unknown time zone.
 */
export function messagesFor(locale: string, timeZone: string): Messages {
  return languageFor(locale).messages(wellFormed(locale)?.toString() ?? "", timeZone);
}
