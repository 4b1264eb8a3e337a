/** What only the tab's call page says. */
export type CallMessages = Record<never, never>;
