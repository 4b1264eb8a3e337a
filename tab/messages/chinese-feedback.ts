import type { Formats } from "../../bot/messages/format.ts";
import type { FeedbackMessages } from "./feedback-messages.ts";

export const chineseFeedback: (formats: Formats) => FeedbackMessages = () => ({});
