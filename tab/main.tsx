import { createRoot } from "react-dom/client";
import { createConnectionState } from "./api/connection-state.ts";
import { App } from "./App.tsx";
import { connectHost } from "./host/connect-host.ts";
import { openDeepLink } from "./host/open-deep-link.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no root.");

const host = await connectHost();
openDeepLink(host.subPageId);
createRoot(root).render(<App host={host} connection={createConnectionState()} />);
