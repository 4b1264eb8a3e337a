import { createContext, use } from "react";
import type { TabMessages } from "./tab-messages.ts";

export const MessagesContext = createContext<TabMessages | null>(null);

/** Everything the tab says, in the person's language and time zone. */
export function useMessages(): TabMessages {
  const messages = use(MessagesContext);
  if (messages === null) throw new Error("No language is loaded yet.");
  return messages;
}
