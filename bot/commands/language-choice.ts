/**
 * The available language that somebody asked for by its tag ("zh-CN", "zh") or by its name in any of the available
 * languages ("Chinese", "中文"); null when it is none of them.
 */
export function languageAsked(asked: string, available: readonly string[]): string | null {
  const wanted = plain(asked);
  return available.find((tag) => namesOf(tag, available).some((name) => plain(name) === wanted)) ?? null;
}

/** Region and script are told in names only where they tell more: "Chinese", "Chinese (China)", "Simplified Chinese". */
function namesOf(tag: string, available: readonly string[]): string[] {
  const { language, script } = new Intl.Locale(tag).maximize();
  const tags = [tag, language, ...(script === undefined ? [] : [`${language}-${script}`])];
  const named = available.flatMap((inLanguage) => {
    const names = new Intl.DisplayNames([inLanguage], { type: "language" });
    return tags.map((each) => names.of(each) ?? each);
  });
  return [...tags, ...named];
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s()（）_-]+/g, "");
}
