import type { Activity } from "botbuilder";
import { z } from "zod";

/*
 * The parts of a Bot Framework activity that are read here. Loose, because Microsoft owns the shape; absent and null
 * are the same. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
 */
const account = z.looseObject({ id: z.string().min(1), aadObjectId: z.string().nullish() });

const activityShape = z.looseObject({
  type: z.string().min(1),
  channelId: z.string().min(1),
  serviceUrl: z.url(),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: z.string().min(1),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  text: z.string().nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  locale: z.string().nullish(),
  localTimezone: z.string().nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
});

/** A request body that is an activity as far as the bot reads it. */
export const activitySchema = z.custom<Activity>((value) => activityShape.safeParse(value).success);

const channelDataShape = z.looseObject({
  tenant: z.looseObject({ id: z.string() }).nullish().catch(null),
  team: z.looseObject({ id: z.string() }).nullish().catch(null),
  channel: z.looseObject({ id: z.string() }).nullish().catch(null),
  eventType: z.string().nullish().catch(null),
});

export type TeamsChannelData = {
  tenantId: string | null;
  teamId: string | null;
  channelId: string | null;
  eventType: string | null;
};

/** What Teams adds to an activity; null where it is missing or odd. */
export function teamsChannelData(activity: Pick<Activity, "channelData">): TeamsChannelData {
  const { data } = channelDataShape.safeParse(activity.channelData);
  return {
    tenantId: data?.tenant?.id ?? null,
    teamId: data?.team?.id ?? null,
    channelId: data?.channel?.id ?? null,
    eventType: data?.eventType ?? null,
  };
}

const askedShape = z.object({ text: z.string().min(1) });

/** The question that a card's action carries, or null. */
export function askedText(data: unknown): string | null {
  const parsed = askedShape.safeParse(data);
  return parsed.success ? parsed.data.text : null;
}

const clickShape = z.looseObject({
  action: z.looseObject({ type: z.literal("Action.Execute"), verb: z.literal("ask"), data: askedShape }),
});

/** The question of a clicked Universal Action, or null for a click that is none of ours. */
export function clickedQuestion(value: unknown): string | null {
  const parsed = clickShape.safeParse(value);
  return parsed.success ? parsed.data.action.data.text : null;
}

const clientShape = z.looseObject({ type: z.literal("clientInfo"), timezone: z.string().nullish() });

/** The IANA zone of the person's client: the activity's own, else that of its clientInfo entity. Unchecked. */
export function clientTimeZone(activity: Pick<Activity, "localTimezone" | "entities">): string | null {
  if (activity.localTimezone) return activity.localTimezone;
  const entities: unknown = activity.entities;
  for (const entity of Array.isArray(entities) ? entities : []) {
    const parsed = clientShape.safeParse(entity);
    if (parsed.success && parsed.data.timezone) return parsed.data.timezone;
  }
  return null;
}
