/** What the tab's frame and its common parts say. */
export type ShellMessages = {
  appName: string;
  /** Of the browser's window: "Overview – Callwise". */
  documentTitle: (page: string) => string;
  skipToContent: string;
  navigation: { label: string; menu: string; admin: string };
  pages: Record<PageName, string>;
  person: { label: string; notFound: string; admin: string };
  notConfigured: Problem;
  openInTeams: Problem;
  signInFailed: Problem;
  unknownPage: Problem & { home: string };
  broken: Problem & { reload: string };
  offline: { text: string };
  retry: string;
  /** Headings of a page or part that could not be shown, by what hindered it. */
  failed: { title: string } & Record<
    "network" | "service" | "forbidden" | "anonymous" | "notFound" | "tooMany" | "rejected",
    string
  >;
  requestId: (id: string) => string;
  loading: string;
  showAsTable: string;
  showAsChart: string;
  period: { label: string; custom: string; from: string; to: string; apply: string; invalid: string };
  /** "12% better"; of what is neither: "12% more". `difference` is without a sign. */
  change: (difference: string, direction: "more" | "less", meaning: ChangeMeaning) => string;
  /** Nothing changed against the period before. */
  unchanged: string;
};

export type Problem = { title: string; text: string };

/** What a change means to the person; never told by color alone. */
export type ChangeMeaning = "better" | "worse" | "neutral";

export type PageName =
  | "overview"
  | "calls"
  | "call"
  | "feedback"
  | "privacy"
  | "settings"
  | "organization"
  | "status"
  | "alerts"
  | "buildings"
  | "people";
