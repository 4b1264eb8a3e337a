import type { Activity } from "botbuilder";
import { teamsChannelData } from "./teams-activity.ts";

export type OriginFault = "wrong_channel" | "wrong_tenant" | "wrong_service_url";

/**
 * Why an authenticated activity is refused all the same, or null. Only Teams vouches for the sender's Entra id: on
 * Direct Line and Web Chat the sender writes it. A token says nothing of the person's tenant, so every tenant that the
 * activity names must be allowed, and one must be named.
 */
export function originFault(activity: Activity, allowedTenantIds: readonly string[]): OriginFault | null {
  if (activity.channelId !== "msteams") return "wrong_channel";
  const named = [activity.conversation.tenantId, teamsChannelData(activity).tenantId].filter((id) => !!id);
  const allowed = allowedTenantIds.map((id) => id.toLowerCase());
  if (named.length === 0) return "wrong_tenant";
  return named.every((id) => allowed.includes(String(id).toLowerCase())) ? null : "wrong_tenant";
}

/**
 * The same for an activity whose sender was not authenticated: replies go to where it says, so that must be this
 * machine.
 */
export function localOriginFault(activity: Activity): OriginFault | null {
  if (activity.channelId !== "msteams") return "wrong_channel";
  return URL.canParse(activity.serviceUrl) && isLoopbackName(new URL(activity.serviceUrl).hostname)
    ? null
    : "wrong_service_url";
}

/** A host name that can only mean this machine. A page on the web can reach it, but not under such a name. */
export function isLoopbackName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/^\[|\]$/g, "");
  return name === "localhost" || name === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}

/** The address of a peer on this machine, in any of the forms that Node gives. */
export function isLoopbackAddress(address: string | undefined): boolean {
  return address !== undefined && isLoopbackName(address.replace(/^::ffff:/, ""));
}
