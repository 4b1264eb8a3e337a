const KEY = "callwise.simulatedPerson";

/** Whom one was in this browser window before a reload; null where storage is closed to the page. */
export function rememberedPerson(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function rememberPerson(personId: string): void {
  try {
    sessionStorage.setItem(KEY, personId);
  } catch {
    // The choice lasts until the next reload, then.
  }
}
