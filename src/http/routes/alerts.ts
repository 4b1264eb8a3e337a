import { z } from "zod";
import { asJson } from "../../answers/incident-json.ts";
import { WEBHOOK_CHANNEL_ID, type AlertChannel } from "../../calls/alert-channel.ts";
import type { AlertRule, AlertRuleChange, AlertRuleTrial } from "../../calls/alert-rule.ts";
import type { Viewer } from "../../calls/viewer.ts";
import { ServiceError } from "../../service-error.ts";
import type { Store } from "../../store/store.ts";
import type { AlertChannelJson, AlertRuleJson, AlertRuleTrialJson, AlertsPageJson } from "../api-types.ts";
import { cursorOf, placeOfCursor } from "../list-cursor.ts";
import { shortText, wholeNumberField } from "../parameters.ts";
import { route, type Route } from "../route.ts";
import { changedSettingsField, ruleSchema, trialSchema } from "../schemas/alert-rule-schema.ts";
import { namedSchema } from "../schemas/incident-schema.ts";
import { adminIncidentSchema, adminIncidents } from "./alert-incidents.ts";

export type AlertRulesPort = {
  rules(): Promise<{ rules: AlertRule[] }>;
  /** Throws ServiceError "alert_rule_unknown", "alert_rule_invalid", "alert_rule_changed". */
  saveRule(change: AlertRuleChange, viewer: Viewer): Promise<AlertRule>;
  /** Throws the same, "alert_rule_not_tried" and "alert_rule_trial_too_large". */
  tryRule(change: AlertRuleChange, viewer: Viewer): Promise<AlertRuleTrial>;
};

export type AlertsParts = {
  alerting: AlertRulesPort;
  alertChannels: Pick<Store["alertChannels"], "all" | "change">;
  incidents: Pick<Store["incidents"], "open" | "over">;
  people: Pick<Store["people"], "names">;
  adminIds: readonly string[];
};

const PAGE_SIZE = 25;
const LARGEST_PAGE = 100;
const ruleIdField = shortText(60);

const channelSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(["channel", "webhook"]),
  since: z.string(),
  setBy: namedSchema.nullable(),
  rulesOff: z.array(z.string()),
  delivery: z.enum(["atOnce", "daily"]),
}) satisfies z.ZodType<AlertChannelJson>;

const pageSchema = z.strictObject({
  rules: z.array(ruleSchema),
  channels: z.array(channelSchema),
  admins: z.array(namedSchema),
  open: z.array(adminIncidentSchema),
  history: z.array(adminIncidentSchema),
  next: z.string().nullable(),
}) satisfies z.ZodType<AlertsPageJson>;

/** Rules, the channels that are told, and what was wrong. */
export function alertRoutes({ alerting, alertChannels, incidents, people, adminIds }: AlertsParts): Route[] {
  async function channelJson(channel: AlertChannel, names: ReadonlyMap<string, string>): Promise<AlertChannelJson> {
    const isWebhook = channel.conversationId === WEBHOOK_CHANNEL_ID;
    const { conversationId, since, setBy, rulesOff, delivery } = channel;
    const by = isWebhook ? null : { id: setBy, displayName: names.get(setBy) ?? null };
    const kind = isWebhook ? ("webhook" as const) : ("channel" as const);
    return Promise.resolve({ id: conversationId, kind, since: since.toISOString(), setBy: by, rulesOff, delivery });
  }

  return [
    route({
      method: "GET",
      path: "/api/admin/alerts",
      summary: "Alert rules, the channels that are told, what is wrong now, and what was",
      who: "admin",
      query: { cursor: shortText(1_000).optional(), limit: wholeNumberField(1, LARGEST_PAGE).optional() },
      response: pageSchema,
      async handle({ query: { cursor, limit = PAGE_SIZE }, now }) {
        const place = cursor === undefined ? null : placeOfCursor(cursor);
        const after = place && { revisedAt: place.at, id: place.id };
        const [{ rules }, channels, open, over] = await Promise.all([
          alerting.rules(),
          alertChannels.all(),
          incidents.open(),
          incidents.over({ after, limit }),
        ]);
        const names = await people.names([...adminIds, ...channels.map(({ setBy }) => setBy)]);
        const newestFirst = open.sort((a, b) => b.revisedAt.getTime() - a.revisedAt.getTime());
        return {
          rules: rules.map((rule): AlertRuleJson => asJson(rule)),
          channels: await Promise.all(channels.map((channel) => channelJson(channel, names))),
          admins: adminIds.map((id) => ({ id, displayName: names.get(id) ?? null })),
          open: await adminIncidents(newestFirst, people, now),
          history: await adminIncidents(over.incidents, people, now),
          next: over.next && cursorOf({ at: over.next.revisedAt, id: over.next.id }),
        };
      },
    }),
    route({
      method: "PATCH",
      path: "/api/admin/alerts/rules/:ruleId",
      summary: "Turns a rule on or off, or changes any part of its settings",
      who: "admin",
      params: { ruleId: ruleIdField },
      body: { isOn: z.boolean().optional(), settings: changedSettingsField.optional() },
      response: ruleSchema,
      async handle({ viewer, params: { ruleId }, body }): Promise<AlertRuleJson> {
        return asJson(await alerting.saveRule(changeOf(ruleId, body), viewer));
      },
    }),
    route({
      method: "POST",
      path: "/api/admin/alerts/rules/:ruleId/try",
      summary: "What a rule would have told of in the last days, with any part of its settings changed",
      who: "admin",
      params: { ruleId: ruleIdField },
      body: { settings: changedSettingsField.optional() },
      response: trialSchema,
      async handle({ viewer, params: { ruleId }, body }): Promise<AlertRuleTrialJson> {
        return asJson(await alerting.tryRule(changeOf(ruleId, body), viewer));
      },
    }),
    route({
      method: "PATCH",
      path: "/api/admin/alerts/channels/:channelId",
      summary: "Changes what a channel is told, and whether as it happens or once a day",
      who: "admin",
      params: { channelId: shortText(400) },
      body: {
        rulesOff: z.array(ruleIdField).max(100).optional(),
        delivery: z.enum(["atOnce", "daily"], { error: "must be atOnce or daily" }).optional(),
      },
      response: channelSchema,
      async handle({ params: { channelId }, body: { rulesOff, delivery } }) {
        const known = new Set((await alerting.rules()).rules.map(({ id }) => id));
        if (rulesOff?.some((id) => !known.has(id))) {
          throw new ServiceError("alert_rule_unknown", "There is no alert rule of this id.", { remedy: "fix-input" });
        }
        const wanted = { ...(rulesOff && { rulesOff }), ...(delivery && { delivery }) };
        const channel = await alertChannels.change(channelId, wanted);
        if (channel === null) throw new ServiceError("alert_channel_not_found", "No alerts are sent to this channel.");
        return channelJson(channel, await people.names([channel.setBy]));
      },
    }),
  ];
}

type AskedChange = { isOn?: boolean | undefined; settings?: z.output<typeof changedSettingsField> | undefined };

/** Without the fields that were not sent. */
function changeOf(id: string, { isOn, settings }: AskedChange): AlertRuleChange {
  const present = Object.entries(settings ?? {}).filter(([, value]) => value !== undefined);
  return {
    id,
    ...(isOn !== undefined && { isOn }),
    ...(present.length > 0 && { settings: Object.fromEntries(present) }),
  };
}
