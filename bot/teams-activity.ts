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
  channel: z.looseObject({ id: z.string(), name: z.string().nullish() }).nullish().catch(null),
  eventType: z.string().nullish().catch(null),
});

export type TeamsChannelData = {
  tenantId: string | null;
  teamId: string | null;
  channelId: string | null;
  /** Null for the General channel, too. */
  channelName: string | null;
  eventType: string | null;
};

/** What Teams adds to an activity; null where it is missing or odd. */
export function teamsChannelData(activity: Pick<Activity, "channelData">): TeamsChannelData {
  const { data } = channelDataShape.safeParse(activity.channelData);
  return {
    tenantId: data?.tenant?.id ?? null,
    teamId: data?.team?.id ?? null,
    channelId: data?.channel?.id ?? null,
    channelName: data?.channel?.name ?? null,
    eventType: data?.eventType ?? null,
  };
}

const askedShape = z.object({
  text: z.string().min(1),
  owner: z.string().nullish().catch(null),
  where: z.enum(["here", "me"]).nullish().catch(null),
});

/** What a card's button asks, and what it says about the card it is on. Nothing of it can be trusted. */
export type ClickedQuestion = { text: string; owner: string | null; where: "here" | "me" | null };

/** The question that a card's Action.Submit carries, or null. */
export function submittedQuestion(data: unknown): ClickedQuestion | null {
  const parsed = askedShape.safeParse(data);
  return parsed.success ? questionOf(parsed.data) : null;
}

const clickShape = z.looseObject({
  action: z.looseObject({ type: z.literal("Action.Execute"), verb: z.literal("ask"), data: askedShape }),
});

/** The question of a clicked Universal Action, or null for a click that is none of ours. */
export function clickedQuestion(value: unknown): ClickedQuestion | null {
  const parsed = clickShape.safeParse(value);
  return parsed.success ? questionOf(parsed.data.action.data) : null;
}

function questionOf({ text, owner, where }: z.infer<typeof askedShape>): ClickedQuestion {
  return { text, owner: owner ?? null, where: where ?? null };
}

const mentionShape = z.looseObject({
  type: z.literal("mention"),
  mentioned: z.looseObject({ id: z.string() }),
  text: z.string().min(1),
});

/** What a person typed: without the mention of the bot, and with other people's mentions as plain names. */
export function typedText({ text, entities, recipient }: Pick<Activity, "text" | "entities" | "recipient">): string {
  let typed = text ?? "";
  const all: unknown = entities;
  for (const entity of Array.isArray(all) ? all : []) {
    const mention = mentionShape.safeParse(entity).data;
    if (mention?.mentioned.id === recipient.id) typed = typed.replaceAll(mention.text, " ");
  }
  return typed
    .replace(/<\/?at(?:\s[^<>]*)?>/g, "")
    .replaceAll("&nbsp;", " ")
    .trim();
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
