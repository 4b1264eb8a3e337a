import type { TabLink } from "./tab-link.ts";

/** By which links into Teams name the tab: they go on working only while it stays as it is. */
export const TAB_ENTITY_ID = "myCalls";

/**
 * Links that open the tab within Teams, at a page of it.
 * https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-application
 */
export function teamsTabLink(teamsAppId: string): TabLink {
  return (place) => {
    const context = encodeURIComponent(JSON.stringify({ subEntityId: place }));
    return `https://teams.microsoft.com/l/entity/${teamsAppId}/${TAB_ENTITY_ID}?context=${context}`;
  };
}
