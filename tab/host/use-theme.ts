import type { Theme } from "@fluentui/react-components";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Host } from "./host.ts";
import { loadTheme } from "./load-theme.ts";

/**
 * Fluent's theme for the host's, following it live; the browser's own controls and scrollbars follow too. `first` is the
 * one that the host has at the start.
 */
export function useTheme(host: Host, first: Theme): Theme {
  const name = useSyncExternalStore(host.onThemeChange, host.theme);
  const [theme, setTheme] = useState(first);
  useEffect(() => {
    let isWanted = true;
    loadTheme(name).then(
      (loaded) => {
        if (!isWanted) return;
        setTheme(loaded);
        document.documentElement.style.colorScheme = name === "light" ? "light" : "dark";
      },
      // Without a network the last theme stays.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [name]);
  return theme;
}
