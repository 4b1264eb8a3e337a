/** The source of one of several texts, the longest first, so that "minutes" is not taken for "m". */
export function oneOf(texts: readonly string[]): string {
  const sorted = [...texts].sort((a, b) => b.length - a.length);
  return `(?:${sorted.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`;
}

/** The source of a grammar's pattern. Each slot becomes a group of its own name that holds `slots[name]`. */
export function patternSource(pattern: string, slots: Readonly<Record<string, string>>): string {
  return pattern.replace(/\((?!\?)/g, "(?:").replace(/\{([a-z]\w*)\}/gi, (_, slot: string) => {
    const source = slots[slot];
    if (source === undefined) throw new RangeError(`no such slot: ${slot}`);
    return `(?<${slot}>${source})`;
  });
}

/** Every word that a pattern can match, in lower case; a letter before `?` is there or not. */
export function wordsOf(pattern: string): string[] {
  const bare = pattern.replace(/\{\w+\}|\(\?<\w+>|\(\?[:=!<]+|\[[^\]]*-[^\]]*\]|\\./g, " ");
  return [...bare.matchAll(/([\p{L}\p{M}']+)(\?)?/gu)].flatMap(([, word = "", optional]) =>
    optional === undefined ? [word] : [word, word.slice(0, -1)],
  );
}

/** The alternatives of a pattern that stand in no parentheses. */
export function alternativesOf(pattern: string): string[] {
  const alternatives = [""];
  let depth = 0;
  for (const letter of pattern) {
    if (letter === "(" || letter === "[") depth += 1;
    if (letter === ")" || letter === "]") depth -= 1;
    if (letter === "|" && depth === 0) alternatives.push("");
    else alternatives.push(`${alternatives.pop() ?? ""}${letter}`);
  }
  return alternatives;
}
