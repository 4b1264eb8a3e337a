import type { Plugin } from "vite";

/** The kinds of tokens there are; other properties of something called so are no tokens. */
const KINDS = "color|font|lineHeight|spacing|borderRadius|strokeWidth|shadow|duration|curve|zIndex";
const TOKEN = new RegExp(String.raw`(?<![.\w$])tokens\.((?:${KINDS})[A-Z0-9]\w*)`, "g");
const HAS_TOKENS = /import\s*\{[^}]*\btokens\b[^}]*\}\s*from/;

/**
 * Writes `tokens.colorBrandStroke1` as the CSS variable that it stands for, "var(--colorBrandStroke1)": otherwise every
 * page loads the whole table of them, 4 KB, whatever it uses.
 */
export function inlineTokens(): Plugin {
  return {
    name: "inline-tokens",
    apply: "build",
    enforce: "post",
    transform(code, id) {
      if (!HAS_TOKENS.test(code) || id.endsWith("/tokens.js")) return null;
      return { code: code.replace(TOKEN, '"var(--$1)"'), map: null };
    },
  };
}
