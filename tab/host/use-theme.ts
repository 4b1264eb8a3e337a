import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme, type Theme } from "@fluentui/react-components";
import { useEffect, useSyncExternalStore } from "react";
import type { Host, HostTheme } from "./host.ts";

const THEMES: Readonly<Record<HostTheme, Theme>> = {
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

/** Fluent's theme for the host's, following it live; the browser's own controls and scrollbars follow too. */
export function useTheme(host: Host): Theme {
  const theme = useSyncExternalStore(host.onThemeChange, host.theme);
  useEffect(() => {
    document.documentElement.style.colorScheme = theme === "light" ? "light" : "dark";
  }, [theme]);
  return THEMES[theme];
}
