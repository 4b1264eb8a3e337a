/** What only the tab's calls page says. */
export type CallsMessages = Record<never, never>;
