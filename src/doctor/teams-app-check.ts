import { ok, skipped, warning, type RunCheck } from "./check.ts";

/** Whether cards can lead to the tab: links in Teams name the app by its own id. */
export function teamsAppCheck(parts: {
  hasTab: boolean;
  /** The app's id as the settings have it, and whether it is only assumed to be the bot's. */
  teamsAppId: string | null;
  isAssumed: boolean;
}): RunCheck {
  const { hasTab, teamsAppId, isAssumed } = parts;
  return () => {
    if (!hasTab) return Promise.resolve(skipped("TAB_CLIENT_ID is not set: there is no tab to lead to."));
    if (teamsAppId === null) {
      return Promise.resolve(
        warning(
          "Neither TEAMS_APP_ID nor BOT_ID is set: cards have no link to the tab.",
          "Set TEAMS_APP_ID to the id of the app package's manifest.",
        ),
      );
    }
    const found = isAssumed
      ? "Links to the tab take BOT_ID for the app's id; right when the package was made without TEAMS_APP_ID."
      : "Links to the tab name TEAMS_APP_ID; it must be the id of the app package that is installed.";
    return Promise.resolve(ok(found));
  };
}
