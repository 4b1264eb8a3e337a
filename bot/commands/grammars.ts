import type { LanguageTag } from "../messages/languages.ts";
import { chineseGrammar } from "./grammar-chinese.ts";
import { englishGrammar } from "./grammar-english.ts";
import type { Grammar } from "./grammar.ts";

/** The grammar of every language that has a catalog, in the order in which they are tried. */
export const GRAMMARS: Readonly<Record<LanguageTag, Grammar>> = {
  en: englishGrammar,
  "zh-CN": chineseGrammar,
};
