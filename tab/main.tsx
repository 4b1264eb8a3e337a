import { createRoot } from "react-dom/client";
import { createConnectionState } from "./api/connection-state.ts";
import { App } from "./App.tsx";
import { connectHost } from "./host/connect-host.ts";
import { loadTheme } from "./host/load-theme.ts";
import { openDeepLink } from "./host/open-deep-link.ts";
import { loadLanguage } from "./messages/load-language.ts";
import { rememberedLanguage } from "./messages/remembered-language.ts";
import { loadPage } from "./shell/page-routes.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no root.");

const host = await connectHost();
openDeepLink(host.subPageId);
// What will be asked for in a moment comes together with the theme, not after it; whoever asks hears of a failure.
void loadLanguage(rememberedLanguage() ?? host.locale).catch(() => {});
void loadPage(location.pathname)?.catch(() => {});
const firstTheme = await loadTheme(host.theme());
createRoot(root).render(<App host={host} connection={createConnectionState()} firstTheme={firstTheme} />);
