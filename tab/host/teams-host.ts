import { app, authentication } from "@microsoft/teams-js";
import type { Host, HostTheme } from "./host.ts";

/** Teams around the tab. Rejects at once when whoever frames the tab is not Teams. */
export async function teamsHost(): Promise<Host> {
  await app.initialize();
  const context = await app.getContext();
  const listeners = new Set<() => void>();
  let theme = themeOf(context.app.theme);
  app.registerOnThemeChangeHandler((name) => {
    theme = themeOf(name);
    for (const listener of listeners) listener();
  });
  return {
    kind: "teams",
    theme: () => theme,
    onThemeChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    locale: context.app.locale,
    subPageId: context.page.subPageId || null,
    authToken: () => authentication.getAuthToken(),
    showsFirstPage: () => void app.notifySuccess(),
  };
}

/** Teams' names: "default", "dark", "contrast", "glass"; others may come. */
function themeOf(name: string): HostTheme {
  if (name === "contrast") return "contrast";
  return name === "dark" || name === "glass" ? "dark" : "light";
}
