/** What was looked at of a person's calls by somebody else, without the content. */
export type Look =
  { what: "calls"; start: Date; end: Date } | { what: "lastCall"; before: Date } | { what: "call"; callId: string };
