/** What only the tab's feedback page says. */
export type FeedbackMessages = Record<never, never>;
