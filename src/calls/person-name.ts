/** Letters that Unicode does not take apart into a plain letter and a mark. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

const WORD = /[\p{L}\p{N}]+/gu;
/** Scripts that write names without spaces between their parts. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]+/gu;

/** Longer beginnings are not kept: what is asked for is cut alike, and then compared as a whole. */
const BEGINNING_LENGTH = 12;
const PART_LENGTH = 4;
const MAX_WORDS = 10;
const MAX_UNSPACED = 24;

/** A name as it is compared and sorted: without case, accents and the difference of full and half width. */
export function foldName(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .normalize("NFC")
    .replace(/[ßæœøłđðþı]/g, (letter) => PLAIN_LETTERS[letter] ?? letter);
}

type FoldedName = {
  /** Of scripts with spaces between words. */
  words: string[];
  /** Everything else, joined: where its parts end cannot be seen. */
  unspaced: string;
  /** As they were written apart. */
  unspacedWords: string[];
};

function partsOf(name: string): FoldedName {
  const folded = foldName(name);
  const unspacedWords = folded.match(UNSPACED) ?? [];
  const words = folded.replace(UNSPACED, " ").match(WORD) ?? [];
  return { words: words.slice(0, MAX_WORDS), unspaced: unspacedWords.join(""), unspacedWords };
}

/**
 * Everything short that `nameMatches` lets a word of this name be asked for by: the beginnings of its words, and of a
 * name in Chinese, Japanese or Korean every part. An index over them answers by equality.
 */
export function nameBeginnings(name: string): string[] {
  const { words, unspaced } = partsOf(name);
  const beginnings = new Set<string>();
  for (const word of words) {
    const letters = Array.from(word).slice(0, BEGINNING_LENGTH);
    for (let length = 1; length <= letters.length; length += 1) beginnings.add(letters.slice(0, length).join(""));
  }
  const characters = Array.from(unspaced).slice(0, MAX_UNSPACED);
  for (let from = 0; from < characters.length; from += 1) {
    for (let length = 1; length <= PART_LENGTH && from + length <= characters.length; length += 1) {
      beginnings.add(characters.slice(from, from + length).join(""));
    }
  }
  return [...beginnings];
}

/** Which `nameBeginnings` a name must have, all of them, to be found by `asked`; empty when it has no word in it. */
export function askedBeginnings(asked: string): string[] {
  const { words, unspacedWords } = partsOf(asked);
  const cut = (word: string, length: number): string => Array.from(word).slice(0, length).join("");
  return [
    ...new Set([
      ...words.map((word) => cut(word, BEGINNING_LENGTH)),
      ...unspacedWords.map((word) => cut(word, PART_LENGTH)),
    ]),
  ];
}

/**
 * Whether each word asked for is the beginning of a word of the name ("an schm" of "Anna Schmidt"), or, in Chinese,
 * Japanese and Korean, a part of it ("小明" of "王小明"). Nothing is found by a text without a word.
 */
export function nameMatches(name: string | null, asked: string): boolean {
  if (name === null) return false;
  const has = partsOf(name);
  const wanted = partsOf(asked);
  if (wanted.words.length + wanted.unspacedWords.length === 0) return false;
  return (
    wanted.words.every((word) => has.words.some((own) => own.startsWith(word))) &&
    wanted.unspacedWords.every((part) => has.unspaced.includes(part))
  );
}
