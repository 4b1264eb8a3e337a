import type { Messages } from "./catalog.ts";
import { chineseBasics } from "./chinese-basics.ts";
import { chineseFurther } from "./chinese-further.ts";

/** Simplified Chinese, for every region; see `chineseFormats`. Throws RangeError for an unknown time zone. */
export function chinese(timeZone: string): Messages {
  const basics = chineseBasics(timeZone);
  return { ...basics, ...chineseFurther(basics.formats) };
}
