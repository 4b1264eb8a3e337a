const KEY = "callwise.language";

/** The language that the person chose, so that the first words on the next visit are in it; null when there is none. */
export function rememberedLanguage(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function rememberLanguage(tag: string | null): void {
  try {
    if (tag === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, tag);
  } catch {
    // A frame may be without storage: the language then comes with the preferences, a moment later.
  }
}
