import { remembered } from "../../src/calls/remembered.ts";
import type { Messages } from "./catalog.ts";
import { languageFor, wellFormed } from "./languages.ts";

/** Pairs of a locale and a zone. */
const MOST = 500;

/**
 * What Callwise says to a person with this locale (a BCP 47 tag, also as shells write it; a malformed one counts as
 * unknown) and IANA time zone. In English the locale's region decides how dates and numbers look.
 * Throws RangeError for an unknown time zone.
 */
export const messagesFor: (locale: string, timeZone: string) => Messages = remembered(MOST, (locale, timeZone) =>
  languageFor(locale).messages(wellFormed(locale)?.toString() ?? "", timeZone),
);
