import type { Formats } from "../../bot/messages/format.ts";
import type { FeedbackMessages } from "./feedback-messages.ts";

export const englishFeedback: (formats: Formats) => FeedbackMessages = () => ({});
