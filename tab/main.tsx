import { createRoot } from "react-dom/client";
import { createConnectionState } from "./api/connection-state.ts";
import { createQueryClient } from "./api/create-query-client.ts";
import { App } from "./App.tsx";
import { connectHost } from "./host/connect-host.ts";
import { loadTheme } from "./host/load-theme.ts";
import { openDeepLink } from "./host/open-deep-link.ts";
import { loadLanguage } from "./messages/load-language.ts";
import { rememberedLanguage } from "./messages/remembered-language.ts";
import { loadPage } from "./shell/page-routes.tsx";
import { startQuery } from "./sign-in/SignIn.tsx";

/** Not awaited by this module: the chunks that it waits for import this very one, and would wait for its end. */
async function main(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no root.");
  const connection = createConnectionState();
  const queries = createQueryClient();
  void queries.prefetchQuery(startQuery(connection));
  const host = await connectHost();
  openDeepLink(host.subPageId);
  // What will be asked for in a moment comes together with the theme, not after it; whoever asks hears of a failure.
  const language = loadLanguage(rememberedLanguage() ?? host.locale).catch(() => {});
  void loadPage(location.pathname)?.catch(() => {});
  const [firstTheme] = await Promise.all([loadTheme(host.theme()), language]);
  createRoot(root).render(<App host={host} connection={connection} queries={queries} firstTheme={firstTheme} />);
}

void main();
