import type { Messages } from "./catalog.ts";
import { english } from "./english.ts";

/**
 * What Callwise says to a person with this locale (a BCP 47 tag; a malformed one counts as unknown) and IANA time zone.
 * English is the only language so far; the locale's region still decides how dates and numbers look.
 * Throws RangeError for an unknown time zone.
 */
export function messagesFor(locale: string, timeZone: string): Messages {
  return english(locale, timeZone);
}
