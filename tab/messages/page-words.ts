import { use } from "react";
import type { Formats } from "../../bot/messages/format.ts";
import type { FirstMessages, PageMessages, TabMessages } from "./tab-messages.ts";

type PagesModule = { pageMessages: (formats: Formats) => PageMessages };

/**
 * Adds what the pages say to what is said at first. Whoever reads it while rendering waits, by Suspense, until its chunk
 * is there; the overview never does, and so shows its figures without it.
 */
export function createPageWords(load: () => Promise<PagesModule>): (first: FirstMessages) => TabMessages {
  let loaded: PagesModule | null = null;
  let loading: Promise<PagesModule> | null = null;

  function begin(): Promise<PagesModule> {
    loading ??= load().then(
      (module) => (loaded = module),
      (error: unknown) => {
        // Whoever comes next tries again.
        loading = null;
        throw error;
      },
    );
    return loading;
  }

  function waitFor(): PagesModule {
    return loaded ?? use(begin());
  }

  return (first) => {
    let made: PageMessages | null = null;
    const pages = (): PageMessages => (made ??= waitFor().pageMessages(first.formats));
    return {
      ...first,
      prepare: () => void begin().catch(() => {}),
      get calls() {
        return pages().calls;
      },
      get call() {
        return pages().call;
      },
      get feedback() {
        return pages().feedback;
      },
      get privacy() {
        return pages().privacy;
      },
      get settings() {
        return pages().settings;
      },
      get admin() {
        return pages().admin;
      },
      get buildings() {
        return pages().buildings;
      },
    };
  };
}
