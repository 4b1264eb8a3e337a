import { z } from "zod";
import type { InPeriodJson } from "../api-types.ts";

const instants = { start: z.string(), end: z.string() };

/** Half-open. */
export const periodSchema = z.strictObject(instants);

/** What every answer about a period begins with. */
export const inPeriodFields = {
  period: z.strictObject({ ...instants, name: z.string() }),
  timeZone: z.string(),
} satisfies { [Name in keyof InPeriodJson]: z.ZodType<InPeriodJson[Name]> };
