import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme, type Theme } from "@fluentui/react-components";
import { useSyncExternalStore } from "react";
import type { Host, HostTheme } from "./host.ts";

const THEMES: Readonly<Record<HostTheme, Theme>> = {
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

/** Fluent's theme for the host's, following it live. */
export function useTheme(host: Host): Theme {
  return THEMES[useSyncExternalStore(host.onThemeChange, host.theme)];
}
