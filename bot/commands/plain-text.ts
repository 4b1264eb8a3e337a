/**
 * A message as the grammars expect it: without the mention of the bot that Teams puts before it in channels and group
 * chats, in one width, without commas, pictures and closing punctuation, with single spaces and one kind of quotes. Its
 * case stays, because names are passed on as they were written.
 */
export function plainText(text: string): string {
  return text
    .replace(/<at\b[^<>]*>[^<]*<\/at>/gi, " ")
    .replace(/<\/?(p|div|span|br|b|i|em|strong)\s*\/?>/gi, " ")
    .replace(/&nbsp;/gi, " ")
    .replace(/&(quot|#34);/gi, '"')
    .replace(/&(apos|#39);/gi, "'")
    .replace(/&amp;/gi, "&")
    .normalize("NFKC")
    .replace(/[\u200b-\u200f\u2060\ufeff\ufe0f]/g, "")
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„«»「」『』《》]/g, '"')
    .replace(/(?<=^|\s)'([^']+)'(?=[\s,.;!?]|$)/g, '"$1"')
    .replace(/\p{Cc}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/gu, " ")
    .replace(/[,;!?¿¡。，、()[\]{}*]+|[<>](?!=? ?\d)/g, " ")
    .replace(/:(?=\s|$|[^\0-\x7f])|(?<=[^\0-\x7f]):/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^@\S+ ?/, "")
    .replace(/^[\s'/:-]+|[\s'.…:-]+$/g, "")
    .replace(/^"([^"]*)"$/, "$1")
    .trim();
}
