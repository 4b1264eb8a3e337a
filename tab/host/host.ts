export type HostTheme = "light" | "dark" | "contrast";

/** What the tab runs in: Teams (or another Microsoft 365 app), or a plain browser. */
export type Host = {
  kind: "teams" | "browser";
  theme: () => HostTheme;
  /** Calls back at once when the theme changes, without a reload. Gives what ends it. */
  onThemeChange: (listener: () => void) => () => void;
  /** BCP 47 */
  locale: string;
  /** Of a deep link: a route of the tab, for example "calls/<call id>". */
  subPageId: string | null;
  /** The person's token, from Teams' single sign-on; null in a browser, where there is none. */
  authToken: (() => Promise<string>) | null;
  /** The first page is there: Teams takes its loading indicator away. */
  showsFirstPage: () => void;
};
