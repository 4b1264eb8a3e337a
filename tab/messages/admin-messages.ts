/** What only the tab's admin pages say. */
export type AdminMessages = Record<never, never>;
