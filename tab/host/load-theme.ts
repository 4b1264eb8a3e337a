import type { Theme } from "@fluentui/react-components";
import type { HostTheme } from "./host.ts";

/** Each is a chunk of its own: nobody needs more than one at first. */
const THEMES: Readonly<Record<HostTheme, () => Promise<{ theme: Theme }>>> = {
  light: () => import("./light-theme.ts"),
  dark: () => import("./dark-theme.ts"),
  contrast: () => import("./contrast-theme.ts"),
};

/** Fluent's theme for the host's. Rejects when the chunk cannot be had. */
export async function loadTheme(name: HostTheme): Promise<Theme> {
  return (await THEMES[name]()).theme;
}
