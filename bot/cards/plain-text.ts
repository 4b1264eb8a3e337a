/**
 * What Markdown, HTML entities and the card's own date functions read in the middle of a line. An underscore inside a
 * word is none of it, and is left alone because device names are full of them.
 */
const MARKDOWN = /[\\`*[\]~<]|\{(?=\{)|(?<!\w)_|_(?!\w)|&(?=#?\w+;)/g;
/** What starts a heading, list or quote, or a numbered list. */
const LINE_START = /^(\s*)([#>+-])/;
const NUMBERED = /^(\s*\d+)([.)])(?=\s|$)/;

/**
 * Escapes what a card's text fields would read as Markdown, so that a name like "[x](http://…)" or "*Ann*" is shown as
 * it is. https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
 */
export function escapeMarkdown(text: string): string {
  return text.replace(MARKDOWN, "\\$&").replace(LINE_START, "$1\\$2").replace(NUMBERED, "$1\\$2");
}

/** Arabic, Hebrew and the like, which would turn the direction of what stands beside them in a line. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** A name as a piece of its own within a line, so that a right-to-left one does not reorder the figures around it. */
export function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}
