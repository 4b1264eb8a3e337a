/** Chinese characters, not the full-width marks, which bring their own space. */
const CHINESE_END = /\p{Script=Han}$/u;
const CHINESE_START = /^\p{Script=Han}/u;
const OTHER_END = /[\p{Script=Latin}\p{N}%)]$/u;
/** Also a sign before a number: "比前一周 +3". */
const OTHER_START = /^[\p{Script=Latin}\p{N}(+−-]/u;

/**
 * A template whose values may be Chinese or not, such as names: a space is put between Chinese characters and Latin
 * letters or digits, and none between Chinese characters. "与 Anna 的通话", "与王芳的通话".
 */
export function spaced(texts: TemplateStringsArray, ...values: readonly string[]): string {
  return texts.reduce((line, text, index) => joined(joined(line, values[index - 1] ?? ""), text));
}

function joined(before: string, after: string): string {
  const isBoundary =
    (CHINESE_END.test(before) && OTHER_START.test(after)) || (OTHER_END.test(before) && CHINESE_START.test(after));
  return isBoundary ? `${before} ${after}` : `${before}${after}`;
}
