import { z } from "zod";
import { canonicalId } from "../calls/canonical-id.ts";
import { isTimeZone } from "../calls/local-time.ts";

/* Fields that several routes take. Messages say what is wanted, and nothing of what was given. */

/** A short text on one line. */
export function shortText(maxLength: number): z.ZodString {
  return z
    .string({ error: "must be a text" })
    .min(1, "must not be empty")
    .max(maxLength, `must have at most ${maxLength} characters`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must not hold control characters");
}

/** An IANA name. */
export const timeZoneField = shortText(64).refine(isTimeZone, "must be an IANA time zone such as Europe/Berlin");

/** Of a person or a call: GUIDs in lower case, other ids as they are. */
export const idField = shortText(200).transform(canonicalId);

/** A whole number in digits, as a query string has it. */
export function wholeNumberField(least: number, most: number): z.ZodType<number, string> {
  return z
    .string({ error: "must be a whole number" })
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must lie between ${least} and ${most}`);
}

/** "true" or "false". */
export const flagField = z
  .enum(["true", "false"], { error: "must be true or false" })
  .transform((text) => text === "true");

/**
 * `period` as src/calls/period-text.ts reads it, and the zone it is meant in: to be spread into a route's query. Both
 * may be left out.
 */
export const periodFields = { period: shortText(40).optional(), timeZone: timeZoneField.optional() };
