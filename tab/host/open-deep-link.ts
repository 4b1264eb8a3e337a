import { BASE } from "../shell/base.ts";

/** A route with its query string: no origin, no way up. */
const ROUTE = /^\/?[\w-]+(?:\/[\w.~%-]+)*(?:\?[\w.~%=&+-]*)?$/;

/**
 * Goes to the page that a deep link names, before the first one is shown: "calls/<call id>", "feedback?period=lastWeek".
 * Anything else is left alone.
 */
export function openDeepLink(subPageId: string | null): void {
  if (subPageId === null || !ROUTE.test(subPageId)) return;
  history.replaceState(null, "", `${BASE}/${subPageId.replace(/^\//, "")}`);
}
