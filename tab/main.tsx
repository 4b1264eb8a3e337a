import { createRoot } from "react-dom/client";
import { API } from "./api/api-routes.ts";
import { createConnectionState } from "./api/connection-state.ts";
import { createQueryClient } from "./api/create-query-client.ts";
import { apiQuery } from "./api/use-api.ts";
import { App } from "./App.tsx";
import { connectHost } from "./host/connect-host.ts";
import { loadTheme } from "./host/load-theme.ts";
import { openDeepLink } from "./host/open-deep-link.ts";
import { ownTimeZone } from "./host/own-time-zone.ts";
import { loadLanguage } from "./messages/load-language.ts";
import { rememberedLanguage } from "./messages/remembered-language.ts";
import { prefetchOverview } from "./pages/overview/OverviewPage.tsx";
import { BASE } from "./shell/base.ts";
import { loadPage } from "./shell/page-routes.tsx";
import { createSessions, signInEarly, type PersonSession } from "./sign-in/sessions.ts";
import { startQuery } from "./sign-in/SignIn.tsx";

/** Nobody waits longer than this for the sign-in before something is shown. */
const SIGN_IN_MS = 100;

/** Not awaited by this module: the chunks that it waits for import this very one, and would wait for its end. */
async function main(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no root.");
  const connection = createConnectionState();
  const queries = createQueryClient();
  const sessions = createSessions(connection, askEarly);
  const start = queries.fetchQuery(startQuery(connection));
  const host = await connectHost();
  openDeepLink(host.subPageId);
  const signedIn = start.then(
    (known) => signInEarly(known, host, sessions),
    // It is asked again, and told.
    () => {},
  );
  // What will be asked for in a moment comes together with the theme, not after it; whoever asks hears of a failure.
  const language = loadLanguage(rememberedLanguage() ?? host.locale).catch(() => {});
  void loadPage(location.pathname)?.catch(() => {});
  // The first answers are then on their way while the first page is drawn, which takes as long.
  const isWorthWaiting = Promise.race([signedIn, new Promise((resolve) => setTimeout(resolve, SIGN_IN_MS))]);
  const [firstTheme] = await Promise.all([loadTheme(host.theme()), language, isWorthWaiting]);
  createRoot(root).render(
    <App host={host} connection={connection} queries={queries} sessions={sessions} firstTheme={firstTheme} />,
  );
}

/** What every person's first page needs, asked while it is still being drawn. */
function askEarly(session: PersonSession): void {
  void session.queries.prefetchQuery(apiQuery(session.client, API.me));
  if (location.pathname.replace(/\/$/, "") === BASE) prefetchOverview(session, ownTimeZone());
}

void main();
