import { lazy, useState, type ComponentType, type ReactNode } from "react";
import type { PageName } from "../messages/shell-messages.ts";
import { OverviewPage } from "../pages/overview/OverviewPage.tsx";
import { BASE } from "./base.ts";

export type PageRoute = {
  name: PageName;
  /** Below /tab. */
  path: string;
  isForAdmins: boolean;
  /** Not every page is a place to go to from anywhere. */
  isInNavigation: boolean;
  load: () => Promise<unknown>;
  Page: ComponentType;
};

function pageRoute<Name extends string>(
  name: PageName,
  path: string,
  component: Name,
  /** Itself, or where it is. */
  chunk: Record<Name, ComponentType> | (() => Promise<Record<Name, ComponentType>>),
): PageRoute {
  let loaded = typeof chunk === "function" ? null : chunk[component];
  const load = async (): Promise<ComponentType> =>
    (loaded ??= (typeof chunk === "function" ? await chunk() : chunk)[component]);
  const Lazy = lazy<ComponentType>(async () => ({ default: await load() }));
  /** A page that is there already is shown at once: React keeps a lazy one's skeleton for at least 0.3 s. */
  function Page(): ReactNode {
    const [Shown] = useState(() => loaded ?? Lazy);
    return <Shown />;
  }
  return {
    name,
    path,
    isForAdmins: path.startsWith("/admin/"),
    isInNavigation: !path.includes(":"),
    load,
    Page,
  };
}

/** Every page, in the order of the navigation: the first one with what is loaded first, the others a chunk each. */
export const PAGE_ROUTES: readonly PageRoute[] = [
  pageRoute("overview", "/", "OverviewPage", { OverviewPage }),
  pageRoute("calls", "/calls", "CallsPage", () => import("../pages/calls/CallsPage.tsx")),
  pageRoute("call", "/calls/:callId", "CallPage", () => import("../pages/call/CallPage.tsx")),
  pageRoute("feedback", "/feedback", "FeedbackPage", () => import("../pages/feedback/FeedbackPage.tsx")),
  pageRoute("privacy", "/privacy", "PrivacyPage", () => import("../pages/privacy/PrivacyPage.tsx")),
  pageRoute("settings", "/settings", "SettingsPage", () => import("../pages/settings/SettingsPage.tsx")),
  pageRoute(
    "organization",
    "/admin/organization",
    "OrganizationPage",
    () => import("../pages/admin/OrganizationPage.tsx"),
  ),
  pageRoute("status", "/admin/status", "StatusPage", () => import("../pages/admin/StatusPage.tsx")),
  pageRoute("alerts", "/admin/alerts", "AlertsPage", () => import("../pages/admin/AlertsPage.tsx")),
  pageRoute("buildings", "/admin/buildings", "BuildingsPage", () => import("../pages/admin/BuildingsPage.tsx")),
  pageRoute("people", "/admin/people", "PeoplePage", () => import("../pages/admin/PeoplePage.tsx")),
];

/** Begins to load the page of a URL's path; null when there is none. */
export function loadPage(pathname: string): Promise<unknown> | null {
  const isAt = (path: string): boolean => new RegExp(`^${BASE}${path.replace(/:\w+/, "[^/]+")}/?$`).test(pathname);
  return PAGE_ROUTES.find(({ path }) => isAt(path === "/" ? "" : path))?.load() ?? null;
}
