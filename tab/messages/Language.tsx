import { useEffect, useMemo, useState, type ReactNode } from "react";
import { loadedLanguage, loadLanguage } from "./load-language.ts";
import type { TabLanguage } from "./tab-messages.ts";
import { MessagesContext } from "./use-messages.ts";

/** Said when no catalog can be had, and so no language is known. */
const UNLOADED = "Callwise could not be loaded. Reload the page. · 无法加载 Callwise。请重新加载页面。";

/**
 * Gives the words of a language to what is inside, which is not shown before the first one is there. While another one is
 * being loaded, the last one stays.
 */
export function Language({
  tag,
  locale,
  timeZone,
  children,
}: {
  tag: string;
  locale: string;
  timeZone: string;
  children: ReactNode;
}): ReactNode {
  const [language, setLanguage] = useState<TabLanguage | "failed" | null>(() => loadedLanguage(tag));
  useEffect(() => {
    let isWanted = true;
    loadLanguage(tag).then(
      (loaded) => isWanted && setLanguage(loaded),
      () => isWanted && setLanguage((before) => before ?? "failed"),
    );
    return () => {
      isWanted = false;
    };
  }, [tag]);
  const messages = useMemo(
    () => (language === null || language === "failed" ? null : language.messages(locale, timeZone)),
    [language, locale, timeZone],
  );
  useEffect(() => {
    if (messages !== null) document.documentElement.lang = messages.bot.language;
  }, [messages]);
  if (language === "failed") return <p role="alert">{UNLOADED}</p>;
  if (messages === null) return null;
  return <MessagesContext value={messages}>{children}</MessagesContext>;
}
