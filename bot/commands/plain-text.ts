/**
 * A message as the grammars expect it: without the mention of the bot that Teams puts before it in channels and group
 * chats, in one case and width, without commas, quotes and closing punctuation, with single spaces.
 */
export function plainText(text: string): string {
  return text
    .replace(/<at\b[^>]*>[^<]*<\/at>/gi, " ")
    .replace(/<\/?(p|div|span|br|b|i|em|strong)\s*\/?>/gi, " ")
    .replace(/&nbsp;/gi, " ")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u200b-\u200f\ufeff]/g, "")
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„"«»,;!?¿¡。，、()[\]{}<>*]+/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^@\S+ ?/, "")
    .replace(/^[\s'/:-]+|[\s'.…:-]+$/g, "");
}
