/** What only the tab's overview page says. */
export type OverviewMessages = Record<never, never>;
