import type { Messages } from "./catalog.ts";
import { englishBasics } from "./english-basics.ts";
import { englishFurther } from "./english-further.ts";

/** English for a person's locale ("en-US", "de-DE": the region decides how dates and numbers look) and time zone. */
export function english(locale: string, timeZone: string): Messages {
  const basics = englishBasics(locale, timeZone);
  return { ...basics, ...englishFurther(basics.formats) };
}
