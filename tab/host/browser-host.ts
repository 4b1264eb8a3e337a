import type { Host } from "./host.ts";

/** A plain browser: theme and language are the machine's. */
export function browserHost(): Host {
  const isContrast = matchMedia("(forced-colors: active)");
  const isDark = matchMedia("(prefers-color-scheme: dark)");
  const queries = [isContrast, isDark];
  return {
    kind: "browser",
    theme: () => (isContrast.matches ? "contrast" : isDark.matches ? "dark" : "light"),
    onThemeChange(listener) {
      for (const query of queries) query.addEventListener("change", listener);
      return () => {
        for (const query of queries) query.removeEventListener("change", listener);
      };
    },
    locale: navigator.language,
    subPageId: null,
    authToken: null,
    showsFirstPage: () => {},
  };
}
