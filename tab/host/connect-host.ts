import { browserHost } from "./browser-host.ts";
import type { Host } from "./host.ts";

/** Teams when it frames the tab, else the browser. Teams' library is loaded in a frame only. */
export async function connectHost(): Promise<Host> {
  if (window.parent === window) return browserHost();
  try {
    const { teamsHost } = await import("./teams-host.ts");
    return await teamsHost();
  } catch {
    return browserHost();
  }
}
