/** What only the tab's settings page says. */
export type SettingsMessages = Record<never, never>;
