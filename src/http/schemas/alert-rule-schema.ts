import { z } from "zod";
import { CALL_FACTOR_KINDS } from "../../calls/call-factor.ts";
import { CALL_RULE_KINDS, SERVICE_RULE_KINDS, type CallRuleSettings } from "../../calls/alert-rule.ts";
import type { AlertRuleJson, AlertRuleTrialJson } from "../api-types.ts";
import { platformSchema } from "./graph-words.ts";

/* What the values mean together is checked where rules are changed: these are their shapes. */

const LONGEST_TEXT = 200;
const LONGEST_ID = 200;
const MOST_PEOPLE = 5_000;
const textField = z.string().max(LONGEST_TEXT).nullable();

const settingsFields = {
  scope: z.strictObject({
    personGroup: z
      .strictObject({
        name: z.string().max(LONGEST_TEXT),
        personIds: z.array(z.string().max(LONGEST_ID)).max(MOST_PEOPLE),
      })
      .nullable(),
    subnet: textField,
    building: textField,
    platform: platformSchema.nullable(),
    device: textField,
    country: textField,
  }),
  counts: z.enum(["measured", "rated", "measuredOrRated"]),
  threshold: z.number(),
  windowMinutes: z.number(),
  minimumCalls: z.number(),
  minimumPeople: z.number(),
  minimumSample: z.number(),
  coolDownMinutes: z.number(),
  quietHours: z
    .strictObject({ from: z.string(), to: z.string(), timeZone: z.string(), isQuietAtWeekends: z.boolean() })
    .nullable(),
} satisfies { [Name in keyof CallRuleSettings]: z.ZodType<CallRuleSettings[Name]> };

const settingsSchema = z.strictObject(settingsFields);

/** Any part of a rule's settings. */
export const changedSettingsField = settingsSchema.partial();

export const ruleSchema = z.strictObject({
  id: z.string(),
  kind: z.enum([...SERVICE_RULE_KINDS, ...CALL_RULE_KINDS]),
  isOn: z.boolean(),
  openSince: z.string().nullable(),
  settings: settingsSchema.nullable(),
  updatedAt: z.string().nullable(),
  updatedBy: z.string().nullable(),
}) satisfies z.ZodType<AlertRuleJson>;

export const trialSchema = z.strictObject({
  start: z.string(),
  end: z.string(),
  alerts: z.array(
    z.strictObject({
      at: z.string(),
      resolvedAt: z.string().nullable(),
      factor: z.strictObject({ kind: z.enum(CALL_FACTOR_KINDS), value: z.string() }).nullable(),
      calls: z.number(),
    }),
  ),
}) satisfies z.ZodType<AlertRuleTrialJson>;
