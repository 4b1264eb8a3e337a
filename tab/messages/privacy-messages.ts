/** What only the tab's privacy page says. */
export type PrivacyMessages = Record<never, never>;
